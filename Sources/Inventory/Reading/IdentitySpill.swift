import Bytes
import Diagnostics
import Glibc

/// Hashes of ids in a temporary file, in runs that are sorted and merged in the end.
final class IdentitySpill {
  private typealias Entry = RecordIdentities.Entry

  /// A run, and how much of it was read.
  private struct Run {
    var next: Int
    var end: Int
    var buffer: [Entry] = []
    var index = 0
  }

  /// How many entries of a run are read at a time.
  private static let bufferCount = 256

  private let file: ScratchFile
  private var runs: [Run] = []
  private var byteCount = 0

  init(in folder: String) throws(InputFailure) {
    guard let file = ScratchFile(in: folder) else {
      throw .system("cannot be kept in \(folder)", errno)
    }
    self.file = file
  }

  /// Puts entries away as they are.
  func add(_ entries: UnsafeMutableBufferPointer<RecordIdentities.Entry>) throws(InputFailure) {
    guard !entries.isEmpty else { return }
    let bytes = UnsafeRawBufferPointer(entries)
    guard file.append(bytes) else {
      throw .system("cannot be kept for a second reading", errno)
    }
    runs.append(Run(next: byteCount, end: byteCount + bytes.count))
    byteCount += bytes.count
  }

  /// Gives all entries in the order in which they were put away.
  func visit(_ body: (RecordIdentities.Entry) -> Void) throws(InputFailure) {
    for var run in runs {
      while let entry = try next(of: &run) { body(entry) }
    }
  }

  /// Sorts entries and tells the places of those of the same hash, each with the first of them.
  static func compare(
    _ entries: UnsafeMutableBufferPointer<RecordIdentities.Entry>,
    _ body: (SourceMark, SourceMark) -> Void
  ) {
    sort(entries)
    var first = 0
    for index in entries.indices.dropFirst() {
      if entries[index].hash == entries[first].hash {
        body(entries[first].mark, entries[index].mark)
      } else {
        first = index
      }
    }
  }

  private static func sort(_ entries: UnsafeMutableBufferPointer<Entry>) {
    var sorted = entries
    sorted.sort { ($0.hash, $0.mark.bits) < ($1.hash, $1.mark.bits) }
  }

  /// Tells the places of entries of the same hash, each with the first one of them.
  func merge(_ body: (SourceMark, SourceMark) -> Void) throws(InputFailure) {
    var heap = MergeHeap()
    var runs = runs
    for index in runs.indices {
      try sort(runs[index])
      if let entry = try next(of: &runs[index]) { heap.insert(entry, run: index) }
    }
    var first: Entry?
    while let lowest = heap.lowest {
      if let first, first.hash == lowest.entry.hash {
        body(first.mark, lowest.entry.mark)
      } else {
        first = lowest.entry
      }
      heap.replaceLowest(with: try next(of: &runs[lowest.run]))
    }
  }

  /// Sorts a run where it is.
  private func sort(_ run: Run) throws(InputFailure) {
    let count = (run.end - run.next) / MemoryLayout<Entry>.stride
    let entries = UnsafeMutableBufferPointer<Entry>.allocate(capacity: count)
    defer { entries.deallocate() }
    let length = run.end - run.next
    guard file.read(at: run.next, into: UnsafeMutableRawBufferPointer(entries)) == length else {
      throw .system("cannot be read again", errno)
    }
    Self.sort(entries)
    guard pwrite(file.descriptor, entries.baseAddress, length, off_t(run.next)) == length else {
      throw .system("cannot be sorted", errno)
    }
  }

  /// Takes the next entry of a run; `nil` at its end.
  private func next(of run: inout Run) throws(InputFailure) -> Entry? {
    if run.index == run.buffer.count, try !fill(&run) { return nil }
    run.index += 1
    return run.buffer[run.index - 1]
  }

  private func fill(_ run: inout Run) throws(InputFailure) -> Bool {
    let stride = MemoryLayout<Entry>.stride
    let count = min(Self.bufferCount, (run.end - run.next) / stride)
    guard count > 0 else { return false }
    var buffer = [Entry](repeating: Entry(hash: 0, mark: .none), count: count)
    let read = buffer.withUnsafeMutableBytes { file.read(at: run.next, into: $0) }
    guard read == count * stride else { throw .system("cannot be read again", errno) }
    run.next += count * stride
    run.buffer = buffer
    run.index = 0
    return true
  }
}

/// The next entry of each run, the lowest first: a binary heap.
private struct MergeHeap {
  typealias Item = (entry: RecordIdentities.Entry, run: Int)

  private var items: [Item] = []

  var lowest: Item? { items.first }

  mutating func insert(_ entry: RecordIdentities.Entry, run: Int) {
    items.append((entry, run))
    var index = items.count - 1
    while index > 0, precedes(items[index], items[(index - 1) / 2]) {
      items.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  /// Puts the next entry of the same run in the place of the lowest one.
  mutating func replaceLowest(with entry: RecordIdentities.Entry?) {
    if let entry {
      items[0].entry = entry
    } else {
      items[0] = items[items.count - 1]
      items.removeLast()
    }
    var index = 0
    while true {
      var least = index
      for child in 2 * index + 1..<min(2 * index + 3, max(items.count, 2 * index + 1)) {
        if precedes(items[child], items[least]) { least = child }
      }
      if least == index { return }
      items.swapAt(index, least)
      index = least
    }
  }

  private func precedes(_ left: Item, _ right: Item) -> Bool {
    (left.entry.hash, left.entry.mark.bits) < (right.entry.hash, right.entry.mark.bits)
  }
}
