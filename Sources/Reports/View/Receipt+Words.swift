import CivilTime
import Findings
import Results

extension Receipt {
  /// The sum in words: labels instead of paths, days long, periods spelled out.
  ///
  /// Answers of true or false and formulas that do not read as a sum are kept apart in ``formulas``,
  /// for whoever asks to see the condition.
  init(_ finding: Finding, asOf: CivilDate, in words: FactWords) {
    let derivation = finding.derivation
    precedence = derivation.precedence.map { Precedence($0, inWords: true) }
    clauses = derivation.clauses.filter(\.isDecisive)
    for fact in derivation.facts {
      let name = words.name(of: fact.path, on: finding.subject)
      lines.append(
        Line(
          kind: .fact, name: name, path: name == fact.path ? nil : fact.path,
          value: words.value(fact.value, of: fact.path), working: Self.original(of: fact),
          location: fact.location,
          isMasked: fact.isMasked))
    }
    for basis in derivation.bases {
      let kind = basis.kind == "parameter" ? "setting" : "schedule row"
      lines.append(
        Line(
          kind: .basis, name: "\(kind) \(basis.name)", value: FactWords.computed(basis.value),
          working: FactWords.sentence(Self.origin(of: basis))))
    }
    add(derivation.steps, of: finding)
    addDaysInWords(finding, asOf: asOf)
  }

  /// Adds computed values; the one that is the last permitted day says how that came about.
  private mutating func add(_ steps: [Derivation.Step], of finding: Finding) {
    let due = finding.lastPermittedDay?.description
    for step in steps {
      let working = Working.inWords(step)
      if working == nil || step.value == "true" || step.value == "false" {
        formulas.append(
          Line(
            kind: .step, name: step.name, value: step.value, working: Self.formula(of: step),
            isMasked: step.isMasked))
      }
      guard step.value != "true", step.value != "false" else { continue }
      // It is the day below, which says it better.
      if step.value == due, working == "" { continue }
      lines.append(
        Line(
          kind: .step, name: FactWords.stepName(step.name), value: FactWords.computed(step.value),
          working: working ?? "", isMasked: step.isMasked))
    }
    takeWorking(of: due)
  }

  /// Drops the computed values that are the last permitted day and keeps the sum of the first one
  /// for its line.
  private mutating func takeWorking(of due: String?) {
    guard let due else { return }
    let day = FactWords.computed(due)
    let same = lines.indices.filter { lines[$0].kind == .step && lines[$0].value == day }
    let sum = same.first { !lines[$0].working.isEmpty }.map { lines[$0].working } ?? ""
    for index in same.reversed() { lines.remove(at: index) }
    lines.append(Line(kind: .day, name: "last permitted day", value: day, working: sum))
  }

  private mutating func addDaysInWords(_ finding: Finding, asOf: CivilDate) {
    guard let due = finding.lastPermittedDay else { return }
    let end = finding.endedOn ?? asOf
    let name = finding.endedOn == nil ? "day of the check" : "ended"
    lines.append(Line(kind: .day, name: name, value: end.inWords, working: ""))
    if let over = finding.daysOver {
      let working = over > 0 ? "from \(due.inWords) to \(end.inWords)" : ""
      lines.append(
        Line(kind: .total, name: "days over", value: grouped(over), working: working))
    } else if due >= asOf {
      lines.append(
        Line(
          kind: .total, name: "days left", value: grouped(due.days(since: asOf)),
          working: "from \(asOf.inWords) to \(due.inWords)"))
    }
  }
}
