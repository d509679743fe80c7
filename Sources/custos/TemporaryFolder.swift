import Glibc

/// The folder for what does not fit in memory.
enum TemporaryFolder {
  /// What `TMPDIR` says; otherwise `/tmp`.
  static func fromEnvironment() -> String {
    guard let value = getenv("TMPDIR"), value.pointee != 0 else { return "/tmp" }
    return String(cString: value)
  }
}
