#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// That something which waited in a temporary file could not be read back.
///
/// What was found is then incomplete, so nothing that is made of it may be kept.
public struct ScratchFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public let description: String

  /// Describes a failure.
  public init(_ description: String) { self.description = description }
}

/// A temporary file without a name, for what does not fit in memory.
///
/// It is gone when the last reference to it is, and also when the process dies. Only the user that
/// runs the process can read it.
public final class ScratchFile: Sendable {
  /// The open file, to write to in sequence.
  public let descriptor: Int32

  /// Makes a file; `nil` if the folder takes none.
  public init?(in folder: String) {
    for attempt in 0..<1_000 {
      let path = "\(folder)/.custos-\(getpid())-\(attempt).scratch"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        unlink(path)
        self.descriptor = descriptor
        return
      }
      guard errno == EEXIST || errno == EINTR else { return nil }
    }
    return nil
  }

  deinit { close(descriptor) }

  /// Writes bytes behind those written before; `false` if the disk does not take them.
  public func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = write(descriptor, start, rest.count)
      if count < 0 {
        guard errno == EINTR else { return false }
      } else {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
    return true
  }

  /// Reads bytes from a place into a buffer.
  ///
  /// - Returns: How many, fewer than fit only at the end; `nil` if the disk does not give them back.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    var total = 0
    while total < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[total...])
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + total))
      if count < 0 {
        guard errno == EINTR else { return nil }
      } else if count == 0 {
        break
      } else {
        total += count
      }
    }
    return total
  }
}
