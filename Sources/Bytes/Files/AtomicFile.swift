#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that comes to be whole or not at all.
///
/// The bytes go to a temporary file in the same folder, which is brought to the disk and renamed; then
/// the folder is brought to the disk. An old file of the name stays whole until the new one is, which
/// takes over its rights.
/// A process that is killed may leave a temporary file behind: `.NAME.PID-N.tmp`, nothing else; the
/// next that writes a file of the name takes it away.
public enum AtomicFile {
  /// Writes a file.
  ///
  /// - Parameter path: Where to; a symbolic link or anything but a regular file is refused.
  /// - Parameter mode: The rights of a new file, lessened by the process's mask.
  /// - Parameter body: Writes the content.
  /// - Throws: What failed; then the file is what it was before.
  public static func write(
    to path: String, mode: UInt32 = 0o640, _ body: (inout OutputBuffer) -> Void
  ) throws(OutputFailure) {
    try writeWhole(to: path, mode: mode) { output in
      body(&output)
      return true
    }
  }

  /// Writes a file whose content may turn out not to be whole.
  ///
  /// - Parameter body: Writes the content, and says whether it is whole; if not, the file is left as
  ///   it was.
  /// - Throws: What failed; then the file is what it was before.
  public static func writeWhole(
    to path: String, mode: UInt32 = 0o640, _ body: (inout OutputBuffer) -> Bool
  ) throws(OutputFailure) {
    let old = try checkTarget(path)
    let (folder, name) = split(path)
    let (temporary, descriptor) = try openTemporary(folder: folder, name: name, mode: mode)
    sweep(folder: folder, name: name, newest: temporary)
    do throws(OutputFailure) {
      guard try fill(descriptor, old, body) else {
        unlink(temporary)
        return
      }
      guard rename(temporary, path) == 0 else { throw OutputFailure.afterCall("rename", path) }
    } catch {
      unlink(temporary)
      throw error
    }
    try synchronize(folder: folder)
  }

  private static func fill(
    _ descriptor: Int32, _ old: stat?, _ body: (inout OutputBuffer) -> Bool
  ) throws(OutputFailure) -> Bool {
    var isWhole = false
    do throws(OutputFailure) {
      if let old { try keepRights(of: old, descriptor) }
      var output = OutputBuffer(fileDescriptor: descriptor)
      isWhole = body(&output)
      try output.finish()
      try synchronize(descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw OutputFailure.afterCall("close") }
    return isWhole
  }

  /// Gives a new file the rights of the one that it will take the place of.
  ///
  /// The owner can be kept by the superuser alone, the group by its members; where one cannot be
  /// kept, the rights are no wider than those of the old file for anybody.
  ///
  /// - Throws: If the rights themselves cannot be set: readers of the file could lose or gain theirs.
  private static func keepRights(of old: stat, _ descriptor: Int32) throws(OutputFailure) {
    var new = stat()
    guard fstat(descriptor, &new) == 0 else {
      throw OutputFailure.afterCall("keep the rights of the file")
    }
    var mode = old.st_mode & 0o777
    if new.st_uid != old.st_uid || new.st_gid != old.st_gid,
      fchown(descriptor, old.st_uid, old.st_gid) != 0,
      fchown(descriptor, new.st_uid, old.st_gid) != 0,
      new.st_gid != old.st_gid
    {
      // Another group would get what the old one had.
      mode &= ~0o070 | (old.st_mode & 0o007) << 3
    }
    guard mode != new.st_mode & 0o777 else { return }
    guard fchmod(descriptor, mode) == 0 else {
      throw OutputFailure.afterCall("keep the rights of the file")
    }
  }

  private static func synchronize(_ descriptor: Int32) throws(OutputFailure) {
    while fsync(descriptor) != 0 {
      guard errno == EINTR else { throw OutputFailure.afterCall("fsync") }
    }
  }

  /// Refuses a target that a rename should not take the place of.
  ///
  /// - Returns: How an old file stands; `nil` where there is none.
  private static func checkTarget(_ path: String) throws(OutputFailure) -> stat? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw OutputFailure.afterCall("write", path) }
      return nil
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return status
    case S_IFLNK:
      throw OutputFailure(
        code: .symbolicLink, message: "cannot write \"\(path)\": it is a symbolic link")
    default:
      throw OutputFailure(
        code: .notRegular, message: "cannot write \"\(path)\": it is not a regular file")
    }
  }

  private static func openTemporary(
    folder: String, name: String, mode: UInt32
  ) throws(OutputFailure) -> (path: String, descriptor: Int32) {
    for attempt in 0..<100 {
      let path = folder + prefix(name) + LeftOver.mark(attempt: attempt) + ".tmp"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      if descriptor >= 0 { return (path, descriptor) }
      guard errno == EEXIST || errno == EINTR else {
        throw OutputFailure.afterCall("create a file in the folder of", folder + name)
      }
    }
    throw OutputFailure.afterCall("create a file in the folder of", folder + name)
  }

  /// Takes away what killed runs left of a file of the name.
  private static func sweep(folder: String, name: String, newest: String) {
    let paths = LeftOver.paths(
      in: folder, prefix: prefix(name), suffixes: [".tmp"], olderThan: newest)
    for path in paths { unlink(path) }
  }

  private static func prefix(_ name: String) -> String { ".\(shortened(name))." }

  /// A name is at most 255 bytes long; the temporary one must fit too.
  private static func shortened(_ name: String) -> String {
    name.utf8.count <= 200 ? name : String(decoding: name.utf8.prefix(200), as: UTF8.self)
  }

  /// The folder with its slash (empty for the working folder) and the name.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    let after = path.utf8.index(after: slash)
    return (String(path[..<after]), String(path[after...]))
  }

  /// Brings the rename to the disk; a file system that knows no such thing is forgiven.
  private static func synchronize(folder: String) throws(OutputFailure) {
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == EACCES { return }
      throw OutputFailure.afterCall("open the folder", folder)
    }
    defer { close(descriptor) }
    while fsync(descriptor) != 0 {
      if errno == EINVAL { return }
      guard errno == EINTR else { throw OutputFailure.afterCall("fsync the folder", folder) }
    }
  }
}
