import CEL
import Inventory
import Rules

/// Finds out what hangs on a field that no record of a dataset gives.
///
/// That a record lacks such a field means that there is none; that all of them lack it means that
/// the extract has no such column, and then nobody said. A rule that is met only because of that is
/// undetermined for the dataset. A breach stays one, but where the dataset says which columns its extract
/// has and leaves the field out: then a breach that hangs on it waits for a record that gives it.
///
/// It serves all datasets of the same rules, one after the other, and is one thread's. Going through
/// the rows of a signature counts no references and looks nothing up.
final class ColumnWatch {
  /// A rule that reads a field.
  struct Pair {
    /// The rule's place among those of the choice.
    let place: Int
    /// The slot of the field, or of the object that it is in.
    let slot: Int
    /// The slot of the field in the object, where it is in one.
    let inner: Int?
    /// The path of the field in a record.
    let path: String

    init(place: Int, slot: Int, inner: Int? = nil) {
      self.place = place
      self.slot = slot
      self.inner = inner
      path = ColumnFields.path(slot, inner)
    }
  }

  /// All pairs; those of rules about items of a row, which are looked at only under a breach, come last.
  private let pairs: [Pair]
  private let mostLookedAt: Int
  /// Whether there is nothing to watch.
  var isEmpty: Bool { pairs.isEmpty }
  private let evaluator: Evaluator
  /// The fields that some record of the dataset gives, or that its extract is said to carry.
  @exclusivity(unchecked) private(set) var given = SlotSet()
  /// The same of the fields of ``ColumnFields/object``.
  @exclusivity(unchecked) private(set) var innerGiven = SlotSet()
  /// The fields of that object of which it is not known whether some record gives them.
  private let innerSlots: [Int]
  private let objectSlot = ColumnFields.objectSlot
  /// A pair for each field, in the order of their paths.
  private let ofFields: [Pair]
  /// Whether a rule was met by a record only because the field is lacking, by pair.
  private let hangs: UnsafeMutableBufferPointer<Bool>
  /// The same of pairs that matter only together, by their numbers.
  private var hangTogether: Set<[Int]> = []

