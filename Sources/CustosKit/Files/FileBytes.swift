/// Reads files for commands.
public enum FileBytes {
  /// The bytes of a file of at most 256,000,000.
  ///
  /// - Throws: Why it cannot be read.
  public static func read(_ path: String) throws(ConfigurationFailure) -> [UInt8] {
    try read(path, limit: TextFile.limit)
  }

  static func read(_ path: String, limit: Int) throws(ConfigurationFailure) -> [UInt8] {
    do { return try TextFile.readBytes(path, limit: limit).get() } catch {
      throw ConfigurationFailure([error.diagnostic])
    }
  }
}
