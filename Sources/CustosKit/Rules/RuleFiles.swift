/// Finds rule files.
public enum RuleFiles {
  /// The rule files below a folder, or the file itself, sorted.
  public static func paths(in path: String) -> [String] {
    FileSearch.files(in: path, endings: endings).map(\.path)
  }

  private static let endings = [".yaml", ".yml"]

  /// The rule files of a file or folder, which may be at another place than its name says.
  ///
  /// - Returns: The name in the folder, the path as the user named it, and where to read.
  static func find(
    _ path: String, at place: String
  ) -> [(name: String, path: String, place: String)] {
    let found = FileSearch.files(in: place, endings: endings)
    guard place != path else { return found.map { ($0.name, $0.path, $0.path) } }
    if found.count == 1, found[0].path == place {
      return [(path.split(separator: "/").suffix(2).joined(separator: "/"), path, place)]
    }
    return found.map {
      ($0.name, path.hasSuffix("/") ? path + $0.name : "\(path)/\($0.name)", $0.path)
    }
  }
}
