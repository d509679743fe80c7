/// The findings of a run, collected in any order and read in theirs.
///
/// A value that shares its storage until it is changed. Reading gives the findings sorted. A store that
/// was given a folder keeps no more than a number of findings in memory and the rest in nameless files
/// there, in sorted runs that are merged on reading.
public struct FindingStore: Sendable {
  private var recent: [Finding]
  private var isSorted: Bool
  private var runs: [SpilledRun] = []
  private let limit: Int
  /// How many findings runs keep in memory.
  public static let usualLimit = 2_000
  private var folder: String?
  /// How many runs of one size wait on the disk before they are made one.
  private static let mostPeers = 8
  /// How many runs wait on the disk at all.
  private static let mostRuns = 64

  /// A store of findings in any order, all in memory.
  public init(_ findings: [Finding] = []) {
    self.recent = findings
    self.isSorted = false
    self.limit = .max
    self.folder = nil
  }

  /// An empty store that keeps at most a number of findings in memory.
  ///
  /// - Parameter folder: Where the rest waits; if it takes nothing, everything stays in memory.
  public init(limit: Int, spillingTo folder: String) {
    self.recent = []
    self.isSorted = false
    self.limit = Swift.max(limit, 1)
    self.folder = folder
  }

  /// How many there are.
  public var count: Int { runs.reduce(recent.count) { $0 + $1.count } }
  /// Whether there are none.
  public var isEmpty: Bool { recent.isEmpty && runs.isEmpty }

  /// Adds one.
  public mutating func append(_ finding: Finding) {
    recent.append(finding)
    isSorted = false
    if folder != nil, recent.count >= limit { spill() }
  }

  /// Adds all of another store; what it has on the disk stays where it is.
  public mutating func append(contentsOf other: FindingStore) {
    runs += other.runs
    recent += other.recent
    isSorted = recent.isEmpty
    joinRuns()
    if folder != nil, recent.count >= limit { spill() }
  }

  /// An empty store that keeps what it is given where this one does.
  public var emptied: FindingStore {
    var store = self
    store.recent = []
    store.runs = []
    store.isSorted = true
    return store
  }

  /// Brings them into order; reading does it too, but then each time.
  public mutating func sort() {
    guard !isSorted else { return }
    recent = Self.sorted(recent)
    isSorted = true
  }

  /// Replaces each finding by what a body makes of it, which keeps its subject, rule and identity.
  public mutating func update(_ body: (inout Finding) -> Void) {
    for index in recent.indices { body(&recent[index]) }
    let old = runs
    runs = []
    for run in old {
      withoutActuallyEscaping(body) { body in
        let reader = IteratorSequence(SpilledRun.Reader(run))
        keep(
          reader.lazy.map { finding in
            var finding = finding
            body(&finding)
            return finding
          })
      }
    }
  }

  private mutating func spill() {
    sort()
    let findings = recent
    recent = []
    keep(findings)
    joinRuns()
  }

  /// Makes one run of many, so that files and buffers stay few however many findings there are.
  ///
  /// Runs of one size are joined when there are enough of them, so that a finding is written again
  /// only as often as the logarithm of their number; all are when stores were joined that had many.
  private mutating func joinRuns() {
    while let level = runs.last?.level {
      let peers = runs.reversed().prefix { $0.level == level }.count
      guard peers >= Self.mostPeers else { break }
      guard join(last: peers, level: level + 1) else { return }
    }
    if runs.count > Self.mostRuns {
      _ = join(last: runs.count, level: runs.map(\.level).max() ?? 0)
    }
  }

  /// Makes one of the last runs; `false` if the disk does not take it, and they stay.
  private mutating func join(last count: Int, level: Int) -> Bool {
    let joined = Array(runs.suffix(count))
    let all = IteratorSequence(Iterator(runs: joined, recent: []))
    guard let folder, let run = SpilledRun.write(all, to: folder, level: level) else {
      return false
    }
    runs.replaceSubrange((runs.count - count)..., with: [run])
    return true
  }

  /// Writes findings, which are in order, to the disk, or keeps them where it takes none.
  private mutating func keep(_ findings: some Sequence<Finding>) {
    if let folder, let run = SpilledRun.write(findings, to: folder) {
      runs.append(run)
    } else {
      // A full disk is not asked again.
      folder = nil
      recent += findings
      isSorted = false
    }
  }
}

extension FindingStore {
  /// What a finding is sorted by, made once for each.
  private struct Key {
    var path: String
    var rule: String
    var id: String
    var place: Location?
    var index: Int

