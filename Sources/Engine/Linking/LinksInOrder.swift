import Bytes

/// The linked facts of people on the disk, in order of their keys, to be looked up.
///
/// A lookup reads the block where the key should be, and seldom another one, unless the people were taken
/// into memory again, where they are packed closer than in a table that grows. All threads may look up
/// at the same time. The file is read and not mapped: a disk that does not give back what it took is
/// a failure that is told, where a mapping would end the process.
final class LinksInOrder: Sendable {
  private let run: ScratchRun<LinkTable.Entry>
  private var count: Int { run.count }
  /// The people in memory, where they were taken back; nobody writes there any more.
  nonisolated(unsafe) private let kept: UnsafeMutableBufferPointer<LinkTable.Entry>?

  private static let blockCount = 128
  private static let stride = MemoryLayout<LinkTable.Entry>.stride

  /// Takes people into memory if they need no more than some bytes, and the disk gives them back.
  ///
  /// Each look-up on the disk is a call of the system, and rules look up each person several times.
  init(_ run: ScratchRun<LinkTable.Entry>, keepingAtMost bytes: Int) {
    self.run = run
    kept = run.count <= bytes / Self.stride ? Self.inMemory(run) : nil
  }

  deinit { kept?.deallocate() }

  private static func inMemory(
    _ run: ScratchRun<LinkTable.Entry>
  ) -> UnsafeMutableBufferPointer<LinkTable.Entry>? {
    let memory = UnsafeMutableBufferPointer<LinkTable.Entry>.allocate(capacity: run.count)
    guard run.read(at: 0, into: UnsafeMutableRawBufferPointer(memory)) else {
      memory.deallocate()
      return nil
    }
    return memory
  }

  /// What all records of a person say; `nil` for a person nobody added.
  ///
  /// Keys are spread evenly, so that a key is near the place that its first bits say.
  func facts(of key: SubjectKey) -> LinkedFacts? {
    if let kept { return Self.facts(of: key, in: kept) }
    var low = 0
    var high = count
    var middle = Int(truncatingIfNeeded: key.high.multipliedFullWidth(by: UInt64(count)).high)
    return withUnsafeTemporaryAllocation(of: LinkTable.Entry.self, capacity: Self.blockCount) {
      while low < high {
        let start = max(low, min(middle - Self.blockCount / 2, high - Self.blockCount))
        let found = min(Self.blockCount, high - start)
        let block = UnsafeMutableBufferPointer(rebasing: $0[..<found])
        let place = start * Self.stride
        guard run.read(at: place, into: UnsafeMutableRawBufferPointer(block)) else { return nil }
        if key < $0[0].key {
          high = start
        } else if $0[found - 1].key < key {
          low = start + found
        } else {
          return $0[..<found].first { $0.key == key }?.facts
        }
        middle = (low + high) / 2
      }
      return nil
    }
  }

  /// Looks for a person from the place on that the first bits of the key say, in steps that double.
  private static func facts(
    of key: SubjectKey, in people: UnsafeMutableBufferPointer<LinkTable.Entry>
  ) -> LinkedFacts? {
    let guess = key.high.multipliedFullWidth(by: UInt64(people.count)).high
    var low = Int(truncatingIfNeeded: guess)
    var high = low
    var step = 64
    while low > 0, key < people[low].key {
      high = low
      low = max(low - step, 0)
      step *= 2
    }
    while high < people.count, !(key < people[high].key) {
      low = high
      high = min(high + step, people.count)
      step *= 2
    }
    while low + 1 < high {
      let middle = (low + high) / 2
      if key < people[middle].key { high = middle } else { low = middle }
    }
    return people[low].key == key ? people[low].facts : nil
  }
}
