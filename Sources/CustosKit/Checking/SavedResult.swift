import Diagnostics
import Glibc
public import Results

/// Reads results that runs wrote.
public enum SavedResult {
  /// The most bytes of a result.
  ///
  /// They are held once while the result is read, and its findings wait on the disk, so that a result
  /// takes little more memory than its file is long; a run writes about 2 kB for each finding.
  static let mostBytes = 2_000_000_000

  /// Reads a result of at most 2,000,000,000 bytes.
  ///
  /// - Parameters:
  ///   - temporaryFolder: Where findings wait that are too many to keep in memory.
  ///   - acceptsCounts: Whether a result will do that counts its findings and does not list them.
  /// - Throws: Why the file is no result that this version can read.
  public static func read(
    _ path: String, temporaryFolder: String = "/tmp", acceptsCounts: Bool = false
  ) throws(ConfigurationFailure) -> CheckResult {
    let bytes = try bytes(path)
    let store = FindingStore(limit: FindingStore.usualLimit, spillingTo: temporaryFolder)
    do {
      return try ResultReader.read(bytes, path: path, into: store, acceptsCounts: acceptsCounts)
    } catch {
      throw ConfigurationFailure(error.diagnostics)
    }
  }

  /// The bytes of a result, for its digest.
  public static func bytes(_ path: String) throws(ConfigurationFailure) -> [UInt8] {
    try FileBytes.read(path, limit: mostBytes)
  }

  /// Whether a file looks like a result and not like an inventory; a pipe, which can be read but
  /// once, does not.
  public static func isResult(_ path: String) -> Bool {
    guard FileSearch.kind(of: path) == S_IFREG else { return false }
    return ResultReader.isResult(TextFile.start(of: path))
  }
}
