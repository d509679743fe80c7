import CEL
import CivilTime
import Inventory
import Results
import Rules

/// Checks organisations, systems and datasets once all facts are known.
final class TreeChecker {
  private let evaluator: Evaluator
  private let log: CheckLog
  private var arena = Arena()
  /// The rules of the current subject.
  private var choice = RuleChoice([], doubts: [])

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
    // What was made for the last subject is needed no more, and there may be very many.
    arena.reset()
    evaluator.enter(scope)
    if let organisation = scope.organisation {
      evaluator.variables[1] = systems(of: organisation)
    }
    choice = evaluator.context.choice(scope.level, controllers: scope.controllers)
    var active = ActiveRules(choice)
    for (place, rule) in choice.rules.enumerated() {
      guard let items = rule.items, let object = scope.object else {
        count(rule, at: place, in: &active)
        continue
      }
      let list = items.list(in: object.value)
      guard list.tag == .list else {
        let isLeftOut = items.isLeftOut(of: object.value)
        countList(list, isLeftOut, items, rule, at: place, in: &active)
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
    checkFacts(scope, path: path)
    if scope.level == .dataset { checkRows(scope) }
    if scope.level == .system { checkDatasets(scope) }
  }

  /// A rule over a list of which nothing is known is undetermined, unless it is for no item whatever
  /// that may be.
  private func countList(
    _ list: Value, _ isLeftOut: Bool, _ items: CompiledRule.Items, _ rule: CompiledRule,
    at place: Int, in active: inout ActiveRules
  ) {
    let isNone =
      list.tag == .notApplicable
      || list.tag == .absent && items.isNoneWhenAbsent
      || isLeftOut && rule.rule.takesAbsentForNone
    if isNone || !mayApply(rule, to: items) {
      active.counts[place].add(.notApplicable)
      return
    }
    active.counts[place].add(.undetermined)
    guard evaluator.context.options.forecastUntil == nil else { return }
    if let doubt = choice.doubts[place] {
      log.report(doubt, rule, evaluator)
    } else {
      log.reportUnknownList(rule, evaluator)
    }
  }

  /// Whether a rule may be for an item of which nothing is known.
  private func mayApply(_ rule: CompiledRule, to items: CompiledRule.Items) -> Bool {
    let variable = RuleTypes.variables(of: evaluator.scope.level).count
    evaluator.variables[variable] = unknownItem(of: items)
    defer { evaluator.variables[variable] = .absent }
    switch evaluator.outcome(of: rule) {
    case .notApplicable, .pass: return false
    case .breach, .undetermined, .fault: return true
    }
  }

  /// An item of a list of which nothing is known.
  private func unknownItem(of items: CompiledRule.Items) -> Value {
    let unknown = Array(repeating: Value.unknown, count: items.definition.fields.count)
    return arena.object(items.definition, unknown)
  }

  private func count(_ rule: CompiledRule, at place: Int, in active: inout ActiveRules) {
    guard rule.isAboutFacts else { return countPlainly(rule, at: place, in: &active) }
    let scope = evaluator.scope
    let isOfDataset = scope.level == .dataset
    guard let subject = isOfDataset ? scope.dataset : scope.system else {
      return countPlainly(rule, at: place, in: &active)
    }
    let variable = isOfDataset ? 2 : 1
    evaluator.variables[variable] = asStated(subject.object, butFor: subject.slips)
    countPlainly(rule, at: place, in: &active)
    evaluator.variables[variable] = subject.object.value
  }

  /// An object with what the file says, though some of it may count as unknown.
  private func asStated(_ object: FactObject, butFor slips: SlotSet) -> Value {
    let memory = arena.allocate(bytes: object.byteCount)
    memory.copyMemory(from: object.fields, byteCount: object.byteCount)
    let fields = memory.assumingMemoryBound(to: Value.self)
    for slot in object.definition.fields.indices where !slips.contains(slot) {
      fields[slot] = object.stated(slot)
    }
    return object.replacing(fields: fields).value
  }

  private func countPlainly(
    _ rule: CompiledRule, at place: Int, in active: inout ActiveRules
  ) {
    var outcome = evaluator.outcome(of: rule)
    if let doubt = choice.doubts[place], outcome != .notApplicable, outcome != .fault {
      outcome = .undetermined
      active.counts[place].add(outcome)
      if evaluator.context.options.forecastUntil == nil { log.report(doubt, rule, evaluator) }
      return
    }
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

  /// The systems that an organisation controls, as a list; unknown where nothing says which systems
  /// there are, or of one who controls it.
  private func systems(of organisation: InventoryNode) -> Value {
    guard areControllersKnown else { return .unknown }
    return arena.list(copying: systemsByController[organisation.id] ?? [])
  }

  private lazy var areControllersKnown: Bool = {
    let context = evaluator.context
    return !context.tree.systems.isEmpty
      && context.tree.systems.allSatisfy { system in
        let controllers = SubjectScope.controllers(system: system, dataset: nil)
        return !controllers.isEmpty && controllers.allSatisfy { context.organisations[$0] != nil }
      }
  }()

  /// Says which facts of a subject cannot be true.
  private func checkFacts(_ scope: SubjectScope, path: String) {
    let node = scope.dataset ?? scope.system ?? scope.organisation
    guard let node, !node.impossible.isEmpty, !choice.rules.isEmpty,
      evaluator.context.options.forecastUntil == nil
    else { return }
    let paths = node.impossible.sorted()
    log.report(
      .factsPossible, lacking: paths, OwnCheck.impossible(paths), evaluator, path: path)
  }

  /// Says of a dataset of which nothing is known but its description that no rule about records
  /// could be evaluated.
  private func checkRows(_ scope: SubjectScope) {
    guard let dataset = scope.dataset, evaluator.context.options.forecastUntil == nil else {
      return
    }
    let rules = rules(of: [.record, .holding], scope)
    guard rules > 0 else { return }
    guard dataset.saysWhatItHolds else {
      return log.report(
        .recordsGiven, lacking: ["dataset.records", "dataset.holdings"],
        OwnCheck.noRecords(rules: rules), evaluator, path: dataset.path)
    }
    let count = dataset.object.value("count")
    expectDays(of: dataset, count: count.tag == .int ? Int(clamping: count.asInt) : nil)
    if count.tag == .unknown, !dataset.impossible.contains("dataset.count") {
      log.report(
        .countsAgree, lacking: ["dataset.count"], EngineMessage.countNotKnown.text(), evaluator,
        path: dataset.path)
    }
    guard count.tag == .int else { return }
    log.expect(Int(clamping: count.asInt), rules: rules, evaluator, path: dataset.path)
  }

  /// Notes of which days the oldest and newest records of a dataset are said to be; those that turn out
  /// to be given may be of others.
  private func expectDays(of dataset: InventoryNode, count: Int?) {
    for (name, isOldest) in [("oldest", true), ("newest", false)] {
      let value = dataset.object.value(name)
      guard value.tag == .date else { continue }
      let day = RecordFigure.StatedDay(
        first: Int(value.firstDay.dayNumber), last: Int(value.lastDay.dayNumber))
      let message: EngineMessage = isOldest ? .oldestDisagrees : .newestDisagrees
      log.expect(
        isOldest ? .oldest(day, count: count) : .newest(day, count: count), .datesAgree,
        message.text(ValueText.of(value)),
        lacking: ["dataset.\(name)", "dataset.records", "dataset.holdings"],
        at: dataset.object.mark(of: Vocabulary.dataset.slot(name)), evaluator, path: dataset.path)
    }
  }

  /// Says of a system of which it is not known which datasets it has that no rule about them could be
  /// evaluated.
  private func checkDatasets(_ scope: SubjectScope) {
    guard let system = scope.system, system.datasets.isEmpty,
      system.object.value("datasets").tag != .list,
      evaluator.context.options.forecastUntil == nil
    else { return }
    let rules = rules(of: [.dataset, .record, .holding], scope)
    guard rules > 0 else { return }
    log.report(
      .datasetsGiven, lacking: ["system.datasets"], OwnCheck.noDatasets(rules: rules), evaluator,
      path: system.path)
  }

  /// How many rules of some levels there are for the controllers of a subject.
  private func rules(of levels: [Rule.Level], _ scope: SubjectScope) -> Int {
    levels.reduce(0) {
      $0 + evaluator.context.choice($1, controllers: scope.controllers).rules.count
    }
  }

  /// The systems of each controller, in the order of the inputs.
  private lazy var systemsByController: [String: [Value]] = {
    var systems: [String: [Value]] = [:]
    for system in evaluator.context.tree.systems {
      for controller in Set(SubjectScope.controllers(system: system, dataset: nil)) {
        systems[controller, default: []].append(system.object.value)
      }
    }
    return systems
  }()
}
