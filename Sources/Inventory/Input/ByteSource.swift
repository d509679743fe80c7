import Glibc

/// The bytes of one input, in order, and a second time if asked.
final class ByteSource {
  private enum Origin {
    case memory([UInt8], next: Int)
    case descriptor(Int32)
  }

  private var origin: Origin
  /// Where a stream is kept for a second reading.
  private var spool: Spool?
  private let ownsDescriptor: Bool
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
  ) throws(ReadFailure) {
    self.tap = tap
    self.limit = limit ?? .max
    switch input.source {
    case .memory(let bytes):
      origin = .memory(bytes, next: 0)
      ownsDescriptor = false
      return
    case .standardInput:
      origin = .descriptor(spool?.descriptor ?? 0)
      ownsDescriptor = false
    case .file(let path):
      if let spool {
        origin = .descriptor(spool.descriptor)
        ownsDescriptor = false
      } else {
        origin = .descriptor(try Self.open(path))
        ownsDescriptor = true
      }
    }
    if let spool {
      try spool.rewind()
    } else {
      try prepare(keepsStream, temporaryFolder, isInput: input.source.isStandardInput)
    }
  }

  deinit {
    if ownsDescriptor, case .descriptor(let descriptor) = origin { close(descriptor) }
  }

  /// The spool of a stream, for the next reading.
  var keptSpool: Spool? { spool }

  private static func open(_ path: String) throws(ReadFailure) -> Int32 {
    do throws(InputOpening.Failure) { return try InputOpening.open(path) } catch {
      throw ReadFailure(error.code, error.message, hint: error.hint)
    }
  }

  private func prepare(
    _ keepsStream: Bool, _ temporaryFolder: String, isInput: Bool
  ) throws(ReadFailure) {
    guard case .descriptor(let descriptor) = origin else { return }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system("cannot be read", errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG where !isInput:
      stamp = FileStamp(
        device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
        seconds: Int64(status.st_mtim.tv_sec), nanoseconds: Int64(status.st_mtim.tv_nsec))
    case S_IFDIR:
      throw ReadFailure("reader.unreadable", "is a folder, not a file")
    case S_IFBLK:
      throw ReadFailure("reader.unreadable", "is a device, not a file")
    case S_IFCHR where !isInput:
      throw ReadFailure("reader.unreadable", "is a device, not a file")
    default:
      if keepsStream { spool = try Spool(in: temporaryFolder) }
    }
  }

  /// Reads up to a number of bytes; 0 at the end.
  func read(
    into target: UnsafeMutableRawPointer, most wanted: Int
  ) throws(ReadFailure) -> Int {
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
    case .descriptor(let descriptor):
      count = try Self.read(descriptor, target, most)
    }
    let chunk = UnsafeRawBufferPointer(start: target, count: count)
    if count > 0 { tap?(byteCount, chunk) }
    byteCount += count
    try spool?.append(chunk)
    return count
  }

  private static func read(
    _ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ most: Int
  ) throws(ReadFailure) -> Int {
    while true {
      let count = Glibc.read(descriptor, target, most)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .system("cannot be read", errno) }
    }
  }
}

extension InventoryInput.Source {
  var isStandardInput: Bool {
    if case .standardInput = self { true } else { false }
  }
}
