import CEL
import Findings
import Inventory
import Rules

/// Checks organisations, systems and datasets once all facts are known.
final class TreeChecker {
  private let evaluator: Evaluator
  private let log: CheckLog
  private var arena = Arena()

  init(context: EngineContext, log: CheckLog) {
    self.log = log
    evaluator = Evaluator(context: context)
  }

  func run() {
    let context = evaluator.context
    for organisation in context.tree.organisations {
      check(
        SubjectScope(
          level: .organisation, controllers: [organisation.id], organisation: organisation),
        path: organisation.path)
    }
    for system in context.tree.systems {
      let controllers = SubjectScope.controllers(system: system, dataset: nil)
      check(
        SubjectScope(level: .system, controllers: controllers, system: system), path: system.path)
      for dataset in system.datasets {
        let controllers = SubjectScope.controllers(system: system, dataset: dataset)
        check(
          SubjectScope(level: .dataset, controllers: controllers, system: system, dataset: dataset),
          path: dataset.path)
      }
    }
  }

  private func check(_ scope: SubjectScope, path: String) {
    evaluator.enter(scope)
    if let organisation = scope.organisation {
      evaluator.variables[1] = systems(of: organisation)
    }
    let rules = evaluator.context.choice(scope.level, controllers: scope.controllers).rules
    var active = ActiveRules(rules)
    for (place, rule) in rules.enumerated() {
      guard let items = rule.items, let object = scope.object else {
        count(rule, at: place, in: &active)
        continue
      }
      let list = items.list(in: object.value)
      guard list.tag == .list else {
        countList(list, rule, at: place, in: &active)
        continue
      }
      for (index, item) in list.asList.enumerated() {
        evaluator.variables[RuleTypes.variables(of: scope.level).count] = item
        evaluator.scope.item = (FactObject(item), items.name, index)
        count(rule, at: place, in: &active)
      }
      evaluator.scope.item = nil
    }
    log.fold(active, path: path)
  }

  /// A list that is explicitly unknown leaves the rule undetermined; an absent one has no items.
  private func countList(
    _ list: Value, _ rule: CompiledRule, at place: Int, in active: inout ActiveRules
  ) {
    if list.tag == .absent, rule.rule.takesAbsentForNone {
      active.counts[place].add(.notApplicable)
      return
    }
    guard list.tag == .unknown else {
      active.counts[place].add(.notApplicable)
      return
    }
    active.counts[place].add(.undetermined)
    log.reportUnknownList(rule, evaluator)
  }

  private func count(_ rule: CompiledRule, at place: Int, in active: inout ActiveRules) {
    let outcome = evaluator.outcome(of: rule)
    active.counts[place].add(outcome)
    if evaluator.context.options.forecastUntil != nil {
      log.forecast(rule, evaluator)
      return
    }
    if outcome == .notApplicable || outcome == .pass && !evaluator.context.options.showsPasses {
      return
    }
    log.report(outcome, rule, evaluator)
  }

  /// The systems that an organisation controls, as a list.
  private func systems(of organisation: InventoryNode) -> Value {
    arena.list(copying: systemsByController[organisation.id] ?? [])
  }

  /// The systems of each controller, in the order of the inputs.
  private lazy var systemsByController: [String: [Value]] = {
    var systems: [String: [Value]] = [:]
    for system in evaluator.context.tree.systems {
      for controller in Set(system.object.texts("controllers")) {
        systems[controller, default: []].append(system.object.value)
      }
    }
    return systems
  }()
}
