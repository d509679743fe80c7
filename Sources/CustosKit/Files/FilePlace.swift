import Glibc

/// What tells whether two paths are the same file, however they are spelt.
public enum FilePlace {
  /// The same text for two paths of one file, also where it is not there yet; `nil` for what is no
  /// regular file, such as `/dev/null`, into which several things may be written.
  public static func identity(of path: String) -> String? {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { return nil }
      return "\(status.st_dev):\(status.st_ino)"
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let parent = parts.dropLast().joined(separator: "/")
    let folder = parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
    guard let real = realpath(folder, nil) else { return path }
    defer { free(real) }
    return "\(String(cString: real))/\(parts.last ?? "")"
  }

  /// Whether a file is an inventory below a folder of inventories.
  ///
  /// Reports may lie there too: what is no inventory is passed over when the folder is read.
  public static func isInventory(_ path: String, in folder: String) -> Bool {
    guard FileSearch.kind(of: folder) == FileSearch.folder,
      FileSearch.kind(of: path, followsLinks: false) == S_IFREG,
      let outer = realpath(folder, nil), let inner = realpath(path, nil)
    else { return false }
    defer {
      free(outer)
      free(inner)
    }
    guard String(cString: inner).hasPrefix(String(cString: outer) + "/") else { return false }
    let start = String(decoding: TextFile.start(of: path), as: UTF8.self)
    return start.contains("urn:custos:inventory:")
      || start.contains("\"organisations\"") && !start.contains("\"formVersion\"")
  }
}
