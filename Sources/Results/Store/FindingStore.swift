public import Bytes
public import Findings

/// The findings of a run, collected in any order and read in theirs.
///
/// A value that shares its storage until it is changed. Reading gives the findings sorted. A store that
/// was given a folder keeps no more than a number of findings in memory and the rest in nameless files
/// there, in sorted runs that are merged on reading.
public struct FindingStore: Sendable {
  private var recent: [KeptFinding] = []
  private var isSorted = false
  private var runs: [SpilledRun] = []
  /// What the findings have in common; `nil` where nobody wants to know.
  private var tally: CauseTally?
  /// The root causes that were chosen, by the causes that findings name.
  private var rootCauses: [CauseHashes: String] = [:]
  /// How many findings stand how.
  public private(set) var standings: [FindingStanding: Int] = [:]
  /// Whether there is a finding whose subject is left out.
  private(set) var hasAnonymous = false
  private let limit: Int
  /// How many findings runs keep in memory.
  public static let usualLimit = 500
  private var folder: String?
  /// What ``failure`` was of files that are gone.
  private var lost: ScratchFailure?
  /// How many runs of one size wait on the disk before they are made one.
  private static let mostPeers = 8
  /// How many runs wait on the disk at all.
  private static let mostRuns = 64

  /// A store of findings in any order, all in memory.
  public init(_ findings: [Finding] = []) {
    self.limit = .max
    self.folder = nil
    for finding in findings { append(finding) }
  }

  /// An empty store that keeps at most a number of findings in memory.
  ///
  /// - Parameter folder: Where the rest waits; if it takes nothing, everything stays in memory.
  public init(limit: Int, spillingTo folder: String) {
    self.limit = Swift.max(limit, 1)
    self.folder = folder
  }

  /// Why some findings could not be read back from the disk; `nil` as long as all could.
  ///
  /// What was read is then not all, and nothing that was made of it may be kept.
  public var failure: ScratchFailure? { lost ?? runs.lazy.compactMap(\.failure).first }

  /// How many there are.
  public var count: Int { runs.reduce(recent.count) { $0 + $1.count } }
  /// Whether there are none.
  public var isEmpty: Bool { recent.isEmpty && runs.isEmpty }

  /// Sees to it that root causes of the findings that will be added can be told.
  mutating func countCauses() {
    if tally == nil { tally = CauseTally() }
  }

  /// Groups the findings that one fix would clear, and gives each the key of its group.
  ///
  /// It looks at no finding: what they have in common was counted as they came in.
  ///
  /// - Returns: The groups, the worst first; none where causes were not counted.
  public mutating func groupByCause(_ outline: Outline) -> [RootCause] {
    guard let tally else { return [] }
    let found = tally.rootCauses(outline)
    rootCauses = found.chosen
    self.tally = nil
    return found.causes
  }

  /// Adds one.
  public mutating func append(_ finding: Finding) {
    recent.append(KeptFinding(finding: finding, causes: tally?.add(finding) ?? .none))
    standings[FindingStanding(finding), default: 0] += 1
    hasAnonymous = hasAnonymous || finding.subject.isAnonymous
    isSorted = false
    if folder != nil, recent.count >= limit { spill() }
  }

  /// Adds all of another store; what it has on the disk stays where it is.
  public mutating func append(contentsOf other: FindingStore) {
    runs += other.runs
    lost = lost ?? other.lost
    recent += other.recent
    if let others = other.tally { tally?.add(others) }
    standings.merge(other.standings, uniquingKeysWith: +)
    hasAnonymous = hasAnonymous || other.hasAnonymous
    isSorted = recent.isEmpty
    joinRuns()
    if folder != nil, recent.count >= limit { spill() }
  }

  /// An empty store that keeps what it is given where this one does.
  public var emptied: FindingStore {
    var store = self
    store.lost = failure
    store.recent = []
    store.runs = []
    store.isSorted = true
    store.standings = [:]
    if store.tally != nil { store.tally = CauseTally() }
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
    var standings: [FindingStanding: Int] = [:]
    let rootCauses = rootCauses
    withoutActuallyEscaping(body) { body in
      let updated: (KeptFinding) -> KeptFinding = { kept in
        var kept = kept
        kept.group(by: rootCauses)
        body(&kept.finding)
        standings[FindingStanding(kept.finding), default: 0] += 1
        return kept
      }
      for index in recent.indices { recent[index] = updated(recent[index]) }
      let old = runs
      runs = []
      for run in old {
        keep(IteratorSequence(SpilledRun.Reader(run)).lazy.map(updated))
        lost = lost ?? run.failure
      }
    }
    self.standings = standings
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
    let all = IteratorSequence(Merge(runs: joined, recent: []))
    guard let folder, let run = SpilledRun.write(all, to: folder, level: level) else {
      return false
    }
    lost = lost ?? joined.lazy.compactMap(\.failure).first
    runs.replaceSubrange((runs.count - count)..., with: [run])
    return true
  }

