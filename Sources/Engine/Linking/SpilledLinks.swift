import Bytes
import Synchronization

/// The linked facts of people in a file, in order of their keys, in blocks.
///
/// A lookup reads the block where the key should be, and seldom another one, unless the people were taken
/// into memory again, where they are packed closer than in a table that grows. All threads may look up
/// at the same time. The file is read and not mapped: a disk that does not give back what it took is
/// a failure that is told, where a mapping would end the process.
final class SpilledLinks: Sendable {
  /// How many people there are.
  let count: Int
  private let file: ScratchFile
  /// The people in memory, where they were taken back; nobody writes there any more.
  nonisolated(unsafe) private let kept: UnsafeMutableBufferPointer<LinkTable.Entry>?
  /// The first reason why people could not be read back.
  private let trouble = Mutex<ScratchFailure?>(nil)

  private static let blockCount = 128
  private static let stride = MemoryLayout<LinkTable.Entry>.stride

  private init(
    file: ScratchFile, count: Int, kept: UnsafeMutableBufferPointer<LinkTable.Entry>? = nil
  ) {
    self.file = file
    self.count = count
    self.kept = kept
  }

  deinit { kept?.deallocate() }

  /// The same people in memory; `nil` if they need more than some bytes, or the disk does not give them
  /// back.
  func inMemory(atMost bytes: Int) -> SpilledLinks? {
    guard count > 0, count <= bytes / Self.stride else { return nil }
    let memory = UnsafeMutableBufferPointer<LinkTable.Entry>.allocate(capacity: count)
    var start = 0
    while start < count {
      let found = read(
        from: start, upTo: count, into: UnsafeMutableBufferPointer(rebasing: memory[start...]))
      guard found > 0 else {
        memory.deallocate()
        return nil
      }
      start += found
    }
    return SpilledLinks(file: file, count: count, kept: memory)
  }

  /// Writes people, who are in order of their keys and of whom each comes once; `nil` if the disk
  /// does not take them.
  static func write(
    _ entries: some Sequence<LinkTable.Entry>, to folder: String
  ) -> SpilledLinks? {
    guard let file = ScratchFile(in: folder) else { return nil }
    var block: [LinkTable.Entry] = []
    block.reserveCapacity(blockCount)
    var count = 0
    func put() -> Bool {
      count += block.count
      defer { block.removeAll(keepingCapacity: true) }
      return block.withUnsafeBytes { file.append($0) }
    }
    for entry in entries {
      block.append(entry)
      if block.count == blockCount, !put() { return nil }
    }
    guard put() else { return nil }
    return SpilledLinks(file: file, count: count)
  }

  /// Why people could not be read back; `nil` as long as all could.
  var failure: ScratchFailure? { trouble.withLock { $0 } }

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
        let found = read(from: start, upTo: high, into: $0)
        guard found > 0 else { return nil }
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

  /// Reads people from one of them on, as many as fit; none if the disk fails.
  private func read(
    from start: Int, upTo end: Int, into entries: UnsafeMutableBufferPointer<LinkTable.Entry>
  ) -> Int {
    let wanted = min(Self.blockCount, end - start)
    let bytes = file.read(
      at: start * Self.stride,
      into: UnsafeMutableRawBufferPointer(
        start: entries.baseAddress, count: wanted * Self.stride))
    guard bytes == wanted * Self.stride else {
      trouble.withLock { known in
        known = known ?? ScratchFailure("the disk does not give back linked facts that it took")
      }
      return 0
    }
    return wanted
  }

  /// Goes through all people in order of their keys.
  struct Reader: IteratorProtocol {
    private let links: SpilledLinks
    private var block: [LinkTable.Entry] = []
    private var index = 0
    private var position = 0

    init(_ links: SpilledLinks) { self.links = links }

    mutating func next() -> LinkTable.Entry? {
      if index == block.count, !fill() { return nil }
      index += 1
      return block[index - 1]
    }

    private mutating func fill() -> Bool {
      guard position < links.count else { return false }
      block = Array(unsafeUninitializedCapacity: SpilledLinks.blockCount) { buffer, count in
        count = links.read(from: position, upTo: links.count, into: buffer)
      }
      position += block.count
      index = 0
      return !block.isEmpty
    }
  }
}

/// The people of several parts in order of their keys, the facts of the same person put together.
struct MergedLinks: Sequence, IteratorProtocol {
  private var readers: [SpilledLinks.Reader]
  private var heads: [LinkTable.Entry?]

  init(_ parts: [SpilledLinks]) {
    readers = parts.map { SpilledLinks.Reader($0) }
    heads = readers.indices.map { _ in nil }
    for index in readers.indices { heads[index] = readers[index].next() }
  }

  mutating func next() -> LinkTable.Entry? {
    guard let least = heads.compactMap({ $0?.key }).min() else { return nil }
    var merged: LinkTable.Entry?
    for index in heads.indices {
      guard let head = heads[index], head.key == least else { continue }
      if merged == nil { merged = head } else { merged?.facts.merge(head.facts) }
      heads[index] = readers[index].next()
    }
    return merged
  }
}
