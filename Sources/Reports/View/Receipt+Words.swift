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
      // The fields of one of several rules of a class, under the name that a condition gives it.
      if name == fact.path, fact.location == nil, !words.labels.isEmpty {
        formulas.append(Line(kind: .fact, name: fact.path, value: fact.value, working: ""))
        continue
      }
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
          kind: .basis, name: "\(kind) \(basis.name)",
          value: words.uncoded(FactWords.computed(basis.value)),
          working: FactWords.sentence(Self.origin(of: basis))))
    }
    add(derivation.steps, of: finding, asOf: asOf)
    addDaysInWords(finding, asOf: asOf)
  }

  /// Adds computed values that say something to a reader of the sum; the one that is the last permitted
  /// day says how that came about, and all others are kept among the formulas.
  private mutating func add(_ steps: [Derivation.Step], of finding: Finding, asOf: CivilDate) {
    let due = finding.lastPermittedDay?.description
    // The end of a period may be moved to a working day, which says what it was.
    let dueText = steps.first { $0.value == due && $0.name != "last day" }?.substituted ?? ""
    var known = Set(finding.derivation.facts.map(\.value))
    for step in steps {
      let working = Working.inWords(step)
      let isLastDay = step.name == "last day" && due != nil
      let isOnTheWay = !isLastDay || step.value == due || dueText.contains(step.value)
      let isOfToday = step.value == asOf.description && step.formula.contains("today")
      guard let name = Self.name(of: step), isOnTheWay, !isOfToday,
        step.value == due || known.insert(step.value).inserted
      else {
        formulas.append(formulaLine(step))
        continue
      }
      if working == nil { formulas.append(formulaLine(step)) }
      // It is the day below, which says it better.
      if step.value == due, working == "" { continue }
      lines.append(
        Line(
          kind: .step, name: name, value: FactWords.computed(step.value),
          working: working.flatMap { $0.isEmpty ? nil : $0 } ?? "computed",
          isMasked: step.isMasked))
    }
    takeWorking(of: due)
  }

  /// What a computed value is called in the sum; `nil` where it says nothing there.
  private static func name(of step: Derivation.Step) -> String? {
    if FactWords.day(step.value) != nil { return ComputedNames.day(step.name) }
    if step.value == "P0D" { return nil }
    if FactWords.period(step.value) != nil { return ComputedNames.period(step.name) }
    return ComputedNames.other(step.name)
  }

  private func formulaLine(_ step: Derivation.Step) -> Line {
    Line(
      kind: .step, name: step.name, value: step.value, working: Self.formula(of: step),
      isMasked: step.isMasked)
  }

  /// Drops the computed values that are the last permitted day and keeps the sum of the first one
  /// for its line.
  private mutating func takeWorking(of due: String?) {
    guard let due else { return }
    let day = FactWords.computed(due)
    let same = lines.indices.filter { lines[$0].kind == .step && lines[$0].value == day }
    let sum = same.first { lines[$0].working != "computed" }.map { lines[$0].working } ?? ""
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
