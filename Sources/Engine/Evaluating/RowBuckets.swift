import CEL
import Inventory
import Rules

/// The rows of one dataset by signature: which rules each of them has still to be asked, and how
/// often the others came out in which way.
final class RowBuckets {
  /// Rows of one signature.
  struct Bucket {
    /// The rules that the signature leaves open.
    var open: [RuleChoice.Plan] = []
    /// What it decides.
    var decided: [(place: Int, outcome: Evaluator.Outcome)] = []
    /// How many rows there were.
    var rows = 0
  }

  private let rows: RowPlans
  @exclusivity(unchecked) private var signature: RowSignature
  @exclusivity(unchecked) private var buckets: [Bucket]
  @exclusivity(unchecked) private var keys: [RowSignature.Key] = []
  /// Indices of buckets by the hash of their keys; 0 where there is none.
  @exclusivity(unchecked) private var table = [UInt16](repeating: 0, count: 32)
  @exclusivity(unchecked) private var last = 0
  @exclusivity(unchecked) private var lastKey = RowSignature.Key()
  private let mostBuckets: Int

  /// How many signatures are told apart before the rest is asked every rule.
  static let most = 4000

  init(_ rows: RowPlans, mostBuckets: Int) {
    self.rows = rows
    self.mostBuckets = mostBuckets
    signature = rows.signature
    // The bucket of rows that are asked everything is filled when it is needed.
    buckets = [Bucket()]
  }

  /// The bucket of a row, with the row counted.
  @inline(__always)
  func count(_ row: FactObject, _ evaluator: Evaluator) -> Int {
    let key = signature.key(of: row.fields)
    if key != lastKey || last == 0 {
      last = find(key, row, evaluator)
      lastKey = key
    }
    buckets[last].rows &+= 1
    return last
  }

  /// The rules that the rows of a bucket have still to be asked.
  @inline(__always)
  func open(_ bucket: Int) -> [RuleChoice.Plan] { buckets[bucket].open }

  /// Adds the outcomes that were decided for whole buckets.
  func addDecided(to active: inout ActiveRules) {
    for bucket in buckets {
      for (place, outcome) in bucket.decided {
        active.counts[place].add(outcome, times: bucket.rows)
      }
    }
  }

  private func find(_ key: RowSignature.Key, _ row: FactObject, _ evaluator: Evaluator) -> Int {
    var index = Int(truncatingIfNeeded: key.hash) & (table.count - 1)
    while table[index] != 0 {
      if keys[Int(table[index]) - 1] == key { return Int(table[index]) }
      index = (index + 1) & (table.count - 1)
    }
    guard keys.count < mostBuckets else {
      if buckets[0].open.isEmpty { buckets[0].open = rows.places.map(rows.plan) }
      return 0
    }
    buckets.append(makeBucket(key, row, evaluator))
    keys.append(key)
    table[index] = UInt16(keys.count)
    if keys.count * 2 > table.count { grow() }
    return keys.count
  }

  private func grow() {
    table = [UInt16](repeating: 0, count: table.count * 2)
    for (number, key) in keys.enumerated() {
      var index = Int(truncatingIfNeeded: key.hash) & (table.count - 1)
      while table[index] != 0 { index = (index + 1) & (table.count - 1) }
      table[index] = UInt16(number + 1)
    }
  }

  /// Asks every rule about what the rows of a signature share.
  private func makeBucket(
    _ key: RowSignature.Key, _ row: FactObject, _ evaluator: Evaluator
  ) -> Bucket {
    let count = row.definition.fields.count
    let common = UnsafeMutablePointer<Value>.allocate(capacity: count)
    defer { common.deallocate() }
    common.initialize(repeating: .unknown, count: count)
    signature.write(common: key, of: row.fields, to: common, count: count)
    evaluator.variables[Evaluator.rowVariable] = Value(object: common, type: row.type)
    defer { evaluator.variables[Evaluator.rowVariable] = row.value }
    var bucket = Bucket()
    for place in rows.places { ask(place, evaluator, &bucket) }
    return bucket
  }

  /// Asks a rule about what the rows of a bucket share; compiles no more of it than that needs.
  private func ask(_ place: Int, _ evaluator: Evaluator, _ bucket: inout Bucket) {
    let rule = rows.rules[place]
    let kind = evaluator.variables[Evaluator.rowVariable].asFields[Self.kindSlot]
    if let kinds = rule.leadingKinds, kind.tag == .string, !kinds.contains(kind.asString) {
      bucket.decided.append((place, .notApplicable))
      return
    }
    let when = rule.when.map { Unmanaged.passUnretained($0) }
    let isFor = when.map { evaluator.truth(of: $0) } ?? .some(true)
    if isFor == false {
      bucket.decided.append((place, .notApplicable))
      return
    }
    var plan = rows.plan(place)
    let listsPasses = evaluator.context.options.showsPasses
    let isMet = listsPasses ? nil : plan.require.flatMap { evaluator.truth(of: $0) }
    if isFor == true, isMet == true {
      bucket.decided.append((place, .pass))
      return
    }
    if isFor == true { plan.when = nil } else if isMet == true { plan.require = nil }
    bucket.open.append(plan)
  }

  private static let kindSlot = Vocabulary.record.slot("kind")
}
