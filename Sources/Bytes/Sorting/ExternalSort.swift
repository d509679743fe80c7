/// Records past what fits in memory: they wait on the disk in runs, and are read in one order.
///
/// Whoever collects records keeps the newest in memory and puts them away when they are many. The disk
/// may take none (then they stay where they are), or not give back what it took: ``failure`` says
/// so, and nothing that was made of the records may then be kept.
public struct ExternalSort<Record: ScratchRecord>: Sendable {
  /// The runs, in the order in which they were put away.
  public private(set) var runs: [ScratchRun<Record>] = []
  @usableFromInline var folder: String?
  /// What ``failure`` was of runs that are gone.
  private var lost: ScratchFailure?
  /// How many runs of one size wait before they are made one.
  private let mostPeers: Int
  /// The file of runs that are not in order, and how many bytes it has.
  @usableFromInline var heapFile: (file: ScratchFile, size: Int)?
  /// How many runs wait at all, so that files and buffers stay few.
  private static var mostRuns: Int { 64 }

  /// Nothing so far.
  ///
  /// - Parameters:
  ///   - folder: Where records wait, in files without names; `nil` if they never do.
  ///   - mostPeers: How many runs of one size wait before they are made one.
  public init(in folder: String?, joining mostPeers: Int = 8) {
    self.folder = folder
    self.mostPeers = mostPeers
  }

  /// Whether records may be put away; a full disk is not asked again.
  public var takesRecords: Bool { folder != nil }
  /// How many records wait.
  public var count: Int { runs.reduce(0) { $0 + $1.count } }
  /// Whether none does.
  public var isEmpty: Bool { runs.isEmpty }

  /// Why records could not be read back; `nil` as long as all could.
  public var failure: ScratchFailure? { lost ?? runs.lazy.compactMap(\.failure).first }

  /// Takes note that something could not be read back.
  public mutating func lose(_ failure: ScratchFailure?) { lost = lost ?? failure }

  /// Puts nothing away any more.
  public mutating func stop() { folder = nil }

  /// Forgets all runs, but not that something was lost.
  public mutating func removeAll() {
    lost = failure
    runs = []
    heapFile = nil
  }

  /// Takes over the runs of another, which stay where they are.
  public mutating func append(contentsOf other: ExternalSort) {
    runs += other.runs
    lose(other.lost)
  }

  /// Puts records away that are in order; `false` if the disk does not take them.
  @inlinable
  public mutating func put(_ records: some Sequence<Record>) -> Bool {
    guard let run = write(records, level: 0) else {
      folder = nil
      return false
    }
    add(run)
    return true
  }

  /// Puts records away as they come, to be sorted by ``sortRuns()`` should anybody want to know; `false`
  /// if the disk does not take them.
  @inlinable
  public mutating func putUnsorted(_ records: some Sequence<Record>) -> Bool {
    guard let folder, var heap = heapFile ?? ScratchFile(in: folder).map({ ($0, 0) }),
      let run = ScratchRun.write(records, to: heap.file, size: &heap.size)
    else {
      self.folder = nil
      return false
    }
    heapFile = heap
    add(run)
    return true
  }

  /// Sorts the runs that were put away unsorted, each where it is.
  ///
  /// - Throws: The disk does not give them back, or takes nothing more.
  @inlinable
  public func sortRuns() throws(ScratchFailure) {
    for run in runs { try run.sort() }
  }

  /// All records in order, with those in memory, which are in order.
  @inlinable
  public func merged(with recent: [Record] = []) -> RunMerge<Record> {
    RunMerge(runs, recent: recent)
  }

  /// Makes one run of many.
  ///
  /// Runs of one size are joined when there are enough of them, so that a record is written again
  /// only as often as the logarithm of their number; all are where there are very many.
  @inlinable
  public mutating func joinMany() {
    while let peers = peersToJoin() {
      guard join(last: peers.count, level: peers.level) else { return }
    }
  }

  /// Makes one run of all; `false` if the disk does not take it, and they stay.
  @inlinable
  public mutating func joinAll() -> Bool { join(last: runs.count, level: 0) }

  @usableFromInline
  func peersToJoin() -> (count: Int, level: Int)? {
    guard let level = runs.last?.level else { return nil }
    let peers = runs.reversed().prefix { $0.level == level }.count
    if peers >= mostPeers { return (peers, level + 1) }
    guard runs.count > Self.mostRuns else { return nil }
    return (runs.count, runs.map(\.level).max() ?? 0)
  }

  @inlinable
  mutating func join(last count: Int, level: Int) -> Bool {
    guard let run = write(RunMerge(Array(runs.suffix(count))), level: level) else { return false }
    replace(last: count, with: run)
    return true
  }

  @inlinable
  func write(_ records: some Sequence<Record>, level: Int) -> ScratchRun<Record>? {
    guard let folder, let file = ScratchFile(in: folder) else { return nil }
    var size = 0
    return ScratchRun.write(records, to: file, size: &size, level: level)
  }

  @usableFromInline
  mutating func add(_ run: ScratchRun<Record>) { runs.append(run) }

  @usableFromInline
  mutating func replace(last count: Int, with run: ScratchRun<Record>) {
    for old in runs.suffix(count) { lose(old.failure) }
    runs.replaceSubrange((runs.count - count)..., with: [run])
  }
}
