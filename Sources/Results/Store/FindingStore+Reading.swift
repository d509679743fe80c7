import Bytes
public import Findings

extension FindingStore: Sequence {
  /// The findings in order.
  ///
  /// - Complexity: O(n log n) where ``sort()`` has not been called since the last change.
  public func makeIterator() -> Iterator {
    Iterator(
      merge: waiting.merged(with: isSorted ? recent : Self.sorted(recent)),
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
    var kept =
      place.run.map { finding(at: place.offset, of: waiting.runs[$0]) } ?? recent[place.offset]
    kept.group(by: rootCauses)
    return kept.finding
  }

  /// The finding at a place of a run; a blank one where the disk does not give it back, which
  /// ``failure`` says from then on.
  private func finding(at position: Int, of run: ScratchRun<KeptFinding>) -> KeptFinding {
    do throws(ScratchFailure) { return try run.record(at: position) } catch {
      return KeptFinding(finding: .blank, causes: .none)
    }
  }

  /// Gives the findings with their root causes.
  public struct Iterator: IteratorProtocol {
    var merge: RunMerge<KeptFinding>
    let rootCauses: [CauseHashes: String]

    /// Gives the next finding; the earlier run goes first among equals.
    public mutating func next() -> Finding? { nextPlaced()?.finding }

    /// Gives the next finding with its place, which is of use where the store was sorted.
    public mutating func nextPlaced() -> (finding: Finding, place: Place)? {
      guard var placed = merge.nextPlaced() else { return nil }
      placed.record.group(by: rootCauses)
      return (placed.record.finding, Place(run: placed.run, offset: placed.position))
    }
  }
}
