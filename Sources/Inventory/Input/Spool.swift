import Glibc

/// A stream that has to be read more than once: what came of it stands in a temporary file without
/// a name, and what has not come yet still waits in the stream.
final class Spool: @unchecked Sendable {
  private let descriptor: Int32
  private let stream: Int32
  private let ownsStream: Bool
  /// How many bytes of the stream stand in the file.
  private var byteCount = 0
  private var isAtEnd = false

  /// Keeps a stream.
  ///
  /// - Parameter ownsStream: Whether the stream is closed with the spool.
  init(of stream: Int32, ownsStream: Bool, in folder: String) throws(ReadFailure) {
    descriptor = try Self.nameless(in: folder)
    self.stream = stream
    self.ownsStream = ownsStream
  }

  deinit {
    close(descriptor)
    if ownsStream { close(stream) }
  }

  /// A new file that has no name any more.
  static func nameless(in folder: String) throws(ReadFailure) -> Int32 {
    var template = Array("\(folder)/custos-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let start = buffer.baseAddress else { return -1 }
      let descriptor = mkstemp(start)
      guard descriptor >= 0 else { return -1 }
      unlink(start)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    }
    guard made >= 0 else { throw .system("cannot be kept in \(folder)", errno) }
    return made
  }

  /// Reads up to a number of bytes from an offset that is not past what was read before; 0 at the
  /// end.
  func read(
    at offset: Int, into target: UnsafeMutableRawPointer, most: Int
  ) throws(ReadFailure) -> Int {
    if offset < byteCount {
      while true {
        let count = pread(descriptor, target, min(most, byteCount - offset), off_t(offset))
        if count > 0 { return count }
        guard count < 0, errno == EINTR else { throw .system("cannot be read again", errno) }
      }
    }
    if isAtEnd { return 0 }
    let count = try ByteSource.read(stream, target, most)
    isAtEnd = count == 0
    try Self.append(UnsafeRawBufferPointer(start: target, count: count), to: descriptor)
    byteCount += count
    return count
  }

  /// Writes all of some bytes.
  static func append(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32
  ) throws(ReadFailure) {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = write(descriptor, start, rest.count)
      if count < 0 {
        guard errno == EINTR else { throw .system("cannot be kept for a second reading", errno) }
      } else {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
