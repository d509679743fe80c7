import Diagnostics
import Glibc

/// Finds files by their endings.
enum FileSearch {
  /// The files below a folder, or the file itself: names relative to the folder, and paths; sorted
  /// by name, UTF-8 bytes. Hidden files and folders are passed over, links are not followed.
  static func files(in path: String, endings: [String]) -> [(name: String, path: String)] {
    guard let kind = kind(of: path) else { return [] }
    guard kind == S_IFDIR else {
      let parts = path.split(separator: "/").suffix(2)
      return [(parts.joined(separator: "/"), path)]
    }
    var found: [(name: String, path: String)] = []
    collect(path, prefix: "", endings, &found)
    return found.sorted { $0.name.precedes($1.name) }
  }

  private static func collect(
    _ folder: String, prefix: String, _ endings: [String],
    _ found: inout [(name: String, path: String)]
  ) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      switch kind(of: path, followsLinks: false) {
      case S_IFDIR: collect(path, prefix: prefix + name + "/", endings, &found)
      case S_IFREG where endings.contains { name.hasSuffix($0) }:
        found.append((prefix + name, path))
      default: continue
      }
    }
  }

  /// What ``kind(of:followsLinks:)`` says of a folder.
  static let folder = S_IFDIR

  /// How many bytes a regular file has; `nil` where there is none.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// What a path is, the file-type bits of its mode; `nil` if there is nothing.
  ///
  /// Within a folder links are not followed, so that no loop is walked.
  static func kind(of path: String, followsLinks: Bool = true) -> mode_t? {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }
}
