import Diagnostics
public import Findings

/// Reads results that runs wrote.
public enum SavedResult {
  /// Reads a result.
  ///
  /// - Throws: Why the file is no result that this version can read.
  public static func read(_ path: String) throws(ConfigurationFailure) -> CheckResult {
    let bytes = try FileBytes.read(path)
    do { return try ResultReader.read(bytes, path: path) } catch {
      throw ConfigurationFailure(error.diagnostics)
    }
  }

  /// Whether a file looks like a result and not like an inventory.
  public static func isResult(_ path: String) -> Bool {
    (try? TextFile.readBytes(path).get()).map { ResultReader.isResult($0) } ?? false
  }
}
