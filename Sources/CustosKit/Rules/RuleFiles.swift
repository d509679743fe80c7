/// Finds rule files.
public enum RuleFiles {
  /// The rule files below a folder, or the file itself, sorted.
  public static func paths(in path: String) -> [String] {
    FileSearch.files(in: path, endings: [".yaml", ".yml"]).map(\.path)
  }
}
