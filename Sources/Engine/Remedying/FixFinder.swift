import CEL
import CivilTime
import Findings
import Inventory
import Rules

/// Says what the smallest fix of a finding is; one a worker.
final class FixFinder {
  private let context: EngineContext
  private var tools: FixTools
  /// The changeable facts of rules, by their number.
  private var facts: [Int: [ChangeableFact]] = [:]

  /// How many evaluations of a rule a search may take: rows are many.
  private static let budgets = (row: 200, other: 3_000)

  init(context: EngineContext) {
    self.context = context
    tools = FixTools(context: context)
  }

  /// Writes into a finding on the evaluator's current subject how it is cleared by the smallest
  /// change, or that no such change was found; of an undecided check, the fewest facts that could
  /// decide it, where not all that are missing are needed.
  func addFix(to finding: inout Finding, _ rule: CompiledRule, _ evaluator: Evaluator) {
    switch finding.verdict {
    case .breach: addBreachFix(to: &finding, rule, evaluator)
    case .undetermined:
      let facts = fewest(finding.derivation.missing, evaluator)
      finding.fix = facts.map { FixStep(.record, $0) }
      finding.smallestFix = facts.isEmpty ? nil : FixPhrase.recording(facts)
    case .pass, .notApplicable, .waived: break
    }
  }

  private func addBreachFix(
    to finding: inout Finding, _ rule: CompiledRule, _ evaluator: Evaluator
  ) {
    guard let subject = SubjectPlace(rule, evaluator) else { return }
    var facts = facts(of: rule, subject)
    let today = evaluator.machine.today
    if rule.rule.level.isRow, facts.contains(where: \.field.endsRecords),
      evaluator.isUnderHold(evaluator.variables[subject.root])
        || Self.isInSchedule(finding.derivation.precedence, on: today)
    {
      facts.removeAll { $0.field.endsRecords }
    }
    let deadline = today > context.options.asOf ? today.adding(days: -1) : nil
    var search = FixSearch(
      rule, evaluator, subject, facts, doneOn: deadline ?? today,
      budget: rule.rule.level.isRow ? Self.budgets.row : Self.budgets.other)
    if let changes = search.changes(&tools) {
      finding.fix = changes.map(\.step)
      finding.smallestFix = FixText.sentence(changes, by: deadline)
    } else {
      finding.noFix = FixText.none(inTheWay: search.inTheWay)
    }
  }

  /// Whether the schedule still keeps what only a dataset's setting lets go: the setting is then to be
  /// corrected first.
  private static func isInSchedule(_ sources: [Derivation.Source], on today: CivilDate) -> Bool {
    guard sources.contains(where: { $0.applied && $0.step == .schedule }) else { return false }
    return sources.contains { source in
      !source.applied && source.step == .schedule && source.until.map { $0 >= "\(today)" } ?? false
    }
  }

  private func facts(of rule: CompiledRule, _ subject: SubjectPlace) -> [ChangeableFact] {
    if let known = facts[rule.number] { return known }
    let found = ChangeableFact.all(of: rule, named: subject.name, subject.definition)
    facts[rule.number] = found
    return found
  }

  /// The fewest missing facts that could decide; none where all are needed.
  private func fewest(_ missing: [Derivation.Missing], _ evaluator: Evaluator) -> [String] {
    let fewest = evaluator.fewestMissing.map(\.path)
    guard !fewest.isEmpty, fewest.count < missing.count,
      fewest.allSatisfy({ path in missing.contains { $0.path == path } })
    else { return [] }
    return fewest
  }
}
