import CEL
import Inventory
import Rules

/// The rows of one level by signature: which rules each of them has still to be asked, and how often
/// the others came out in which way.
///
/// What it finds out serves all datasets of the same controllers, one after the other; only what
/// hangs on the dataset itself is found out again for each. One thread uses it.
final class RowCache {
  /// Rows of one signature: what is needed of it for each row.
  struct Bucket {
    fileprivate let key: RowSignature.Key
    /// The rules to ask that hang on no dataset.
    fileprivate(set) var open: RuleStandings.Open
    /// The rules to ask that hang on the current dataset.
    fileprivate(set) var own = RuleStandings.Open.none
    /// The dataset that ``own`` and ``rows`` are about, by number.
    fileprivate var dataset = 0
    /// How many rows of the dataset there were.
    fileprivate(set) var rows = 0
    /// Its place among the buckets; `nil` where rows are told apart no further.
    let number: Int?
    /// Whether some of the rows may have items that rules run over.
    let mayHaveItems: Bool
    /// The rules to which a field may matter that its rows lack: those that hang on no dataset, and
    /// those that hang on the current one.
    fileprivate(set) var watches = Watches.none
    fileprivate(set) var ownWatches = Watches.none
    /// Days of rows of the current dataset of which nothing can be learnt for ``watches`` and for
    /// ``ownWatches``.
    var calm = DayBox.nothing
    var ownCalm = DayBox.nothing
    /// Whether one of them is open in the current dataset.
    var isWatched = false
    /// Rows of the current dataset of which nothing is left to ask.
    var settled = SettledRows()

    /// What is known of its rows, to learn from one that was asked nothing.
    var known: SettledRows.Known {
      var known = SettledRows.Known(common: open, own: own)
      if isWatched {
        known.calm = [(watches.days, calm)]
        if !ownWatches.items.isEmpty { known.calm.append((ownWatches.days, ownCalm)) }
      }
      return known
    }
  }

  /// What is rarely needed of a bucket.
  private struct Background {
    /// What is decided for every dataset, and for the current one.
    let common: RuleStandings
    var own = OwnStandings()
    /// What is decided for datasets of which the rules read the same, by their number in the group.
    var owns: [Int: OwnStandings] = [:]
    /// The number of the group of buckets that tell the same datasets apart.
    let group: Int
    /// The rules that hang on the dataset.
    let ownPlaces: [Int]
    /// The rules over items that some of the rows may have.
    let itemPlaces: [Int]
    /// The numbers of the fields, with a rule each that hangs on the dataset, that its rows lack.
    let ownColumns: [Int]
  }

  /// Buckets of which the same rules hang on the dataset, and the datasets that these tell apart.
  private struct Group {
    let facts: DatasetFacts
    /// Numbers of datasets by what the rules read of them.
    var places: [[UInt8]: Int] = [:]
    var placeCount = 0
    /// The dataset that was looked at last, and its number among those told apart.
    var dataset = 0
    var place = 0
  }

  private let plans: RowPlans
  let evaluator: Evaluator
  /// What hangs on fields that no record may give.
  let columns: ColumnWatch
  private let decider: RowDecider
  private let signature: RowSignature
  private let texts: TextCodes
  private let buckets: UnsafeMutablePointer<Bucket>
  private var backgrounds: [Background] = []
  /// Numbers of buckets, from 1, by the hash of their keys; 0 where there is none.
  private let table: UnsafeMutablePointer<UInt16>
  private let tableMask: UInt64
  @exclusivity(unchecked) private var dataset = 0
  private var groups: [Group] = []
  /// Numbers of groups by the rules that hang on the dataset.
  private var groupNumbers: [[Int]: Int] = [:]
  /// The buckets that rows of the current dataset fell into.
  private var used: [Int] = []
  /// The bucket of rows that are told apart no further.
  private let rest: UnsafeMutablePointer<Bucket>
  private var everything = RuleStandings()
  private let mostBuckets: Int
  /// Whether a hold covers the rows of the dataset as a whole, as a number; 0 for none.
  @exclusivity(unchecked) var holds: UInt8 = 0

  /// The places of the rules about rows, and of those about the items of rows.
  var rulePlaces: [Int] { plans.places }
  var allItemPlaces: [Int] { plans.itemPlaces }

  /// How many signatures are told apart before all is forgotten and begun again.
  static let most = 4000
  /// How many datasets are told apart before what was found out of them is.
  private static let mostPlaces = 64

