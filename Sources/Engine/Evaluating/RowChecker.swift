import CEL
import CivilTime
import Findings
import Inventory
import Results
import Rules

/// Checks the rows of datasets as they are read; one thread at a time.
///
/// A row that meets all its rules costs the evaluation of those that its signature leaves open and
/// nothing else: no object, no text.
final class RowChecker: RowConsumer {
  private let engine: Engine
  private let number: Int
  private lazy var shared = engine.begin(number)
  private lazy var evaluator = Evaluator(context: shared.context)
  @exclusivity(unchecked) private var records: LevelChecker?
  @exclusivity(unchecked) private var holdings: LevelChecker?
  /// ``records``, to be asked for each row without counting a reference; it lives as long.
  @exclusivity(unchecked) private var current: Unmanaged<LevelChecker>?
  @exclusivity(unchecked) private var marksRecords = false
  /// From which days the periods of records run, where the dataset says of which day its oldest or newest
  /// record is.
  @exclusivity(unchecked) private var starts: PeriodStarts?
  /// Whether records are looked at for more than their rules.
  @exclusivity(unchecked) private var notesRecords = false
  private var dataset: InventoryNode?
  /// How many rows of the dataset there were.
  @exclusivity(unchecked) private var tally = PlaceTally()

  private let idSlot = Vocabulary.record.slot("id")
  private let disposedSlot = Vocabulary.record.slot("disposed")
  private let countSlot = Vocabulary.holding.slot("count")
  private let bornSlot = Vocabulary.holding.slot("bornFrom")
  private let fromSlot = Vocabulary.holding.slot("from")
  private let toSlot = Vocabulary.holding.slot("to")
  private var caches: [ObjectIdentifier: RowCache] = [:]

  init(engine: Engine, number: Int) {
    self.engine = engine
    self.number = number
  }

  func begin(_ dataset: InventoryNode) {
    self.dataset = dataset
    evaluator.enter(
      SubjectScope(
        level: .record,
        controllers: SubjectScope.controllers(system: dataset.system, dataset: dataset),
        system: dataset.system, dataset: dataset))
    starts = PeriodStarts(dataset, evaluator)
  }

  func record(_ record: FactObject, ordinal: Int) {
    if current == nil { beginRecords() }
    let isDisposed = isDisposed(record)
    if isDisposed { tally.disposed &+= 1 } else { tally.records &+= 1 }
    if notesRecords { note(record, isDisposed: isDisposed) }
    current?._withUnsafeGuaranteedRef { $0.check(record, ordinal) }
  }

  private func beginRecords() {
    let checker = checker(.record)
    records = checker
    current = .passUnretained(checker)
    marksRecords = shared.context.options.marksRecords
    notesRecords = marksRecords || starts != nil
  }

  @inline(never)
  private func note(_ record: FactObject, isDisposed: Bool) {
    if marksRecords { mark(record, isDisposed: isDisposed) }
    if !isDisposed, let days = starts?.days(of: record) { tally.add(days) }
  }

  /// Whether a record was disposed of, as far as that can be by the day of the check.
  @inline(__always)
  private func isDisposed(_ record: FactObject) -> Bool {
    let disposed = record[disposedSlot]
    return disposed.tag == .date && disposed.firstDay <= evaluator.machine.today
      && !record.impossible.contains(disposedSlot)
  }

  /// Notes which record it is, for comparing this run with a later one.
  @inline(never)
  private func mark(_ record: FactObject, isDisposed: Bool) {
    let id = record[idSlot]
    guard id.tag == .string,
      let mark = shared.context.options.fingerprint.mark(ofRecord: id.asBytes)
    else { return }
    var marks = tally.marks ?? RecordMarks()
    tally.marks = nil
    if isDisposed { marks.disposed.append(mark) } else { marks.present.append(mark) }
    tally.marks = marks
  }

  func holding(_ holding: FactObject, ordinal: Int) {
    if holdings == nil { holdings = checker(.holding) }
    let count = holding[countSlot]
    tally.bands &+= 1
    if count.tag == .int {
      tally.inBands &+= Int(count.asInt)
      if holding[bornSlot].tag == .date { tally.inBirthBands &+= Int(count.asInt) }
      if count.asInt > 0, holding.impossible.isEmpty,
        let days = starts?.days(
          ofBandFrom: holding[fromSlot], to: holding[toSlot], count: Int(count.asInt))
      {
        tally.add(days)
      }
    }
    holdings?.check(holding, ordinal)
  }

  private func checker(_ level: Rule.Level) -> LevelChecker {
    let choice = shared.context.choice(level, controllers: evaluator.scope.controllers)
    return LevelChecker(level, choice, cache(choice, level), evaluator, shared.log)
  }

  /// What was found out about rows with the rules of a choice.
  private func cache(_ choice: RuleChoice, _ level: Rule.Level) -> RowCache {
    if let known = caches[ObjectIdentifier(choice)] { return known }
    guard let plans = RowPlans(level, rules: choice.rules) else {
      preconditionFailure("a level without rows has none")
    }
    // What rows share today they need not share on another day.
    let asksAll =
      engine.asksEveryRule || shared.context.options.forecastUntil != nil || choice.isDoubtful
    let made = RowCache(plans, evaluator, mostBuckets: asksAll ? 0 : RowCache.most)
    caches[ObjectIdentifier(choice)] = made
    return made
  }

  func end(_ dataset: InventoryNode) {
    shared.log.add(rows: (records?.rows ?? 0, holdings?.rows ?? 0))
    if let records { shared.log.fold(records.counted(), rows: tally, of: dataset) }
    if let holdings {
      // The rows were counted once, with the records where there are some.
      shared.log.fold(
        holdings.counted(), rows: records == nil ? tally : PlaceTally(), of: dataset)
    }
    tally = PlaceTally()
    current = nil
    records = nil
    holdings = nil
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
