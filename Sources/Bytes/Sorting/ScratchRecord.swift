/// A record that may wait on the disk, in an order.
public protocol ScratchRecord: Sendable {
  /// What the order is told by; it is made once for each reading of a record.
  associatedtype Key

  /// What the order of this record is told by.
  var key: Key { get }

  /// Whether the record of one key comes before that of another.
  static func precedes(_ left: Key, _ right: Key) -> Bool

  /// How many bytes each record takes; `nil` where they differ.
  static var byteCount: Int? { get }

  /// Writes the record behind the bytes of a room.
  func pack(into room: inout [UInt8])

  /// Reads a record that ``pack(into:)`` wrote.
  ///
  /// - Throws: Bytes that are no record, so that the disk does not give back what it took.
  init(packed bytes: UnsafeRawBufferPointer) throws(ScratchFailure)

  /// The bytes of records that wait as they are in memory; `nil` where each is packed.
  static func bytes(of records: UnsafeBufferPointer<Self>) -> UnsafeRawBufferPointer?

  /// Whether records of one key are made one when runs are merged.
  static var combines: Bool { get }

  /// Takes up a later record of the same key, where records ``combines``.
  mutating func absorb(_ later: Self)
}

extension ScratchRecord {
  @inlinable public static var combines: Bool { false }
  @inlinable public mutating func absorb(_ later: Self) {}

  @inlinable
  public static func bytes(of records: UnsafeBufferPointer<Self>) -> UnsafeRawBufferPointer? {
    nil
  }
}

/// A record without references, which waits on the disk as it is in memory.
public protocol FlatScratchRecord: ScratchRecord, BitwiseCopyable {}

extension FlatScratchRecord {
  @inlinable public static var byteCount: Int? { MemoryLayout<Self>.stride }

  @inlinable
  public static func bytes(of records: UnsafeBufferPointer<Self>) -> UnsafeRawBufferPointer? {
    UnsafeRawBufferPointer(records)
  }

  @inlinable
  public func pack(into room: inout [UInt8]) {
    withUnsafeBytes(of: self) { bytes in
      room.append(contentsOf: bytes)
      // Between two records there may be more bytes than they have.
      let gap = MemoryLayout<Self>.stride - bytes.count
      if gap > 0 { room.append(contentsOf: repeatElement(0, count: gap)) }
    }
  }

  @inlinable
  public init(packed bytes: UnsafeRawBufferPointer) throws(ScratchFailure) {
    self = bytes.loadUnaligned(as: Self.self)
  }
}
