import CivilTime
import Diagnostics
import Findings
import Results

/// Findings of a result in an order of their own, each read from where it is kept when it is looked
/// at, so that a million of them take 20 MB.
struct FindingList: RandomAccessCollection {
  /// A finding by its place, with what it is sorted and grouped by.
  struct Entry {
    let place: FindingStore.Place
    /// What decides the order: the least first.
    var order: Int32 = 0
    /// Which of some groups it belongs to.
    var group: UInt32 = 0
    /// How many checks it stands for.
    var checks: UInt32 = 1
  }

  private(set) var entries: [Entry] = []
  private let store: FindingStore

  /// An empty list of findings of a store, which has been sorted.
  init(of store: FindingStore) { self.store = store }

  /// None of the same findings.
  var none: FindingList { FindingList(of: store) }

  var startIndex: Int { 0 }
  var endIndex: Int { entries.count }
  subscript(index: Int) -> Finding { store[entries[index].place] }

  mutating func append(_ entry: Entry) { entries.append(entry) }

  /// How many checks the findings stand for, which is what summaries count.
  var checks: Int { entries.reduce(0) { $0 + Int($1.checks) } }

  /// Sorts by the numbers of the groups' ranks, then by the entries' own order, and keeps the order
  /// of equals.
  ///
  /// - Parameter ranks: The rank of each group, the least first; where there are none, only the
  ///   entries' own order counts.
  mutating func sort(byRanks ranks: [Int] = []) {
    let keys = entries.indices.map { index in
      let entry = entries[index]
      let rank = ranks.isEmpty ? 0 : ranks[Int(entry.group)]
      return (Int64(rank) << 32 + Int64(entry.order), UInt32(index))
    }
    entries = keys.sorted { $0 < $1 }.map { entries[Int($0.1)] }
  }
}

extension FindingList {
  /// All findings of a store that have a day on which they fall into breach, the nearest first.
  init(dated findings: FindingStore) {
    var store = findings
    store.sort()
    self.init(of: store)
    var reading = store.makeIterator()
    while let (finding, place) = reading.nextPlaced() {
      guard let since = finding.since else { continue }
      append(
        Entry(
          place: place, order: since.dayNumber, checks: UInt32(clamping: finding.checksCounted)))
    }
    sort()
  }
}

extension FindingList {
  /// All findings of a store in the order of what they are listed under; those of one heading in the
  /// order of the store.
  init(_ findings: FindingStore, by grouping: Grouping) {
    var store = findings
    store.sort()
    self.init(of: store)
    var numbers: [String: UInt32] = [:]
    var reading = store.makeIterator()
    while let (finding, place) = reading.nextPlaced() {
      let key = finding.heading(by: grouping).key
      let number = numbers[key] ?? UInt32(numbers.count)
      numbers[key] = number
      append(Entry(place: place, group: number))
    }
    let names = numbers.keys.sorted { $0.precedes($1) }
    var ranks = [Int](repeating: 0, count: numbers.count)
    for (rank, name) in names.enumerated() {
      if let number = numbers[name] { ranks[Int(number)] = rank }
    }
    sort(byRanks: ranks)
  }
}

extension Finding {
  /// What puts those that are longest over first.
  var longestFirst: Int32 { -Int32(clamping: daysOver ?? 0) }
}
