public import Findings

extension FindingStore: Sequence {
  /// The findings in order.
  ///
  /// - Complexity: O(n log n) where ``sort()`` has not been called since the last change.
  public func makeIterator() -> Iterator {
    Iterator(
      merge: Merge(runs: runs, recent: isSorted ? recent : Self.sorted(recent)),
      rootCauses: rootCauses)
  }

  /// Where a finding is kept, for reading it again: in 8 bytes, however long the finding is.
  ///
  /// It holds as long as the store is not changed.
  public struct Place: Hashable, Sendable {
    /// The number of the run in the upper 16 bits, or all ones for memory; the offset or the index
    /// below.
    private let bits: UInt64

    init(run: Int?, offset: Int) {
      bits = UInt64(run ?? 0xFFFF) << 48 | UInt64(offset)
    }

    var run: Int? { bits >> 48 == 0xFFFF ? nil : Int(bits >> 48) }
    var offset: Int { Int(bits & 0xFFFF_FFFF_FFFF) }
  }

  /// The finding at a place that a reading of this store told, after ``sort()``.
  public subscript(place: Place) -> Finding {
    var kept = place.run.map { runs[$0].finding(at: place.offset) } ?? recent[place.offset]
    kept.group(by: rootCauses)
    return kept.finding
  }

  /// Gives the findings with their root causes.
  public struct Iterator: IteratorProtocol {
    var merge: Merge
    let rootCauses: [CauseHashes: String]

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
  struct Merge: IteratorProtocol {
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