    init(_ finding: Finding, index: Int) {
      self.path = finding.subject.path
      self.rule = finding.rule
      self.id = finding.id
      self.place = finding.locations.first
      self.index = index
    }

    static func precedes(_ left: Key, _ right: Key) -> Bool {
      if left.path != right.path { return precedes(left.path, right.path) }
      if left.rule != right.rule { return precedes(left.rule, right.rule) }
      if left.id != right.id { return precedes(left.id, right.id) }
      if let place = left.place, let other = right.place, place != other {
        return precedes(place, other)
      }
      return left.index < right.index
    }

    private static func precedes(_ left: Location, _ right: Location) -> Bool {
      if left.path != right.path { return precedes(left.path, right.path) }
      return (left.line, left.column) < (right.line, right.column)
    }

    /// Whether a text comes before another by its UTF-8 bytes.
    private static func precedes(_ left: String, _ right: String) -> Bool {
      let fast = left.utf8.withContiguousStorageIfAvailable { left in
        right.utf8.withContiguousStorageIfAvailable { left.lexicographicallyPrecedes($0) }
      }
      return (fast ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }

  /// The findings in the order of ``Finding/precedes(_:_:)``; those of one
  /// identity in the order of their places.
  private static func sorted(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().map { Key($0.element, index: $0.offset) }
      .sorted(by: Key.precedes)
      .map { findings[$0.index] }
  }
}

extension FindingStore: Sequence {
  /// The findings in order.
  ///
  /// - Complexity: O(n log n) where ``sort()`` has not been called since the last change.
  public func makeIterator() -> Iterator {
    Iterator(runs: runs, recent: isSorted ? recent : Self.sorted(recent))
  }

  /// How many there are at least: all of them.
  public var underestimatedCount: Int { count }

  /// Where a finding is kept, for reading it again: in 8 bytes, however long the finding is.
  ///
  /// It holds as long as the store is not changed.
  public struct Place: Hashable, Sendable {
    /// The number of the run in the upper 16 bits, or all ones for memory; the offset or the index
    /// below.
    private let bits: UInt64

    fileprivate init(run: Int?, offset: Int) {
      bits = UInt64(run ?? 0xFFFF) << 48 | UInt64(offset)
    }

    fileprivate var run: Int? { bits >> 48 == 0xFFFF ? nil : Int(bits >> 48) }
    fileprivate var offset: Int { Int(bits & 0xFFFF_FFFF_FFFF) }
  }

  /// The finding at a place that a reading of this store told, after ``sort()``.
  public subscript(place: Place) -> Finding {
    place.run.map { runs[$0].finding(at: place.offset) } ?? recent[place.offset]
  }

  /// Merges what is on the disk and what is in memory.
  public struct Iterator: IteratorProtocol {
    /// The next finding of a run or of what is in memory.
    private struct Head {
      var finding: Finding
      var key: Key
      var place: Place
    }

    private var readers: [SpilledRun.Reader]
    private let recent: [Finding]
    private var index = 0
    /// The next finding of each run and, last, of what is in memory.
    private var heads: [Head?] = []

    fileprivate init(runs: [SpilledRun], recent: [Finding]) {
      self.readers = runs.map { SpilledRun.Reader($0) }
      self.recent = recent
      guard !runs.isEmpty else { return }
      for source in 0...readers.count { heads.append(head(source)) }
    }

    /// Gives the next finding; the earlier run goes first among equals.
    public mutating func next() -> Finding? { nextPlaced()?.finding }

    /// Gives the next finding with its place, which is of use where the store was sorted.
    public mutating func nextPlaced() -> (finding: Finding, place: Place)? {
      guard !heads.isEmpty else { return nextRecent() }
      var first: Int?
      for source in heads.indices {
        guard let head = heads[source] else { continue }
        if let first, let best = heads[first], !Key.precedes(head.key, best.key) { continue }
        first = source
      }
      guard let first, let head = heads[first] else { return nil }
      heads[first] = self.head(first)
      return (head.finding, head.place)
    }

    private mutating func nextRecent() -> (finding: Finding, place: Place)? {
      guard index < recent.count else { return nil }
      defer { index += 1 }
      return (recent[index], Place(run: nil, offset: index))
    }

    private mutating func head(_ source: Int) -> Head? {
      guard source < readers.count else {
        return nextRecent().map {
          Head(finding: $0.finding, key: Key($0.finding, index: source), place: $0.place)
        }
      }
      let place = Place(run: source, offset: readers[source].position)
      return readers[source].next().map {
        Head(finding: $0, key: Key($0, index: source), place: place)
      }
    }
  }
}
