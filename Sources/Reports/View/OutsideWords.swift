import Findings
import Results

extension Header.OutsidePack {
  /// What the pack does not cover, in one sentence.
  var inWords: String {
    "Not covered: \(classes.joined(separator: ", ")) in \(place). The law about it is not among the "
      + "rules; the pack \(name) (\(title)) is for \(jurisdictions.joined(separator: ", "))."
  }
}

extension RootCause {
  /// The fix, and what it does where that is known.
  var fixWithEffect: String { effect == .behind ? fix : "\(fix) (\(effectInWords))" }

  /// How the fix stands to the findings: whether it clears them, or is only the first thing to do.
  var effectInWords: String {
    switch effect {
    case .clears: "clears \(findings == 1 ? "it" : "all \(findings)")"
    case .needed: "needed for all \(findings), which may need more"
    case .behind: "not tried"
    }
  }
}
