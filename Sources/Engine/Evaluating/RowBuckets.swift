import CEL
import Inventory
import Rules

/// The rows of one level by signature: which rules each of them has still to be asked, and how often
/// the others came out in which way.
///
/// What it finds out serves all datasets of the same controllers, one after the other; only what
/// hangs on the dataset itself is found out again for each. One thread uses it.
final class RowBuckets {
  /// Rows of one signature.
  private struct Bucket {
    let key: RowSignature.Key
    /// What holds for every dataset.
    var common: RuleStandings
    /// What holds for the current dataset.
    var own = RuleStandings()
    /// The dataset that ``own`` and ``rows`` are about, by number.
    var dataset = 0
    /// How many rows of the dataset there were.
    var rows = 0
    /// The rules over items that some of the rows may have.
    var itemPlaces: [Int] = []
  }

  private let plans: RowPlans
  private let evaluator: Evaluator
  private let decider: RowDecider
  @exclusivity(unchecked) private var signature: RowSignature
  @exclusivity(unchecked) private var buckets: [Bucket] = []
  /// Numbers of buckets, from 1, by the hash of their keys; 0 where there is none.
  @exclusivity(unchecked) private var table = [UInt16](repeating: 0, count: 32)
  @exclusivity(unchecked) private var last = 0
  @exclusivity(unchecked) private var dataset = 0
  /// The buckets that rows of the current dataset fell into.
  private var used: [Int] = []
  private let mostBuckets: Int
  /// The rules of rows that are told apart no further.
  private var everything = RuleStandings()
  /// Whether a hold covers the rows of the dataset as a whole.
  @exclusivity(unchecked) var isHeld = false

  /// How many signatures are told apart before all is forgotten and begun again.
  static let most = 4000

  init(_ plans: RowPlans, _ evaluator: Evaluator, mostBuckets: Int) {
    self.plans = plans
    self.evaluator = evaluator
    self.mostBuckets = mostBuckets
    signature = plans.signature
    decider = RowDecider(plans, evaluator)
  }

  deinit {
    forget()
    everything.deallocate()
  }

  /// Another dataset of the same controllers begins.
  func beginDataset() {
    dataset += 1
    used = []
    last = 0
    if buckets.count >= mostBuckets { forget() }
  }

  private func forget() {
    for bucket in buckets {
      bucket.common.deallocate()
      bucket.own.deallocate()
    }
    buckets = []
    table = [UInt16](repeating: 0, count: 32)
    last = 0
  }

  /// What is left to ask of a row, and what the row tells of rules that need no more than its
  /// signature.
  struct Standing {
    /// The rules to ask that hang on no dataset.
    let open: UnsafeMutableBufferPointer<OpenRule>
    /// Those that do.
    let own: UnsafeMutableBufferPointer<OpenRule>
    /// The bucket, for what is rare; 0 where the row is in none.
    let bucket: Int
    /// Whether it is the first row of the dataset in its bucket.
    let isFirst: Bool
  }

  /// Counts a row and says what is left to ask of it.
  @inline(__always)
  func count(_ row: FactObject) -> Standing {
    let key = signature.key(of: row.fields, isHeld: isHeld)
    if last == 0 || key != buckets[last &- 1].key { last = find(key, row) }
    guard last != 0 else {
      let nothing = UnsafeMutableBufferPointer<OpenRule>(start: nil, count: 0)
      return Standing(open: everything.open, own: nothing, bucket: 0, isFirst: false)
    }
    let index = last &- 1
    if buckets[index].dataset != dataset { enter(index, row) }
    buckets[index].rows &+= 1
    return Standing(
      open: buckets[index].common.open, own: buckets[index].own.open, bucket: last,
      isFirst: buckets[index].rows == 1)
  }

  /// The rules over items that a row of a bucket may have.
  func itemPlaces(of bucket: Int) -> [Int] {
    bucket == 0 ? plans.itemPlaces : buckets[bucket - 1].itemPlaces
  }

