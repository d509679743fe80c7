import Bytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looks at the files of a history without opening the database, and makes a new one.
///
/// The database file itself is never opened here: closing it would take away the locks that a
/// connection of the same process holds on it.
enum HistoryFile {
  /// What stands at a path.
  enum Standing {
    case missing
    case file(bytes: Int)
  }

  /// What stands at the path of a history.
  ///
  /// - Throws: `.notAFile` for a link, a folder, a pipe or a device.
  static func standing(_ path: String) throws(HistoryFailure) -> Standing {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else {
        throw HistoryFailure(.cannotOpen, path, "the history could not be read (\(reason()))")
      }
      return .missing
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw HistoryFailure(
        .notAFile, path, "the history is not a regular file",
        hint: "name the file itself; links are not followed")
    }
    return .file(bytes: Int(status.st_size))
  }

  /// Refuses what stands beside the history and is not SQLite's own journal.
  static func checkCompanions(_ path: String) throws(HistoryFailure) {
    var status = stat()
    for suffix in ["-wal", "-shm"] where lstat(path + suffix, &status) == 0 {
      throw HistoryFailure(
        .foreignJournal, path,
        "there is a file \"\(suffix)\" beside the history, which should have none",
        hint: HistoryFailure.advice)
    }
    guard lstat(path + "-journal", &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG, isJournal(path + "-journal") else {
      throw HistoryFailure(
        .foreignJournal, path, "the file in place of the journal is not the journal of a history",
        hint: HistoryFailure.advice)
    }
  }

  /// Whether a file is empty or begins as a rollback journal does: with its mark, or with zeros
  /// as long as the mark is not yet on the disk (SQLite file format, section 3).
  private static func isJournal(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return errno == ENOENT }
    defer { close(descriptor) }
    var start = [UInt8](repeating: 0, count: 8)
    let count = start.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, 8) }
    let mark: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
    return count == 0 || count == 8 && (start == mark || start.allSatisfy { $0 == 0 })
  }

  /// Makes a new history so that it comes to be whole or not at all: under another name, which is
  /// then linked to the real one unless somebody else was faster.
  ///
  /// - Parameter build: Fills an empty file at a path.
  static func create(
    _ path: String, build: (String) throws -> Void
  ) throws(HistoryFailure) {
    let temporary = try makeTemporary(path)
    defer { unlink(temporary) }
    let left = LeftOver.paths(
      in: folder(of: path), prefix: prefix, suffixes: [".tmp", ".tmp-journal"],
      olderThan: temporary)
    for path in left { unlink(path) }
    do { try build(temporary) } catch { throw HistoryFailure(error, path: path) }
    guard link(temporary, path) == 0 || errno == EEXIST else {
      throw HistoryFailure(.cannotOpen, path, "the history could not be made (\(reason()))")
    }
    synchronizeFolder(of: path)
  }

  private static let prefix = ".custos-history."

  private static func makeTemporary(_ path: String) throws(HistoryFailure) -> String {
    for attempt in 0..<100 {
      let temporary = folder(of: path) + prefix + LeftOver.mark(attempt: attempt) + ".tmp"
      let descriptor = open(
        temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
      if descriptor >= 0 {
        close(descriptor)
        return temporary
      }
      guard errno == EEXIST || errno == EINTR else { break }
    }
    let code: HistoryFailure.Code =
      errno == EACCES || errno == EROFS ? .readOnly : errno == ENOSPC ? .diskFull : .cannotOpen
    throw HistoryFailure(code, path, "the history could not be made (\(reason()))")
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  /// Brings a new name to the disk; where that cannot be done the name is still there.
  private static func synchronizeFolder(of path: String) {
    let folder = folder(of: path)
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func reason() -> String {
    strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
  }
}
