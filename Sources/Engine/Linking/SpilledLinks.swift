import Bytes

/// The linked facts of people in a file, in order of their keys, in blocks of which each is known
/// by its first key.
///
/// A lookup reads one block. All threads may look up at the same time.
final class SpilledLinks: Sendable {
  /// How many people there are.
  let count: Int
  private let file: ScratchFile
  private let firstKeys: [SubjectKey]

  private static let blockCount = 128
  private static let stride = MemoryLayout<LinkTable.Entry>.stride

  private init(file: ScratchFile, count: Int, firstKeys: [SubjectKey]) {
    self.file = file
    self.count = count
    self.firstKeys = firstKeys
  }

  /// Writes people, who are in order of their keys and of whom each comes once; `nil` if the disk
  /// does not take them.
  static func write(
    _ entries: some Sequence<LinkTable.Entry>, to folder: String
  ) -> SpilledLinks? {
    guard let file = ScratchFile(in: folder) else { return nil }
    var block: [LinkTable.Entry] = []
    block.reserveCapacity(blockCount)
    var firstKeys: [SubjectKey] = []
    var count = 0
    func put() -> Bool {
      guard let first = block.first else { return true }
      firstKeys.append(first.key)
      count += block.count
      defer { block.removeAll(keepingCapacity: true) }
      return block.withUnsafeBytes { file.append($0) }
    }
    for entry in entries {
      block.append(entry)
      if block.count == blockCount, !put() { return nil }
    }
    guard put() else { return nil }
    return SpilledLinks(file: file, count: count, firstKeys: firstKeys)
  }

  /// What all records of a person say; `nil` for a person nobody added.
  func facts(of key: SubjectKey) -> LinkedFacts? {
    var low = 0
    var high = firstKeys.count
    while low < high {
      let middle = (low + high) / 2
      if key < firstKeys[middle] { high = middle } else { low = middle + 1 }
    }
    guard low > 0 else { return nil }
    return withUnsafeTemporaryAllocation(of: LinkTable.Entry.self, capacity: Self.blockCount) {
      let found = read(block: low - 1, into: $0)
      return $0[..<found].first { $0.key == key }?.facts
    }
  }

  private func read(
    block: Int, into entries: UnsafeMutableBufferPointer<LinkTable.Entry>
  ) -> Int {
    let bytes = file.read(
      at: block * Self.blockCount * Self.stride, into: UnsafeMutableRawBufferPointer(entries))
    guard let bytes else {
      preconditionFailure("the disk does not give back linked facts that it took")
    }
    return bytes / Self.stride
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
      guard nextBlock < links.firstKeys.count else { return false }
      block = Array(unsafeUninitializedCapacity: SpilledLinks.blockCount) { buffer, count in
        count = links.read(block: nextBlock, into: buffer)
      }
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
