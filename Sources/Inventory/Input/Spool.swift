import Glibc

/// A temporary file without a name, for a stream that has to be read twice.
final class Spool: @unchecked Sendable {
  let descriptor: Int32

  init(in folder: String) throws(ReadFailure) {
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
    descriptor = made
  }

  deinit { close(descriptor) }

  func append(_ bytes: UnsafeRawBufferPointer) throws(ReadFailure) {
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

  func rewind() throws(ReadFailure) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .system("cannot be rewound", errno) }
  }
}
