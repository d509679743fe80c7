import CEL
import Inventory
import Rules

/// Finds out what hangs on a field that no record of a dataset gives.
///
/// That a record lacks such a field means that there is none; that all of them lack it means that
/// the extract has no such column, and then nobody said. A rule that is met only because of that is
/// undetermined for the dataset. A breach stays one.
final class ColumnWatch {
  /// A rule that reads a field.
  struct Pair {
    /// The rule's place among those of the choice.
    let place: Int
    let slot: Int
  }

  /// A pair on the rows of one signature, with the days on which the field is known not to matter.
  private struct Watch {
    let pair: Int
    var rule: OpenRule
    let fields: DayFields
  }

  private let pairs: [Pair]
  private let evaluator: Evaluator
  private let buckets: RowBuckets
  /// The fields that some record of the dataset gives.
  @exclusivity(unchecked) private(set) var given = SlotSet()
  /// Whether a rule was met by a record only because the field is lacking, by pair.
  @exclusivity(unchecked) private var hangs: [Bool]
  @exclusivity(unchecked) private var watches: [Int: [Watch]] = [:]

  init(_ pairs: [Pair], _ evaluator: Evaluator, _ buckets: RowBuckets) {
    self.pairs = pairs
    self.evaluator = evaluator
    self.buckets = buckets
    hangs = Array(repeating: false, count: pairs.count)
  }

  deinit {
    for watch in watches.values.joined() {
      watch.rule.deallocate()
      watch.fields.deallocate()
    }
  }

  /// The slots of all pairs.
  var slots: SlotSet { SlotSet(pairs.map(\.slot)) }

  /// Notes which fields a record gives.
  @inline(__always)
  func note(_ row: FactObject) { given.formUnion(row.mayHold) }

  /// The pairs of which a rule was met only because the field is lacking.
  var found: [Pair] {
    pairs.indices.filter { hangs[$0] && !given.contains(pairs[$0].slot) }.map { pairs[$0] }
  }

  /// Looks at the first record of a signature.
  ///
  /// - Returns: Whether others of the signature have to be looked at too.
  func begin(_ bucket: UnsafeMutablePointer<RowBuckets.Bucket>, _ row: FactObject) -> Bool {
    guard let number = bucket.pointee.number else { return true }
    var open: [Watch] = []
    for index in buckets.columns(of: bucket) where isOpen(index) {
      guard let (rule, fields) = buckets.open(pairs[index], in: bucket, row) else { continue }
      open.append(Watch(pair: index, rule: rule, fields: fields))
    }
    if !open.isEmpty { watches[number] = open }
    return !open.isEmpty
  }

  private func isOpen(_ index: Int) -> Bool { !hangs[index] && !given.contains(pairs[index].slot) }

  /// Looks at a record of a signature that leaves something open.
  func look(at row: FactObject, in bucket: UnsafeMutablePointer<RowBuckets.Bucket>) {
    guard let number = bucket.pointee.number else {
      for (index, pair) in pairs.enumerated() where isOpen(index) && row[pair.slot].tag == .absent {
        _ = look(at: row, index)
      }
      return
    }
    let count = watches[number]?.count ?? 0
    for place in 0..<count {
      look(at: row, in: bucket, number, place)
    }
  }

  private func look(
    at row: FactObject, in bucket: UnsafeMutablePointer<RowBuckets.Bucket>, _ number: Int,
    _ place: Int
  ) {
    guard let watch = watches[number]?[place], isOpen(watch.pair) else { return }
    if watch.rule.answers(watch.fields.days(of: row.fields)) { return }
    let outcome = look(at: row, watch.pair)
    guard watches[number]?[place].rule.wantsToLearn(from: outcome) == true else { return }
    let answer = buckets.answer(
      watch.rule.plan, watch.fields, outcome, row, in: bucket, without: pairs[watch.pair].slot)
    watches[number]?[place].rule.learn { answer }
  }

  /// What a rule comes to on a record of which a field that it lacks is unknown.
  private func look(at row: FactObject, _ index: Int) -> Evaluator.Outcome {
    let pair = pairs[index]
    let plan = buckets.plan(pair.place)
    // The memory of the row is this thread's until it is checked.
    let field = UnsafeMutablePointer(mutating: row.fields) + pair.slot
    let lacking = field.pointee
    field.pointee = .unknown
    let outcome = evaluator.outcome(of: plan)
    field.pointee = lacking
    if outcome == .undetermined {
      switch evaluator.outcome(of: plan) {
      case .pass, .notApplicable: hangs[index] = true
      case .breach, .undetermined, .fault: break
      }
    }
    return outcome
  }
}
