import Synchronization

/// The ids of the records of a dataset whose rows stand in several files, which threads may read
/// at the same time.
final class SharedIdentities: Sendable {
  /// The most ids that are kept.
  private static let most = 1 << 20

  private struct Table {
    let seed = UInt64.random(in: .min ... .max) | 1
    var marks: [UInt64: SourceMark] = [:]
    var isFull = false
  }

  private let table = Mutex(Table())

  /// Whether ids were left out for want of room.
  var isFull: Bool { table.withLock { $0.isFull } }

  /// Adds an id; gives the place of an earlier one, unless it is this one, read once more.
  func insert(_ id: UnsafeBufferPointer<UInt8>, mark: SourceMark) -> SourceMark? {
    let address = UInt(bitPattern: id.baseAddress)
    let count = id.count
    return table.withLock { table in
      let bytes = UnsafeBufferPointer(
        start: UnsafePointer<UInt8>(bitPattern: address), count: count)
      let hash = RecordIdentities.hash(bytes, table.seed)
      if let first = table.marks[hash] { return first == mark ? nil : first }
      if table.marks.count < Self.most {
        table.marks[hash] = mark
      } else {
        table.isFull = true
      }
      return nil
    }
  }
}
