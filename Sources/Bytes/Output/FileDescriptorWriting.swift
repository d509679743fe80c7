#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes all bytes to a file descriptor, through interruptions and short writes.
///
/// Whoever wants an error instead of a dead process ignores `SIGPIPE` and `SIGXFSZ` at the start.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(OutputFailure) {
  var offset = 0
  while offset < bytes.count {
    let written = write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
    if written > 0 {
      offset += written
    } else if written == 0 {
      throw OutputFailure(code: .system, message: "write took no bytes")
    } else if errno != EINTR {
      throw OutputFailure.afterCall("write")
    }
  }
}

extension OutputFailure {
  /// The failure that `errno` names after a call.
  static func afterCall(_ call: String, _ path: String? = nil) -> OutputFailure {
    let number = errno
    let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
    let place = path.map { " \"\($0)\"" } ?? ""
    return OutputFailure(
      code: .system, message: "cannot \(call)\(place): \(reason)", errorNumber: number)
  }
}
