import Diagnostics
public import Findings
import Glibc

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

  /// Whether a file looks like a result and not like an inventory; a pipe, which can be read but
  /// once, does not.
  public static func isResult(_ path: String) -> Bool {
    guard FileSearch.kind(of: path) == S_IFREG else { return false }
    return (try? TextFile.readBytes(path).get()).map { ResultReader.isResult($0) } ?? false
  }
}
