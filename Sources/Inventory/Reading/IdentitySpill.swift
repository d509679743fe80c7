import Glibc

/// Hashes of ids in a temporary file, in sorted runs that are merged in the end.
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

  private let file: Spool
  private var runs: [Run] = []
  private var byteCount = 0

  init(in folder: String) throws(ReadFailure) {
    file = try Spool(in: folder)
  }

  /// Sorts entries and puts them away.
  func add(_ entries: UnsafeMutableBufferPointer<RecordIdentities.Entry>) throws(ReadFailure) {
    guard !entries.isEmpty else { return }
    var sorted = entries
    sorted.sort { Self.precedes($0, $1) }
    let bytes = UnsafeRawBufferPointer(entries)
    try file.append(bytes)
    runs.append(Run(next: byteCount, end: byteCount + bytes.count))
    byteCount += bytes.count
  }

  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    (left.hash, left.mark.bits) < (right.hash, right.mark.bits)
  }

  /// Tells the places of entries of the same hash, each with the first one of them.
  func merge(_ body: (SourceMark, SourceMark) -> Void) throws(ReadFailure) {
    var first: Entry?
    while let entry = try takeLowest() {
      if let first, first.hash == entry.hash {
        body(first.mark, entry.mark)
      } else {
        first = entry
      }
    }
  }

  /// The lowest entry of all runs; there are few runs, so that they are simply looked through.
  private func takeLowest() throws(ReadFailure) -> Entry? {
    var lowest: Entry?
    var owner = -1
    for index in runs.indices {
      guard let entry = try head(of: index) else { continue }
      if let lowest, !Self.precedes(entry, lowest) { continue }
      lowest = entry
      owner = index
    }
    if owner >= 0 { runs[owner].index += 1 }
    return lowest
  }

  private func head(of index: Int) throws(ReadFailure) -> Entry? {
    if runs[index].index < runs[index].buffer.count {
      return runs[index].buffer[runs[index].index]
    }
    let stride = MemoryLayout<Entry>.stride
    let count = min(Self.bufferCount, (runs[index].end - runs[index].next) / stride)
    guard count > 0 else { return nil }
    var buffer = [Entry](repeating: Entry(hash: 0, mark: .none), count: count)
    let read = buffer.withUnsafeMutableBytes {
      pread(file.descriptor, $0.baseAddress, count * stride, off_t(runs[index].next))
    }
    guard read == count * stride else { throw .system("cannot be read again", errno) }
    runs[index].next += read
    runs[index].buffer = buffer
    runs[index].index = 0
    return buffer[0]
  }
}