  init(_ plans: RowPlans, _ evaluator: Evaluator, mostBuckets: Int) {
    self.plans = plans
    self.evaluator = evaluator
    self.mostBuckets = mostBuckets
    signature = plans.signature
    texts = plans.signature.makeTextCodes()
    decider = RowDecider(plans, evaluator)
    columns = ColumnWatch(plans.columns, ofItems: plans.itemColumns, evaluator)
    buckets = .allocate(capacity: mostBuckets)
    let tableSize = mostBuckets == 0 ? 1 : 1 << (Int.bitWidth - mostBuckets.leadingZeroBitCount + 1)
    table = .allocate(capacity: tableSize)
    table.initialize(repeating: 0, count: tableSize)
    tableMask = UInt64(tableSize - 1)
    rest = .allocate(capacity: 1)
    rest.initialize(
      to: Bucket(
        key: RowSignature.Key(), open: .none, number: nil,
        mayHaveItems: !plans.itemPlaces.isEmpty))
  }

  deinit {
    forget()
    everything.deallocate()
    buckets.deallocate()
    table.deallocate()
    rest.deallocate()
  }

  /// Another dataset of the same controllers begins.
  func beginDataset() {
    dataset += 1
    used = []
    columns.beginDataset()
    guard mostBuckets > 0 else { return }
    if backgrounds.count >= mostBuckets { forget() }
  }

  /// The number of the current dataset among those that the rules of a group tell apart.
  ///
  /// No bucket of the group was entered in this dataset when it is first asked for.
  private func place(in number: Int) -> Int {
    guard groups[number].dataset != dataset else { return groups[number].place }
    groups[number].dataset = dataset
    if groups[number].placeCount >= Self.mostPlaces { forgetPlaces(of: number) }
    let key = groups[number].facts.key(evaluator)
    if let known = key.flatMap({ groups[number].places[$0] }) {
      groups[number].place = known
    } else {
      groups[number].place = groups[number].placeCount
      groups[number].placeCount += 1
      if let key { groups[number].places[key] = groups[number].place }
    }
    return groups[number].place
  }

  private func forget() {
    for number in groups.indices { forgetPlaces(of: number) }
    groups = []
    groupNumbers = [:]
    for (number, background) in backgrounds.enumerated() {
      background.common.deallocate()
      buckets[number].watches.deallocate()
      buckets[number].settled.deallocate()
    }
    backgrounds = []
    table.update(repeating: 0, count: Int(tableMask) + 1)
  }

  private func forgetPlaces(of group: Int) {
    for number in backgrounds.indices where backgrounds[number].group == group {
      for own in backgrounds[number].owns.values { own.deallocate() }
      backgrounds[number].owns = [:]
      backgrounds[number].own = OwnStandings()
    }
    groups[group].places = [:]
    groups[group].placeCount = 0
  }

  /// The group of buckets of which some rules hang on the dataset.
  private func group(of places: [Int]) -> Int {
    if let known = groupNumbers[places] { return known }
    groups.append(Group(facts: DatasetFacts(places.map { plans.rules[$0] })))
    groupNumbers[places] = groups.count - 1
    return groups.count - 1
  }

  /// Counts a row and says what is left to ask of it.
  @inline(__always)
  func count(_ row: FactObject) -> UnsafeMutablePointer<Bucket> {
    let bucket = bucket(of: row)
    if bucket.pointee.dataset != dataset { enter(bucket, row) }
    bucket.pointee.rows &+= 1
    return bucket
  }

  @inline(__always)
  private func bucket(of row: FactObject) -> UnsafeMutablePointer<Bucket> {
    let key = signature.key(of: row, holds: holds, texts)
    var index = key.hash ^ key.hash &>> 32
    while true {
      let number = Int(table[Int(truncatingIfNeeded: index & tableMask)])
      if number == 0 { return make(key, row, at: Int(truncatingIfNeeded: index & tableMask)) }
      let bucket = buckets + (number &- 1)
      if bucket.pointee.key.isSame(as: key) { return bucket }
      index &+= 1
    }
  }

  /// The rules over items that a row of a bucket may have.
  func itemPlaces(of bucket: UnsafeMutablePointer<Bucket>) -> [Int] {
    bucket.pointee.number.map { backgrounds[$0].itemPlaces } ?? plans.itemPlaces
  }

  /// The rules that are undetermined for all rows of a bucket.
  func undetermined(in bucket: UnsafeMutablePointer<Bucket>) -> [Int] {
    bucket.pointee.number.map {
      backgrounds[$0].common.undetermined + backgrounds[$0].own.rules.undetermined
    } ?? []
  }

  /// Learns from a row that was asked an open rule.
  @inline(never)
  func learn(
    _ rule: UnsafeMutablePointer<OpenRule>, _ fields: DayFields, from outcome: Evaluator.Outcome,
    _ row: FactObject, in bucket: UnsafeMutablePointer<Bucket>
  ) {
    rule.pointee.learn {
      decider.answer(
        rule.pointee.plan, fields, outcome, bucket.pointee.key, row, signature)
    }
  }

