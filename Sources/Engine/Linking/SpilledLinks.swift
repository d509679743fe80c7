import Bytes
import Glibc

/// The linked facts of people in a file, in order of their keys.
///
/// The file is mapped, so that a lookup costs no call of the system where the disk's cache has it. All
/// threads may look up at the same time.
final class SpilledLinks: Sendable {
  /// How many people there are.
  let count: Int
  private let file: ScratchFile
  nonisolated(unsafe) private let entries: UnsafeBufferPointer<LinkTable.Entry>

  /// How many entries are written, or read in their order, at a time.
  private static let blockCount = 128
  private static let stride = MemoryLayout<LinkTable.Entry>.stride

  private init?(file: ScratchFile, count: Int) {
    self.file = file
    self.count = count
    guard count > 0 else {
      entries = UnsafeBufferPointer(start: nil, count: 0)
      return
    }
    let memory = mmap(nil, count * Self.stride, PROT_READ, MAP_SHARED, file.descriptor, 0)
    guard let memory, memory != MAP_FAILED else { return nil }
    // Keys come in no order: reading ahead would only push out what is needed.
    madvise(memory, count * Self.stride, MADV_RANDOM)
    entries = UnsafeBufferPointer(
      start: memory.bindMemory(to: LinkTable.Entry.self, capacity: count), count: count)
  }

  deinit {
    if let start = entries.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), count * Self.stride)
    }
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

  /// What all records of a person say; `nil` for a person nobody added.
  func facts(of key: SubjectKey) -> LinkedFacts? {
    var (low, high) = range(of: key)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < count && entries[low].key == key ? entries[low].facts : nil
  }

  /// Where a key can be.
  ///
  /// Keys are spread evenly, so that a key is near the place that its first bits say; from there the
  /// range is widened until it holds the key.
  private func range(of key: SubjectKey) -> (low: Int, high: Int) {
    let guess = Int(truncatingIfNeeded: key.high.multipliedFullWidth(by: UInt64(count)).high)
    var reach = Self.blockCount
    var low = max(0, guess - reach)
    while low > 0, key < entries[low].key {
      reach *= 4
      low = max(0, guess - reach)
    }
    reach = Self.blockCount
    var high = min(count, guess + reach)
    while high < count, entries[high].key < key {
      reach *= 4
      high = min(count, guess + reach)
    }
    return (low, min(count, high + 1))
  }

  private func read(block: Int) -> [LinkTable.Entry] {
    let start = block * Self.blockCount
    return start < count ? Array(entries[start..<min(count, start + Self.blockCount)]) : []
  }

  /// Goes through all people in order of their keys.
  struct Reader: IteratorProtocol {
    private let links: SpilledLinks
    private var block: [LinkTable.Entry] = []
    private var index = 0
    private var nextBlock = 0

    init(_ links: SpilledLinks) { self.links = links }

    mutating func next() -> LinkTable.Entry? {
      if index == block.count, !fill() { return nil }
      index += 1
      return block[index - 1]
    }

    private mutating func fill() -> Bool {
      block = links.read(block: nextBlock)
      nextBlock += 1
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
