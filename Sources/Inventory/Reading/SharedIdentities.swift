import Synchronization

/// The ids of the records of a dataset whose rows stand in several files, which threads may read
/// at the same time.
final class SharedIdentities: Sendable {
  private let identities = Mutex<RecordIdentities?>(nil)

  /// Whether ids were left out for want of room.
  var isFull: Bool { identities.withLock { $0?.isFull ?? false } }

  /// As ``RecordIdentities/insert(_:mark:)``; a record that is read once more is no second one.
  func insert(_ id: UnsafeBufferPointer<UInt8>, mark: SourceMark) -> SourceMark? {
    let address = UInt(bitPattern: id.baseAddress)
    let count = id.count
    return identities.withLock { table in
      if table == nil { table = RecordIdentities(temporaryFolder: nil, bound: 1 << 20) }
      let bytes = UnsafeBufferPointer(
        start: UnsafePointer<UInt8>(bitPattern: address), count: count)
      let first = table?.insert(bytes, mark: mark)
      return first == mark ? nil : first
    }
  }
}