  /// Learns from a row that was asked a rule of which a field that it lacks is unknown.
  @inline(never)
  func learn(
    _ watch: UnsafeMutablePointer<Watches.Watch>, _ fields: DayFields,
    from outcome: Evaluator.Outcome, _ row: FactObject, in bucket: UnsafeMutablePointer<Bucket>
  ) {
    watch.pointee.rule.learn {
      decider.answer(
        watch.pointee.rule.plan, fields, outcome, bucket.pointee.key, row, signature,
        without: watch.pointee.column)
    }
  }

  /// The whole of a rule.
  func plan(_ place: Int) -> RuleChoice.Plan { plans.plan(place) }

  /// Moves the outcomes of the current dataset that were not noted one by one to its counts.
  func moveCounts(to active: inout ActiveRules) {
    for number in used {
      let bucket = buckets + number
      let rows = bucket.pointee.rows
      bucket.pointee.settled.moveRows(to: bucket.pointee.open, bucket.pointee.own)
      for (place, outcome) in backgrounds[number].common.decided {
        active.counts[place].add(outcome, times: rows)
      }
      for (place, outcome) in backgrounds[number].own.rules.decided {
        active.counts[place].add(outcome, times: rows)
      }
      for rules in [bucket.pointee.open.rules, bucket.pointee.own.rules] {
        for rule in rules { rule.moveCounts(to: &active.counts[rule.plan.place]) }
      }
    }
  }

  /// Makes the bucket of a signature, unless there are too many.
  @inline(never)
  private func make(
    _ key: RowSignature.Key, _ row: FactObject, at index: Int
  ) -> UnsafeMutablePointer<Bucket> {
    let number = backgrounds.count
    // Rows of one bucket must have one controller, which parameters and holds hang on.
    let hasOneController =
      plans.controllerSlot.map { signature.isShared($0, in: key) } ?? true
    guard number < mostBuckets, hasOneController else { return bucketOfTheRest() }
    let own = decider.placesOfDataset(key, row, signature)
    let common = decider.standings(
      plans.places.filter { !own.contains($0) }, key, row, signature)
    let itemPlaces = plans.itemPlaces.filter { !isListAbsent($0, in: key) }
    let columns = decider.columns(key, row, signature)
    let isOwn = Set(own)
    backgrounds.append(
      Background(
        common: common, group: group(of: own), ownPlaces: own, itemPlaces: itemPlaces,
        ownColumns: columns.filter { isOwn.contains(plans.columns[$0].place) }))
    (buckets + number).initialize(
      to: Bucket(
        key: key, open: common.open, number: number, mayHaveItems: !itemPlaces.isEmpty,
        watches: decider.watches(
          columns.filter { !isOwn.contains(plans.columns[$0].place) }, key, row, signature)))
    table[index] = UInt16(number + 1)
    return buckets + number
  }

  private func bucketOfTheRest() -> UnsafeMutablePointer<Bucket> {
    if rest.pointee.open.rules.isEmpty {
      everything = RuleStandings(asking: plans)
      rest.pointee.open = everything.open
    }
    return rest
  }

  private func isListAbsent(_ place: Int, in key: RowSignature.Key) -> Bool {
    plans.rules[place].items?.slots.first.map { signature.isAbsent($0, in: key) } ?? false
  }

  /// Finds out what hangs on the current dataset, at its first row in a bucket.
  @inline(never)
  private func enter(_ bucket: UnsafeMutablePointer<Bucket>, _ row: FactObject) {
    bucket.pointee.dataset = dataset
    bucket.pointee.rows = 0
    bucket.pointee.calm = .nothing
    bucket.pointee.ownCalm = .nothing
    bucket.pointee.settled.begin()
    guard let number = bucket.pointee.number else { return }
    if bucket.pointee.watches.items.isEmpty { bucket.pointee.calm = .everything }
    let place = place(in: backgrounds[number].group)
    let own = backgrounds[number].owns[place] ?? makeOwn(bucket, number, place, row)
    backgrounds[number].own = own
    bucket.pointee.own = own.rules.open
    bucket.pointee.ownWatches = own.watches
    used.append(number)
  }

  private func makeOwn(
    _ bucket: UnsafeMutablePointer<Bucket>, _ number: Int, _ place: Int, _ row: FactObject
  ) -> OwnStandings {
    let own = OwnStandings(
      rules: decider.standings(
        backgrounds[number].ownPlaces, bucket.pointee.key, row, signature, isOfDataset: true),
      watches: decider.watches(
        backgrounds[number].ownColumns, bucket.pointee.key, row, signature))
    backgrounds[number].owns[place] = own
    return own
  }
}