  /// Writes findings, which are in order, to the disk, or keeps them where it takes none.
  private mutating func keep(_ findings: some Sequence<KeptFinding>) {
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
  /// The findings in the order of ``Finding/precedes(_:_:)``; those of one
  /// identity in the order of their places.
  private static func sorted(_ findings: [KeptFinding]) -> [KeptFinding] {
    findings.enumerated().map { (key: FindingKey($0.element.finding), index: $0.offset) }
      .sorted { left, right in
        if FindingKey.precedes(left.key, right.key) { return true }
        return left.index < right.index && !FindingKey.precedes(right.key, left.key)
      }
      .map { findings[$0.index] }
  }
}

extension FindingStore: Sequence {
  /// The findings in order.
  ///
  /// - Complexity: O(n log n) where ``sort()`` has not been called since the last change.
  public func makeIterator() -> Iterator {
    Iterator(
      merge: Merge(runs: runs, recent: isSorted ? recent : Self.sorted(recent)),
      rootCauses: rootCauses)
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
    var kept = place.run.map { runs[$0].finding(at: place.offset) } ?? recent[place.offset]
    kept.group(by: rootCauses)
    return kept.finding
  }

  /// Gives the findings with their root causes.
  public struct Iterator: IteratorProtocol {
    fileprivate var merge: Merge
    fileprivate let rootCauses: [CauseHashes: String]

    /// Gives the next finding; the earlier run goes first among equals.
    public mutating func next() -> Finding? { nextPlaced()?.finding }

    /// Gives the next finding with its place, which is of use where the store was sorted.
    public mutating func nextPlaced() -> (finding: Finding, place: Place)? {
      guard var placed = merge.nextPlaced() else { return nil }
      placed.kept.group(by: rootCauses)
      return (placed.kept.finding, placed.place)
    }
  }

  /// Merges what is on the disk and what is in memory.
  fileprivate struct Merge: IteratorProtocol {
    /// The next finding of a run or of what is in memory.
    private struct Head {
      let kept: KeptFinding
      let key: FindingKey
      let place: Place

      init(_ kept: KeptFinding, _ place: Place) {
        self.kept = kept
        key = FindingKey(kept.finding)
        self.place = place
      }
    }

    private var readers: [SpilledRun.Reader]
    private let recent: [KeptFinding]
    private var index = 0
    /// The next finding of each run and, last, of what is in memory.
    private var heads: [Head?] = []

    init(runs: [SpilledRun], recent: [KeptFinding]) {
      self.readers = runs.map { SpilledRun.Reader($0) }
      self.recent = recent
      guard !runs.isEmpty else { return }
      for source in 0...readers.count { heads.append(head(source)) }
    }

    mutating func next() -> KeptFinding? { nextPlaced()?.kept }

    mutating func nextPlaced() -> (kept: KeptFinding, place: Place)? {
      guard !heads.isEmpty else { return nextRecent() }
      var first: Int?
      for source in heads.indices {
        guard let head = heads[source] else { continue }
        if let first, let best = heads[first], !FindingKey.precedes(head.key, best.key) { continue }
        first = source
      }
      guard let first, let head = heads[first] else { return nil }
      heads[first] = self.head(first)
      return (head.kept, head.place)
    }

    private mutating func nextRecent() -> (kept: KeptFinding, place: Place)? {
      guard index < recent.count else { return nil }
      defer { index += 1 }
      return (recent[index], Place(run: nil, offset: index))
    }

    private mutating func head(_ source: Int) -> Head? {
      guard source < readers.count else { return nextRecent().map { Head($0.kept, $0.place) } }
      let place = Place(run: source, offset: readers[source].position)
      return readers[source].next().map { Head($0, place) }
    }
  }
}
