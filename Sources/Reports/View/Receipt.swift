import CivilTime
import Findings

/// The derivation of a finding as a worked sum that a reader can redo by hand.
struct Receipt {
  /// A line of the sum.
  struct Line {
    /// What the line is, which decides how it looks.
    enum Kind { case fact, basis, step, day, total }

    var kind: Kind
    /// What is on the left of the equals sign.
    var name: String
    /// What is on the right of it.
    var value: String
    /// How the value came about: a formula, an origin; empty where it was read.
    var working: String
    /// Where it stands.
    var location: Location?
    var isMasked = false
  }

  var lines: [Line] = []
  /// The clauses that decided, each in words.
  var clauses: [Derivation.Clause] = []
  /// The sources that claimed the subject, where more than one did.
  var precedence: [Precedence]

  /// A source that claimed the subject.
  struct Precedence {
    var isApplied: Bool
    /// The source with its day, and why it lost.
    var text: String

    /// What a line about it begins with.
    var label: String { isApplied ? "applied" : "lost" }

    init(_ source: Derivation.Source) {
      isApplied = source.applied
      text = source.name
      if let until = source.until { text += ", until \(until)" }
      if !source.applied { text += ": \(source.reason)" }
    }
  }

  init(_ finding: Finding, asOf: CivilDate) {
    let derivation = finding.derivation
    lines += derivation.facts.map { fact in
      Line(
        kind: .fact, name: fact.path, value: fact.value, working: "", location: fact.location,
        isMasked: fact.isMasked)
    }
    lines += derivation.bases.map { basis in
      let known = basis.evidence.map { ", \($0.inWords)" } ?? ""
      return Line(
        kind: .basis, name: "\(basis.kind) \(basis.name)", value: basis.value,
        working: "from \(basis.origin)\(known)")
    }
    lines += derivation.steps.map { step in
      Line(
        kind: .step, name: step.name, value: step.value, working: Self.working(of: step),
        isMasked: step.isMasked)
    }
    precedence = derivation.precedence.map(Precedence.init)
    clauses = derivation.clauses.filter(\.isDecisive)
    addDays(finding, asOf: asOf)
  }

  /// The formula with values in it; nothing where that is the value.
  private static func working(of step: Derivation.Step) -> String {
    let text = step.substituted.isEmpty ? step.formula : step.substituted
    return text == step.value ? "" : text
  }

  private mutating func addDays(_ finding: Finding, asOf: CivilDate) {
    guard let due = finding.dueDate ?? finding.since?.adding(days: -1) else { return }
    lines.append(Line(kind: .day, name: "last permitted day", value: due.description, working: ""))
    let end = finding.endedOn ?? asOf
    let name = finding.endedOn == nil ? "as of" : "ended"
    lines.append(Line(kind: .day, name: name, value: end.description, working: ""))
    if let over = finding.daysOver {
      lines.append(
        Line(
          kind: .total, name: "days over", value: String(over),
          working: over > 0 ? "\(end) - \(due)" : ""))
    } else if due >= asOf {
      lines.append(
        Line(
          kind: .total, name: "days left", value: String(due.days(since: asOf)),
          working: "\(due) - \(asOf)"))
    }
  }
}
