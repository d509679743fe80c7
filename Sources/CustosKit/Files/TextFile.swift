import Diagnostics
import Glibc
import Inventory

/// Reads small text files whole.
enum TextFile {
  /// Why a file could not be read.
  struct Failure: Error {
    var diagnostic: Diagnostic
  }

  /// The most bytes that are read.
  static let limit = 256_000_000

  /// The bytes of a file.
  ///
  /// - Parameter limit: How many it may have at most.
  static func readBytes(_ path: String, limit: Int = limit) -> Result<[UInt8], Failure> {
    let descriptor: Int32
    do { descriptor = try InputOpening.open(path) } catch {
      return .failure(failure(path, error.message, hint: error.hint))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    // A file that says how long it is need not be copied while it is read.
    var status = stat()
    if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(min(Int(status.st_size), limit)) }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .failure(failure(path, String(cString: strerror(errno)))) }
      if count == 0 { return .success(bytes) }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        return .failure(failure(path, "the file is larger than \(limit) bytes"))
      }
    }
  }

  /// The first bytes of a file, at most 4,096; none if it cannot be read.
  static func start(of path: String) -> [UInt8] {
    guard let descriptor = try? InputOpening.open(path) else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    return Array(bytes.prefix(max(count, 0)))
  }

  /// Why a file cannot be read that could not be.
  static func whyUnreadable(_ path: String) -> Diagnostic {
    do { close(try InputOpening.open(path)) } catch {
      return failure(path, error.message, hint: error.hint).diagnostic
    }
    return failure(path, "this is not a regular file", hint: "name a file")
      .diagnostic
  }

  /// The text of a file, which must be UTF-8.
  static func read(_ path: String) -> Result<String, Failure> {
    readBytes(path).flatMap { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else {
        return .failure(failure(path, "the file is not UTF-8"))
      }
      return .success(text)
    }
  }

  private static func failure(_ path: String, _ reason: String, hint: String? = nil) -> Failure {
    Failure(
      diagnostic: Diagnostic(
        .error, "file.unreadable", at: nil, "cannot read \"\(path)\": \(reason)", hint: hint))
  }
}
