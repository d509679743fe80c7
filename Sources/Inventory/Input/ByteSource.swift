import Diagnostics
import Glibc
import Tables

/// The bytes of one input, in order, and a second time if asked.
final class ByteSource {
  private enum Origin {
    case memory([UInt8], next: Int)
    case descriptor(Int32)
    case spool(Spool)
    case text(TextStream)
  }

  private var origin: Origin
  private var ownsDescriptor = false
  /// What was taken of a stream before, to tell what it is.
  private var held: ArraySlice<UInt8> = []
  /// Sees every chunk that is read.
  private let tap: ((Int, UnsafeRawBufferPointer) -> Void)?
  /// The most bytes that are asked for at a time.
  private let limit: Int
  private(set) var byteCount = 0
  /// Tells whether a regular file is the same as before; `nil` for streams.
  private(set) var stamp: FileStamp?

  /// Opens an input, or the spool that an earlier reading left.
  init(
    _ input: InventoryInput, spool: Spool?, keepsStream: Bool, limit: Int?,
    temporaryFolder: String, tap: ((Int, UnsafeRawBufferPointer) -> Void)?
  ) throws(InputFailure) {
    self.tap = tap
    self.limit = limit ?? .max
    if let spool {
      origin = .spool(spool)
      return
    }
    switch input.source {
    case .memory(let bytes):
      origin = .memory(bytes, next: 0)
    case .standardInput(let taken):
      origin = .descriptor(0)
      held = taken[...]
      try prepare(0, keepsStream, temporaryFolder, isInput: true)
    case .file(let path):
      let descriptor = try Self.open(path)
      origin = .descriptor(descriptor)
      ownsDescriptor = true
      try prepare(descriptor, keepsStream, temporaryFolder, isInput: false)
    }
  }

  /// Bytes in memory that were read before.
  init(_ bytes: [UInt8] = []) {
    origin = .memory(bytes, next: 0)
    tap = nil
    limit = .max
  }

  /// The text in UTF-8 of bytes that are UTF-16.
  ///
  /// - Parameter start: The first of them, which were read already.
  init(decoding source: ByteSource, after start: [UInt8]) throws(InputFailure) {
    var start = start
    do throws(InputFailure) {
      origin = .text(
        try TextStream(
          { (target, most) throws(InputFailure) in
            if start.isEmpty { return try source.read(into: target, most: most) }
            let count = min(most, start.count)
            start.withUnsafeBytes { bytes in
              if let base = bytes.baseAddress { target.copyMemory(from: base, byteCount: count) }
            }
            start.removeFirst(count)
            return count
          }, declared: .utf16))
    } catch {
      throw InputFailure("reader.encoding", error.message)
    }
    tap = nil
    limit = .max
  }

  deinit {
    if ownsDescriptor, case .descriptor(let descriptor) = origin { close(descriptor) }
  }

  /// What a stream is kept in, for the next reading.
  var keptSpool: Spool? {
    if case .spool(let spool) = origin { spool } else { nil }
  }

  private static func open(_ path: String) throws(InputFailure) -> Int32 {
    do throws(InputOpening.Failure) { return try InputOpening.open(path) } catch {
      throw InputFailure(error.code, error.message, hint: error.hint)
    }
  }

  private func prepare(
    _ descriptor: Int32, _ keepsStream: Bool, _ temporaryFolder: String, isInput: Bool
  ) throws(InputFailure) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system("cannot be read", errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG where !isInput:
      stamp = FileStamp(
        device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
        seconds: Int64(status.st_mtim.tv_sec), nanoseconds: Int64(status.st_mtim.tv_nsec))
    case S_IFDIR:
      throw InputFailure("reader.unreadable", "is a folder, not a file")
    case S_IFBLK:
      throw InputFailure("reader.unreadable", "is a device, not a file")
    case S_IFCHR where !isInput:
      throw InputFailure("reader.unreadable", "is a device, not a file")
    default:
      guard keepsStream else { return }
      let spool = try Spool(
        of: descriptor, after: Array(held), ownsStream: ownsDescriptor, in: temporaryFolder)
      held = []
      origin = .spool(spool)
      ownsDescriptor = false
    }
  }

  /// Reads up to a number of bytes; 0 at the end.
  func read(
    into target: UnsafeMutableRawPointer, most wanted: Int
  ) throws(InputFailure) -> Int {
    let most = min(wanted, limit)
    let count: Int
    switch origin {
    case .memory(let bytes, let next):
      count = min(most, bytes.count - next)
      bytes.withUnsafeBytes { source in
        guard count > 0, let start = source.baseAddress else { return }
        target.copyMemory(from: start + next, byteCount: count)
      }
      origin = .memory(bytes, next: next + count)
    case .descriptor where !held.isEmpty:
      let part = held.prefix(most)
      part.withUnsafeBytes { source in
        if let start = source.baseAddress { target.copyMemory(from: start, byteCount: part.count) }
      }
      held = held.dropFirst(part.count)
      count = part.count
    case .descriptor(let descriptor):
      count = try Self.read(descriptor, target, most)
    case .text(var stream):
      do throws(InputFailure) {
        count = try stream.read(into: target.assumingMemoryBound(to: UInt8.self), most: most)
      } catch {
        throw InputFailure("reader.encoding", error.message)
      }
      origin = .text(stream)
    case .spool(let spool):
      count = try spool.read(at: byteCount, into: target, most: most)
    }
    let chunk = UnsafeRawBufferPointer(start: target, count: count)
    if count > 0 { tap?(byteCount, chunk) }
    byteCount += count
    return count
  }

  /// Reads a file on to its end, so that whoever sees the bytes has seen all of them.
  ///
  /// A stream need not have an end. What cannot be read is left: the reading has failed already, and
  /// was told of.
  func drain() {
    guard tap != nil, stamp != nil else { return }
    let room = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { room.deallocate() }
    while let count = try? read(into: room, most: 1 << 16), count > 0 {}
  }

  /// Reads up to a number of bytes from a descriptor; 0 at the end.
  static func read(
    _ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ most: Int
  ) throws(InputFailure) -> Int {
    while true {
      let count = Glibc.read(descriptor, target, most)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .system("cannot be read", errno) }
    }
  }
}
