import Bytes
import Diagnostics
import Glibc

/// A stream that has to be read more than once: what came of it stands in a temporary file without
/// a name, and what has not come yet still waits in the stream.
final class Spool: @unchecked Sendable {
  private let file: ScratchFile
  private let stream: Int32
  private let ownsStream: Bool
  /// How many bytes of the stream stand in the file.
  private var byteCount = 0
  private var isAtEnd = false

  /// Keeps a stream.
  ///
  /// - Parameters:
  ///   - taken: What was taken of the stream already.
  ///   - ownsStream: Whether the stream is closed with the spool.
  init(
    of stream: Int32, after taken: [UInt8] = [], ownsStream: Bool, in folder: String
  ) throws(InputFailure) {
    guard let file = ScratchFile(in: folder) else {
      throw .system("cannot be kept in \(folder)", errno)
    }
    self.file = file
    self.stream = stream
    self.ownsStream = ownsStream
    guard taken.withUnsafeBytes(file.append) else {
      throw .system("cannot be kept for a second reading", errno)
    }
    byteCount = taken.count
  }

  deinit {
    if ownsStream { close(stream) }
  }

  /// Reads up to a number of bytes from an offset that is not past what was read before; 0 at the
  /// end.
  func read(
    at offset: Int, into target: UnsafeMutableRawPointer, most: Int
  ) throws(InputFailure) -> Int {
    if offset < byteCount {
      let count = file.read(
        at: offset,
        into: UnsafeMutableRawBufferPointer(start: target, count: min(most, byteCount - offset)))
      guard let count, count > 0 else { throw .system("cannot be read again", errno) }
      return count
    }
    if isAtEnd { return 0 }
    let count = try ByteSource.read(stream, target, most)
    isAtEnd = count == 0
    guard file.append(UnsafeRawBufferPointer(start: target, count: count)) else {
      throw .system("cannot be kept for a second reading", errno)
    }
    byteCount += count
    return count
  }
}
