import CEL
import Findings
import Inventory
import Rules

/// Checks the rows of datasets as they are read; one a worker.
///
/// A row that meets all its rules costs their evaluation and nothing else: no object, no text.
final class RowChecker: RowConsumer {
  private let engine: Engine
  private lazy var shared = engine.begin()
  private lazy var evaluator = Evaluator(context: shared.context)
  private var recordRules = ActiveRules([])
  private var holdingRules = ActiveRules([])
  private var records = 0
  private var holdings = 0
  private var controllers: [String] = []

  private static let controllerSlot = Vocabulary.record.slot("controller")
  private static let kindSlot = Vocabulary.record.slot("kind")
  private static let groupSlot = Vocabulary.record.slot("group")
  private static let rowVariable = 3

  init(engine: Engine) { self.engine = engine }

  private var log: CheckLog { shared.log }

  func begin(_ dataset: InventoryNode) {
    let context = evaluator.context
    controllers = SubjectScope.controllers(system: dataset.system, dataset: dataset)
    recordRules = ActiveRules(context.activeRules(.record, controllers: controllers))
    holdingRules = ActiveRules(context.activeRules(.holding, controllers: controllers))
    records = 0
    holdings = 0
    evaluator.enter(
      SubjectScope(
        level: .record, controllers: controllers, system: dataset.system, dataset: dataset))
  }

  func record(_ record: FactObject, ordinal: Int) {
    records += 1
    evaluator.variables[Self.rowVariable] = record.value
    let controller = record[Self.controllerSlot]
    if controller.tag == .string { answer([controller.asString]) }
    let bucket = recordRules.bucket(kind: record[Self.kindSlot], group: record[Self.groupSlot])
    for place in recordRules.buckets[bucket] {
      let rule = recordRules.rules[place]
      if rule.items == nil {
        count(evaluator.outcome(of: rule), rule, at: place, in: &recordRules, row: record, ordinal)
      } else {
        checkItems(of: record, rule, at: place, ordinal)
      }
    }
    if controller.tag == .string { answer(controllers) }
  }

  func holding(_ holding: FactObject, ordinal: Int) {
    holdings += 1
    evaluator.variables[Self.rowVariable] = holding.value
    for place in holdingRules.rules.indices {
      let rule = holdingRules.rules[place]
      count(evaluator.outcome(of: rule), rule, at: place, in: &holdingRules, row: holding, ordinal)
    }
  }

  func end(_ dataset: InventoryNode) {
    log.add(rows: (records, holdings))
    recordRules.countNotApplicable(of: records)
    holdingRules.countNotApplicable(of: holdings)
    log.fold(recordRules, dataset: dataset)
    log.fold(holdingRules, dataset: dataset)
    log.endDataset()
  }

  private func answer(_ controllers: [String]) {
    evaluator.scope.controllers = controllers
    evaluator.variables[0] = evaluator.context.organisation(of: controllers)
  }

  private func checkItems(
    of record: FactObject, _ rule: CompiledRule, at place: Int, _ ordinal: Int
  ) {
    guard let items = rule.items else { return }
    let list = items.list(in: record.value)
    guard list.tag == .list else { return }
    for (index, item) in list.asList.enumerated() {
      evaluator.variables[Self.rowVariable + 1] = item
      evaluator.scope.item = (FactObject(item), items.name, index)
      count(evaluator.outcome(of: rule), rule, at: place, in: &recordRules, row: record, ordinal)
    }
    evaluator.scope.item = nil
  }

  @inline(__always)
  private func count(
    _ outcome: Evaluator.Outcome, _ rule: CompiledRule, at place: Int, in rules: inout ActiveRules,
    row: FactObject, _ ordinal: Int
  ) {
    rules.counts[place].add(outcome)
    if evaluator.context.options.forecastUntil != nil {
      evaluator.scope.row = row
      evaluator.scope.ordinal = ordinal
      evaluator.scope.level = rule.rule.level
      log.forecast(rule, evaluator)
      evaluator.scope.row = nil
      return
    }
    switch outcome {
    case .notApplicable: return
    case .pass where !evaluator.context.options.showsPasses: return
    case .pass, .breach, .undetermined, .fault:
      evaluator.scope.row = row
      evaluator.scope.ordinal = ordinal
      evaluator.scope.level = rule.rule.level
      log.report(outcome, rule, evaluator)
      evaluator.scope.row = nil
    }
  }
}

/// The rules that apply to the rows of one dataset, with their counts there.
struct ActiveRules {
  /// Counts of one rule.
  struct Counts {
    var pass = 0
    var breach = 0
    var undetermined = 0
    var notApplicable = 0
    var fault = 0

    @inline(__always)
    mutating func add(_ outcome: Evaluator.Outcome) {
      switch outcome {
      case .pass: pass &+= 1
      case .breach: breach &+= 1
      case .undetermined: undetermined &+= 1
      case .notApplicable: notApplicable &+= 1
      case .fault: fault &+= 1
      }
    }
  }

  let rules: [CompiledRule]
  var counts: [Counts]
  /// The places of the rules that can apply to a kind and group.
  private(set) var buckets: [[Int]] = []
  private var kinds: [String] = []
  private var bucketOfKey: [Int: Int] = [:]
  private var lastKey = -1
  private var lastBucket = 0

  init(_ rules: [CompiledRule]) {
    self.rules = rules
    counts = Array(repeating: Counts(), count: rules.count)
    kinds = Array(Set(rules.flatMap { $0.kinds ?? [] })).sorted()
  }

  /// The bucket of a record's kind and group; where one is not given, rules for every value of it
  /// are in it, since they may be left undetermined.
  @inline(__always)
  mutating func bucket(kind: Value, group: Value) -> Int {
    let groupKey = group.tag == .int ? Int(truncatingIfNeeded: group.asInt) & 0xff : 0x100
    let kindKey = kind.tag == .string ? index(of: kind.asBytes) : kinds.count + 1
    let key = kindKey << 16 | groupKey
    if key == lastKey { return lastBucket }
    lastKey = key
    lastBucket = bucketOfKey[key] ?? makeBucket(key, kind: kind, group: group)
    return lastBucket
  }

  private func index(of kind: UnsafeBufferPointer<UInt8>) -> Int {
    for place in kinds.indices where kinds[place].utf8.elementsEqual(kind) { return place }
    return kinds.count
  }

  @inline(never)
  private mutating func makeBucket(_ key: Int, kind: Value, group: Value) -> Int {
    let kindText = kind.tag == .string ? kind.asString : nil
    let groupNumber = group.tag == .int ? group.asInt : nil
    let places = rules.indices.filter { place in
      let fitsKind = kindText.flatMap { text in rules[place].kinds?.contains(text) } ?? true
      let fitsGroup =
        groupNumber.flatMap { number in rules[place].groups?.contains(number) } ?? true
      return fitsKind && fitsGroup
    }
    buckets.append(Array(places))
    bucketOfKey[key] = buckets.count - 1
    return buckets.count - 1
  }

  /// Counts the rows that a rule was not even asked about.
  mutating func countNotApplicable(of rows: Int) {
    for place in counts.indices where rules[place].items == nil {
      let asked = counts[place]
      let decided =
        asked.pass + asked.breach + asked.undetermined + asked.notApplicable + asked.fault
      counts[place].notApplicable += rows - decided
    }
  }
}

extension ObjectDefinition {
  /// The slot of a field that the vocabulary has.
  func slot(_ field: String) -> Int {
    guard let slot = fields.firstIndex(where: { $0.name == field }) else {
      preconditionFailure("the vocabulary has no field \(name).\(field)")
    }
    return slot
  }
}
