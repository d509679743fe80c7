import Glibc
import Synchronization

/// Records that wait on the disk one after the other: those of different lengths each after its
/// length, in four bytes.
///
/// Its part of the file is gone when the last run of the file is.
public final class ScratchRun<Record: ScratchRecord>: Sendable {
  /// How many records there are.
  public let count: Int
  /// How often its records were joined from smaller runs.
  @usableFromInline let level: Int
  @usableFromInline let file: ScratchFile
  /// Where in the file it begins.
  public let start: Int
  @usableFromInline let trouble = ScratchTrouble()

  @usableFromInline
  init(file: ScratchFile, start: Int, count: Int, level: Int) {
    self.file = file
    self.start = start
    self.count = count
    self.level = level
  }

  /// Writes records as they come behind what a file has; `nil` if the disk does not take them.
  ///
  /// - Parameter size: How many bytes the file has; afterwards, with the run.
  @inlinable
  static func write(
    _ records: some Sequence<Record>, to file: ScratchFile, size: inout Int, level: Int = 0
  ) -> ScratchRun? {
    let atOnce = records.withContiguousStorageIfAvailable { records -> (count: Int, bytes: Int?)? in
      Record.bytes(of: records).map { (records.count, file.append($0) ? $0.count : nil) }
    }
    if let atOnce, let atOnce {
      guard let bytes = atOnce.bytes else { return nil }
      defer { size += bytes }
      return ScratchRun(file: file, start: size, count: atOnce.count, level: level)
    }
    var output = OutputBuffer(fileDescriptor: file.descriptor)
    var packing = Packing<Record>()
    var count = 0
    for record in records {
      packing.put(record) { output.write(contentsOf: $0) }
      count += 1
    }
    do throws(OutputFailure) { try output.finish() } catch { return nil }
    defer { size += output.count }
    return ScratchRun(file: file, start: size, count: count, level: level)
  }

  /// Why records could not be read back; `nil` as long as all could.
  public var failure: ScratchFailure? { trouble.failure }

  /// Reads the record at a place that a reader told.
  ///
  /// - Throws: The disk does not give it back, which ``failure`` says from then on.
  @inlinable
  public func record(at position: Int) throws(ScratchFailure) -> Record {
    do throws(ScratchFailure) {
      var reader = Reader(self, at: position)
      return try reader.readNext()
    } catch {
      trouble.note(error)
      throw error
    }
  }

  /// Reads bytes from a place of the run into a buffer; `false` if the disk does not give them back,
  /// which ``failure`` says from then on.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    guard file.read(at: start + offset, into: buffer) == buffer.count else {
      trouble.note(.lost)
      return false
    }
    return true
  }

  /// Brings the records into order where they are.
  ///
  /// It takes all of them into memory.
  @inlinable
  func sort() throws(ScratchFailure) {
    let room = UnsafeMutableBufferPointer<Record>.allocate(capacity: count)
    defer { room.deallocate() }
    if let bytes = Record.bytes(of: UnsafeBufferPointer(room)) {
      guard read(at: 0, into: UnsafeMutableRawBufferPointer(room)) else { throw .lost }
      var sorted = room
      sorted.sort { Record.precedes($0.key, $1.key) }
      return try overwrite(bytes)
    }
    var records: [Record] = []
    var reader = Reader(self)
    while let record = reader.next() { records.append(record) }
    if let failure { throw failure }
    records.sort { Record.precedes($0.key, $1.key) }
    var bytes: [UInt8] = []
    var packing = Packing<Record>()
    for record in records { packing.put(record) { bytes.append(contentsOf: $0) } }
    try bytes.withUnsafeBufferPointer { (bytes) throws(ScratchFailure) in
      try overwrite(UnsafeRawBufferPointer(bytes))
    }
  }

  @usableFromInline
  func overwrite(_ bytes: UnsafeRawBufferPointer) throws(ScratchFailure) {
    let count = pwrite(file.descriptor, bytes.baseAddress, bytes.count, off_t(start))
    guard count == bytes.count else { throw ScratchFailure("the disk takes nothing more") }
  }
}

/// Makes the bytes of records, in a room that is used again.
@usableFromInline
struct Packing<Record: ScratchRecord> {
  @usableFromInline var room: [UInt8] = []

  @inlinable
  init() {}

  /// Gives the bytes of a record, its length first where lengths differ.
  @inlinable
  mutating func put(_ record: Record, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    room.removeAll(keepingCapacity: true)
    record.pack(into: &room)
    if Record.byteCount == nil {
      withUnsafeBytes(of: UInt32(room.count).littleEndian) { length in
        length.withMemoryRebound(to: UInt8.self, body)
      }
    }
    room.withUnsafeBufferPointer(body)
  }
}

/// The first reason why something could not be read back, for all threads that read.
@usableFromInline
final class ScratchTrouble: Sendable {
  private let first = Mutex<ScratchFailure?>(nil)

  @usableFromInline
  init() {}

  @usableFromInline var failure: ScratchFailure? { first.withLock { $0 } }

  @usableFromInline
  func note(_ failure: ScratchFailure) {
    first.withLock { known in known = known ?? failure }
  }
}
