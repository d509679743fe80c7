#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a killed run left behind: something temporary under a name that says its process.
public enum LeftOver {
  /// How much older than what this run just made it must be, in seconds, so that a run on another
  /// machine that shares the folder keeps what it is working on.
  static let leastAge = 3_600

  /// The part of a name that says the process: `PID-N`.
  public static func mark(attempt: Int) -> String { "\(getpid())-\(attempt)" }

  /// The paths in a folder of what runs left that are dead.
  ///
  /// - Parameters:
  ///   - folder: The folder with its slash; empty for the working folder.
  ///   - prefix: How the names begin, up to the process.
  ///   - suffixes: How they may end after it.
  ///   - newest: What this run made there just now, which tells the age of the others.
  /// - Returns: Those whose process is gone and that are an hour older than `newest`; none where
  ///   the folder cannot be searched, since sweeping is no reason to fail.
  public static func paths(
    in folder: String, prefix: String, suffixes: [String], olderThan newest: String
  ) -> [String] {
    var status = stat()
    guard lstat(newest, &status) == 0,
      let stream = opendir(folder.isEmpty ? "." : folder)
    else { return [] }
    defer { closedir(stream) }
    let now = status.st_mtim.tv_sec
    var paths: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let process = process(of: name, prefix, suffixes), isDead(process),
        lstat(folder + name, &status) == 0, now - status.st_mtim.tv_sec >= leastAge
      else { continue }
      paths.append(folder + name)
    }
    return paths
  }

  /// The process that a name says; `nil` for a name of something else.
  static func process(of name: String, _ prefix: String, _ suffixes: [String]) -> pid_t? {
    guard name.hasPrefix(prefix) else { return nil }
    let rest = name.dropFirst(prefix.count)
    guard let suffix = suffixes.first(where: { rest.hasSuffix($0) }) else { return nil }
    let mark = rest.dropLast(suffix.count).split(
      separator: "-", omittingEmptySubsequences: false)
    guard mark.count == 2, let process = pid_t(mark[0]), process > 0, Int(mark[1]) != nil else {
      return nil
    }
    return process
  }

  private static func isDead(_ process: pid_t) -> Bool { kill(process, 0) != 0 && errno == ESRCH }
}