  /// What was decided for all rows of a bucket.
  func decided(in bucket: Int) -> [RuleStandings.Decided] {
    bucket == 0 ? [] : buckets[bucket - 1].common.decided + buckets[bucket - 1].own.decided
  }

  /// Learns from a row that was asked an open rule.
  @inline(never)
  func learn(
    _ rule: UnsafeMutablePointer<OpenRule>, from outcome: Evaluator.Outcome, _ row: FactObject
  ) {
    guard last != 0 else { return }
    let key = buckets[last - 1].key
    decider.withCommonRow(key, row, signature) { common in
      rule.pointee.learn(from: outcome, row.fields, common, evaluator)
    }
  }

  /// Adds the outcomes of the current dataset that were decided for whole buckets.
  func addDecided(to active: inout ActiveRules) {
    for index in used {
      let bucket = buckets[index]
      for (place, outcome) in bucket.common.decided + bucket.own.decided {
        active.counts[place].add(outcome, times: bucket.rows)
      }
    }
  }

  /// The number of a signature's bucket, which is made where there is none; 0 where there are too
  /// many.
  private func find(_ key: RowSignature.Key, _ row: FactObject) -> Int {
    var index = Int(truncatingIfNeeded: key.hash) & (table.count - 1)
    while table[index] != 0 {
      if buckets[Int(table[index]) - 1].key == key { return Int(table[index]) }
      index = (index + 1) & (table.count - 1)
    }
    guard buckets.count < mostBuckets else {
      if everything.open.isEmpty { everything = RuleStandings(asking: plans) }
      return 0
    }
    let isContextual = decider.contextual(key, signature)
    let common = decider.standings(plans.places.filter { !isContextual[$0] }, key, row, signature)
    var bucket = Bucket(key: key, common: common)
    bucket.itemPlaces = plans.itemPlaces.filter { !isListAbsent($0, in: key) }
    buckets.append(bucket)
    table[index] = UInt16(buckets.count)
    if buckets.count * 2 > table.count { grow() }
    return buckets.count
  }

  private func isListAbsent(_ place: Int, in key: RowSignature.Key) -> Bool {
    plans.rules[place].items?.slots.first.map { signature.isAbsent($0, in: key) } ?? false
  }

  /// Finds out what hangs on the current dataset, at its first row in a bucket.
  @inline(never)
  private func enter(_ index: Int, _ row: FactObject) {
    let key = buckets[index].key
    let isContextual = decider.contextual(key, signature)
    buckets[index].own.deallocate()
    buckets[index].own = decider.standings(
      plans.places.filter { isContextual[$0] }, key, row, signature, isOfDataset: true)
    buckets[index].dataset = dataset
    buckets[index].rows = 0
    used.append(index)
  }

  private func grow() {
    table = [UInt16](repeating: 0, count: table.count * 2)
    for (number, bucket) in buckets.enumerated() {
      var index = Int(truncatingIfNeeded: bucket.key.hash) & (table.count - 1)
      while table[index] != 0 { index = (index + 1) & (table.count - 1) }
      table[index] = UInt16(number + 1)
    }
  }
}

/// What is decided of the rules on the rows of a signature, and what has still to be asked.
struct RuleStandings {
  typealias Decided = (place: Int, outcome: Evaluator.Outcome)

  /// What is decided.
  var decided: [Decided] = []
  /// What has still to be asked.
  private(set) var open = UnsafeMutableBufferPointer<OpenRule>(start: nil, count: 0)

  /// Nothing decided and nothing to ask.
  init() {}

  init(decided: [Decided], open rules: [OpenRule]) {
    self.decided = decided
    open = .allocate(capacity: rules.count)
    _ = open.initialize(from: rules)
  }

  /// Nothing decided.
  init(asking plans: RowPlans) {
    self.init(
      decided: [],
      open: plans.places.map { OpenRule(plans.plan($0), fields: DayFields([]), waits: 0) })
  }

  func deallocate() {
    for rule in open { rule.deallocate() }
    open.deallocate()
  }
}
