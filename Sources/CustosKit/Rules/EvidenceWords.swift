import Findings
import Rules

extension Evidence {
  /// What it is, and what that means for findings.
  var standing: String { counts ? inWords : "\(inWords): findings are provisional" }
}

extension Rule.Limb {
  /// What it says and what answers it, on one line.
  var inWords: String { "\(at): \(says); \(answer)" }

  /// What of the rule answers it, or why nothing does.
  var answer: String {
    if let unanswered { return "not answered: \(unanswered)" }
    return clauses.isEmpty ? "not answered" : "by \(clauses.joined(separator: ", "))"
  }
}
