import Glibc

/// A folder in which a command writes files.
enum OutputFolder {
  /// Why a folder could not be made.
  struct Failure: Error, CustomStringConvertible {
    var path: String
    var errorNumber: Int32

    var description: String {
      "cannot make the folder \"\(path)\": \(String(cString: strerror(errorNumber)))"
    }
  }

  /// Makes a folder and those above it, where they are not there yet.
  static func make(_ path: String) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
      guard mkdir(made, 0o777) != 0, errno != EEXIST else { continue }
      // Some file systems refuse to make what is there before they say that it is.
      let number = errno
      guard isFolder(made) else { throw Failure(path: path, errorNumber: number) }
    }
    guard isFolder(path) else { throw Failure(path: path, errorNumber: ENOTDIR) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
