import CEL
import Inventory

/// Days of rows of one signature on which everything that could be asked of them is answered: a row
/// with such days is counted, and nothing is asked of it.
///
/// It lasts for one dataset, and is one thread's. Nothing in it is decided anew: it says of all rules
/// at once what ``OpenRule`` says of each and ``ColumnWatch`` of the fields that rows lack.
struct SettledRows {
  /// Rows with days within a box.
  private struct Entry {
    let box: DayBox
    /// Days within, as the rules that hang on no dataset read them, and those that hang on this one.
    let common: DayBox
    let own: DayBox
    var rows = 0
  }

  /// What is known of the rows of a signature.
  struct Known {
    let common: RuleStandings.Open
    let own: RuleStandings.Open
    /// The fields and days of which nothing can be learnt from what rows lack; none where that is not
    /// asked.
    var calm: [(fields: DayFields, box: DayBox)] = []

    /// The fields whose days matter, by what they matter to.
    fileprivate var allFields: [DayFields] { [common.days, own.days] + calm.map(\.fields) }

    /// All of them; `nil` where they are too many for a box.
    fileprivate var fields: DayFields? {
      let slots = Set(allFields.flatMap(\.all)).sorted()
      return slots.count <= DayBox.mostFields ? DayFields(slots) : nil
    }
  }

  private var entries: UnsafeMutablePointer<Entry>?
  private var count = 0
  /// The fields whose days are looked at; there once there is an entry.
  private var fields: DayFields?
  /// The lanes of ``fields`` for the lanes of those of the rules, as ``Known/allFields`` has them.
  private var lanes: [[Int]] = []
  /// How many more rows are looked at.
  private var triesLeft = Self.mostTries

  private static let mostEntries = 4
  private static let mostTries = 12

  /// Whether another row may be looked at.
  @inline(__always)
  var isLearning: Bool { triesLeft > 0 }

  /// Whether a row is one of those; then it is counted.
  @inline(__always)
  mutating func take(_ row: FactObject) -> Bool {
    if count == 0 { return false }
    let days = fields.unsafelyUnwrapped.days(of: row.fields)
    let entries = entries.unsafelyUnwrapped
    var index = 0
    while index < count {
      if entries[index].box.holds(days) {
        entries[index].rows &+= 1
        return true
      }
      index &+= 1
    }
    return false
  }

  /// Learns from a row of which nothing was asked, since everything was answered.
  @inline(never)
  mutating func learn(from row: FactObject, _ known: Known) {
    triesLeft -= 1
    if entries == nil { entries = .allocate(capacity: Self.mostEntries) }
    if count == 0 {
      guard let fields = known.fields else {
        triesLeft = 0
        return
      }
      self.fields?.deallocate()
      self.fields = fields
      lanes = known.allFields.map { $0.all.compactMap(fields.lane) }
    }
    guard let entry = entry(around: row, known) else { return }
    entries.unsafelyUnwrapped.advanced(by: count).initialize(to: entry)
    count += 1
    if count == Self.mostEntries { triesLeft = 0 }
  }

  private func entry(around row: FactObject, _ known: Known) -> Entry? {
    let common = known.common.days.days(of: row.fields)
    let own = known.own.days.days(of: row.fields)
    var box = DayBox.everything
    for (place, open) in [(known.common, common), (known.own, own)].enumerated() {
      for rule in open.0.rules {
        guard let answered = rule.box(around: open.1) else { return nil }
        box.narrow(to: answered, lanes[place])
      }
    }
    for (place, calm) in known.calm.enumerated() { box.narrow(to: calm.box, lanes[2 + place]) }
    return Entry(box: box, common: common, own: own)
  }

  /// Adds the rows to the answers of the rules, when the dataset is over, and begins anew.
  mutating func moveRows(to common: RuleStandings.Open, _ own: RuleStandings.Open) {
    guard let entries else { return }
    for index in 0..<count where entries[index].rows > 0 {
      for rule in common.rules.indices {
        common.rules[rule].add(rows: entries[index].rows, on: entries[index].common)
      }
      for rule in own.rules.indices {
        own.rules[rule].add(rows: entries[index].rows, on: entries[index].own)
      }
    }
    begin()
  }

  /// Forgets what was known of another dataset.
  mutating func begin() {
    count = 0
    triesLeft = Self.mostTries
  }

  /// Gives the memory back.
  mutating func deallocate() {
    entries?.deallocate()
    fields?.deallocate()
    self = SettledRows()
  }
}

extension DayBox {
  /// Leaves only the days that lie in a box of other fields too.
  ///
  /// - Parameter places: The lanes here of the lanes of the other box.
  fileprivate mutating func narrow(to other: DayBox, _ places: [Int]) {
    for (lane, place) in places.enumerated() {
      first[place] = max(first[place], other.first[lane])
      last[place] = min(last[place], other.last[lane])
    }
  }
}
