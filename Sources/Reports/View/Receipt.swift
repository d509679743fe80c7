import CivilTime
import Findings

/// The derivation of a finding as a worked sum that a reader can redo by hand.
///
/// Machine formats get it as the result has it; reports for people in words, see
/// ``init(_:asOf:in:)``.
struct Receipt {
  /// A line of the sum.
  struct Line {
    /// What the line is, which decides how it looks.
    enum Kind { case fact, basis, step, day, total }

    var kind: Kind
    /// What is on the left of the equals sign.
    var name: String
    /// The path of a fact, where the name is a label.
    var path: String?
    /// What is on the right of it.
    var value: String
    /// How the value came about: a formula, an origin; empty where it was read.
    var working: String
    /// Where it stands.
    var location: Location?
    var isMasked = false
  }

  var lines: [Line] = []
  /// The clauses of the condition that decided.
  var clauses: [Derivation.Clause] = []
  /// Computed values that only a reader of conditions follows; in ``lines`` for machines.
  var formulas: [Line] = []
  /// The sources that claimed the subject, where more than one did.
  var precedence: [Precedence]

  /// A source that claimed the subject.
  struct Precedence {
    var isApplied: Bool
    /// The source with its day, and why it was overridden.
    var text: String

    /// What a line about it begins with.
    var label: String { isApplied ? "governing rule" : "overridden" }

    /// A source; with its day long where the reader is a person.
    init(_ source: Derivation.Source, inWords: Bool = false) {
      isApplied = source.applied
      text = source.name
      if let until = source.until {
        text += ", until \(inWords ? FactWords.computed(until) : until)"
      }
      if !source.applied { text += ": \(source.reason)" }
      if inWords { text = FactWords.sentence(text) }
    }
  }

  /// The words of a file that a mapping read a fact from; empty where they are the value.
  static func original(of fact: Derivation.Fact) -> String {
    fact.original.map { "read from \"\($0)\"" } ?? ""
  }

  /// The sum as the result has it: paths, ISO 8601 days, formulas.
  init(_ finding: Finding, asOf: CivilDate) {
    let derivation = finding.derivation
    lines += derivation.facts.map { fact in
      Line(
        kind: .fact, name: fact.path, value: fact.value, working: Self.original(of: fact),
        location: fact.location,
        isMasked: fact.isMasked)
    }
    lines += derivation.bases.map { basis in
      Line(
        kind: .basis, name: "\(basis.kind) \(basis.name)", value: basis.value,
        working: Self.origin(of: basis))
    }
    lines += derivation.steps.map { step in
      Line(
        kind: .step, name: step.name, value: step.value, working: Self.formula(of: step),
        isMasked: step.isMasked)
    }
    precedence = derivation.precedence.map { Precedence($0) }
    clauses = derivation.clauses.filter(\.isDecisive)
    addDays(finding, asOf: asOf)
  }

  /// Where a value besides the inventory is from, and how well it is known.
  static func origin(of basis: Derivation.Basis) -> String {
    "from \(basis.origin)" + (basis.evidence.map { ", \($0.inWords)" } ?? "")
  }

  /// The formula with values in it; nothing where that is the value.
  static func formula(of step: Derivation.Step) -> String {
    let text = step.substituted.isEmpty ? step.formula : step.substituted
    return text == step.value ? "" : text
  }

  private mutating func addDays(_ finding: Finding, asOf: CivilDate) {
    guard let due = finding.lastPermittedDay else { return }
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

extension Finding {
  /// The last day on which it was right, as given or from the first day in breach.
  var lastPermittedDay: CivilDate? { dueDate ?? since?.adding(days: -1) }
}