  init(_ ofRows: [Pair], ofItems: [Pair], _ evaluator: Evaluator) {
    pairs = ofRows + ofItems
    mostLookedAt = ofRows.count
    self.evaluator = evaluator
    ofFields = Dictionary(pairs.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
      .sorted { $0.key < $1.key }.map(\.value)
    innerSlots = Set(pairs.compactMap(\.inner)).sorted()
    hangs = .allocate(capacity: pairs.count)
    hangs.initialize(repeating: false)
  }

  deinit { hangs.deallocate() }

  /// Whether the dataset says which columns its extract has.
  @exclusivity(unchecked) private(set) var areColumnsStated = false

  /// Another dataset begins.
  func beginDataset() {
    (given, innerGiven, areColumnsStated) = ColumnFields.carried(by: evaluator.scope)
    hangs.update(repeating: false)
    hangTogether = []
  }

  /// Notes which fields a record gives.
  @inline(__always)
  func note(_ row: FactObject) {
    given.formUnion(row.mayHold)
    if row[objectSlot].tag == .object, !innerSlots.isEmpty { noteInner(row) }
  }

  @inline(never)
  private func noteInner(_ row: FactObject) {
    let fields = row[objectSlot].asFields
    for slot in innerSlots where fields[slot].tag != .absent { innerGiven.insert(slot) }
  }

  /// The sets of several pairs of which a rule was in breach only because their fields are lacking.
  var foundTogether: [[Pair]] {
    hangTogether.sorted { $0.lexicographicallyPrecedes($1) }.map { $0.map { pairs[$0] } }
      .filter { set in !set.contains { isGiven($0.slot, $0.inner) } }
  }

  /// The pairs of which a rule was met only because the field is lacking.
  var found: [Pair] {
    pairs.indices.filter { hangs[$0] && !isGiven(pairs[$0].slot, pairs[$0].inner) }
      .map { pairs[$0] }
  }

  /// The fields for want of which a rule is in breach of a record, which the extract is said not to have and
  /// no record so far gives: each of some by itself, and several that matter only together.
  ///
  /// All of them, so that it makes no difference which record comes first: a breach stays one only if
  /// records turn out to give some of each.
  func sets(underBreachAt place: Int, _ row: FactObject, _ plan: RuleChoice.Plan) -> [[Pair]] {
    let open = pairs.indices.filter { index in
      let pair = pairs[index]
      return pair.place == place && !isGiven(pair.slot, pair.inner)
        && ColumnFields.field(pair, of: row)?.pointee.tag == .absent
    }
    guard !open.isEmpty else { return [] }
    // What is written down is what the record itself comes to.
    defer { _ = evaluator.outcome(of: plan) }
    let hangsOn = { [self] (places: [Int]) in
      outcome(of: plan, notKnowing: places.map { pairs[$0] }[...], of: row) == .undetermined
    }
    // What hangs on one of them, or on some, hangs on all of them: to know less decides nothing more.
    guard hangsOn(open) else { return [] }
    let single = open.count == 1 ? open : open.filter { hangsOn([$0]) }
    for index in single { hangs[index] = true }
    var needed = open.filter { !single.contains($0) }
    guard needed.count > 1, hangsOn(needed) else { return single.map { [pairs[$0]] } }
    for index in needed where needed.count > 1 {
      let fewer = needed.filter { $0 != index }
      if hangsOn(fewer) { needed = fewer }
    }
    let together = needed.map { pairs[$0] }
    hangTogether.insert(needed)
    return single.map { [pairs[$0]] } + [together]
  }

  /// The paths in a record of the watched fields that some record gives.
  var givenPaths: [String] {
    ofFields.filter { isGiven($0.slot, $0.inner) }.map(\.path)
  }

  @inline(__always)
  private func isGiven(_ slot: Int, _ inner: Int?) -> Bool {
    if let inner { innerGiven.contains(inner) } else { given.contains(slot) }
  }

  @inline(__always)
  private func isOpen(_ index: Int, _ slot: Int, _ inner: Int?) -> Bool {
    !hangs[index] && !isGiven(slot, inner)
  }

  /// Whether something is to be learnt of the records of a signature.
  func isOpen(_ bucket: UnsafeMutablePointer<RowCache.Bucket>) -> Bool {
    bucket.pointee.number == nil || !bucket.pointee.watches.items.isEmpty
      || !bucket.pointee.ownWatches.items.isEmpty
  }

  /// Whether nothing can be learnt of a record of a signature.
  @inline(__always)
  func isCalm(_ row: FactObject, in bucket: UnsafeMutablePointer<RowCache.Bucket>) -> Bool {
    bucket.pointee.calm.holds(bucket.pointee.watches.days.days(of: row.fields))
      && (bucket.pointee.ownWatches.items.isEmpty
        || bucket.pointee.ownCalm.holds(bucket.pointee.ownWatches.days.days(of: row.fields)))
  }

  /// Looks at a record of a signature.
  ///
  /// - Returns: Whether others of the signature have to be looked at too.
  func look(
    at row: FactObject, in bucket: UnsafeMutablePointer<RowCache.Bucket>, _ cache: RowCache
  ) -> Bool {
    guard bucket.pointee.number != nil else {
      for (index, pair) in pairs[..<mostLookedAt].enumerated()
      where isOpen(index, pair.slot, pair.inner) {
        _ = look(at: row, index, pair, cache.plan(pair.place))
      }
      return true
    }
    let isOpen = look(at: row, bucket.pointee.watches, &bucket.pointee.calm, bucket, cache)
    return look(at: row, bucket.pointee.ownWatches, &bucket.pointee.ownCalm, bucket, cache)
      || isOpen
  }

  /// - Parameter calm: Days of rows of which nothing can be learnt: every watch answers them.
  @inline(__always)
  private func look(
    at row: FactObject, _ watches: Watches, _ calm: inout DayBox,
    _ bucket: UnsafeMutablePointer<RowCache.Bucket>, _ cache: RowCache
  ) -> Bool {
    guard !watches.items.isEmpty else { return false }
    let days = watches.days.days(of: row.fields)
    if calm.holds(days) { return true }
    var answered = DayBox.everything
    var isAnyOpen = false
    var index = 0
    while index < watches.items.count {
      let watch = watches.items.baseAddress.unsafelyUnwrapped + index
      index &+= 1
      let pair = watch.pointee.column
      guard isOpen(watch.pointee.pair, pair.slot, pair.inner) else { continue }
      isAnyOpen = true
      if let box = watch.pointee.rule.box(around: days) {
        answered.formIntersection(box)
        continue
      }
      answered = .nothing
      let outcome = look(at: row, watch.pointee.pair, pair, watch.pointee.rule.plan)
      if watch.pointee.rule.wantsToLearn(from: outcome) {
        cache.learn(watch, watches.days, from: outcome, row, in: bucket)
      }
    }
    // What is not open stays so until the dataset is over.
    calm = answered
    return isAnyOpen
  }

  /// What a rule comes to on a record of which a field that it lacks is unknown.
  private func look(
    at row: FactObject, _ index: Int, _ pair: Pair, _ plan: RuleChoice.Plan
  ) -> Evaluator.Outcome {
    guard let outcome = outcome(of: plan, notKnowing: pair, of: row) else { return .undetermined }
    if outcome == .undetermined {
      switch evaluator.outcome(of: plan) {
      case .pass, .notApplicable: hangs[index] = true
      case .breach, .undetermined, .fault: break
      }
    }
    return outcome
  }

  /// What a rule comes to while a field that a record lacks is unknown; `nil` where it has the field.
  private func outcome(
    of plan: RuleChoice.Plan, notKnowing pair: Pair, of row: FactObject
  ) -> Evaluator.Outcome? {
    guard let field = ColumnFields.field(pair, of: row), field.pointee.tag == .absent else {
      return nil
    }
    return Self.notKnowing(field) { evaluator.outcome(of: plan) }
  }

  /// What a rule comes to while several fields that a record lacks are unknown.
  private func outcome(
    of plan: RuleChoice.Plan, notKnowing lacking: ArraySlice<Pair>, of row: FactObject
  ) -> Evaluator.Outcome {
    guard let first = lacking.first else { return evaluator.outcome(of: plan) }
    let rest = { [self] in outcome(of: plan, notKnowing: lacking.dropFirst(), of: row) }
    return ColumnFields.field(first, of: row).map { Self.notKnowing($0, rest) } ?? rest()
  }

  /// What comes of a question while a field of a row is unknown.
  @inline(__always)
  private static func notKnowing<Answer>(
    _ field: UnsafeMutablePointer<Value>, _ question: () -> Answer
  ) -> Answer {
    // The memory of the row is this thread's until it is checked.
    let lacking = field.pointee
    field.pointee = .unknown
    defer { field.pointee = lacking }
    return question()
  }
}
