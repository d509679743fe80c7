import CEL
import Inventory
import Rules

/// What a worker keeps from one search for a fix to the next.
struct FixTools: ~Copyable {
  var values: CandidateValues
  var trial = TrialSubject()
  private var neighbours = Neighbours()
  private let context: EngineContext

  init(context: EngineContext) {
    self.context = context
    values = CandidateValues(
      codeLists: context.library.codeLists.mapValues { $0.codes.map(\.code) })
  }

  /// A rule that is met, undecided or not applicable and would be in breach with some facts changed.
  ///
  /// The rules of the same subject are asked, and those of the systems and datasets beneath it.
  /// Rows are gone by then.
  mutating func breached(
    by changes: [FactChange], of subject: SubjectPlace, _ rule: CompiledRule, _ evaluator: Evaluator
  ) -> String? {
    let level = rule.rule.level
    let others = neighbours.rules(
      reading: changes, of: subject, rule, at: level, evaluator.scope, context)
    for other in others where isNew(other, changes, subject, evaluator) { return other.rule.id }
    let scope = evaluator.scope
    let beneath = subject.item == nil ? Self.scopes(beneath: scope, at: level, context) : []
    guard !beneath.isEmpty else { return nil }
    let variables = (0..<Evaluator.mostVariables).map { evaluator.variables[$0] }
    defer {
      evaluator.enter(scope)
      for (slot, value) in variables.enumerated() { evaluator.variables[slot] = value }
    }
    for below in beneath {
      let others = neighbours.rules(
        reading: changes, of: subject, rule, at: below.level, below, context)
      guard !others.isEmpty else { continue }
      evaluator.enter(below)
      for other in others where isNew(other, changes, subject, evaluator) { return other.rule.id }
    }
    return nil
  }

  /// Whether a rule is in breach with the changes and not without; what cannot be undone must not
  /// leave one undecided either.
  private mutating func isNew(
    _ other: CompiledRule, _ changes: [FactChange], _ subject: SubjectPlace, _ evaluator: Evaluator
  ) -> Bool {
    let disposes = changes.contains { $0.fact.path == "record.disposed" }
    let isInTheWay = trial.ask(evaluator, with: changes, of: subject) {
      Self.isBreached(other, evaluator)
        || disposes && Self.mayForbid(other, subject, evaluator)
    }
    guard isInTheWay, !Self.isBreached(other, evaluator) else { return false }
    return !disposes || evaluator.outcome(of: other) != .undetermined
  }

  /// Whether a rule is left undecided by facts that are not recorded with a disposal, such as who
  /// allowed it.
  private static func mayForbid(
    _ other: CompiledRule, _ subject: SubjectPlace, _ evaluator: Evaluator
  ) -> Bool {
    guard evaluator.outcome(of: other) == .undetermined else { return false }
    for program in [other.when, other.require].compactMap(\.self) {
      let sets = evaluator.machine.explain(program, evaluator.variables, host: evaluator.host)
        .missing
      let isRecorded = sets.contains { facts in
        facts.allSatisfy { subject.canChange($0.path) }
      }
      if isRecorded { return false }
    }
    return true
  }

  /// Whether a rule is in breach on the current subject, or on an item of the list that it runs over.
  private static func isBreached(_ rule: CompiledRule, _ evaluator: Evaluator) -> Bool {
    guard let items = rule.items, evaluator.scope.item == nil else {
      return evaluator.outcome(of: rule) == .breach
    }
    let names = RuleTypes.variables(of: rule.rule.level)
    guard let root = names.firstIndex(where: { $0.name == rule.rule.level.rawValue }) else {
      return false
    }
    let list = items.list(in: evaluator.variables[root])
    guard list.tag == .list else { return false }
    return list.asList.contains { item in
      evaluator.variables[names.count] = item
      return evaluator.outcome(of: rule) == .breach
    }
  }

  /// The systems and datasets beneath an organisation or system that see it.
  private static func scopes(
    beneath scope: SubjectScope, at level: Rule.Level, _ context: EngineContext
  ) -> [SubjectScope] {
    switch level {
    case .dataset, .holding, .record: return []
    case .system:
      return (scope.system?.datasets ?? []).map { dataset in
        SubjectScope(
          level: .dataset,
          controllers: SubjectScope.controllers(system: scope.system, dataset: dataset),
          system: scope.system, dataset: dataset)
      }
    case .organisation:
      let own = scope.organisation.map { [$0.id] } ?? []
      return context.tree.systems.flatMap { system in
        let controllers = SubjectScope.controllers(system: system, dataset: nil)
        let itself = SubjectScope(level: .system, controllers: controllers, system: system)
        var inner = itself
        inner.level = .dataset
        return
          ([itself]
          + system.datasets.map { dataset in
            inner.dataset = dataset
            inner.controllers = SubjectScope.controllers(system: system, dataset: dataset)
            return inner
          }).filter { $0.controllers == own }
      }
    }
  }
}
