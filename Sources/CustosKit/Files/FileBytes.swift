/// Reads files for commands.
public enum FileBytes {
  /// The bytes of a file.
  ///
  /// - Throws: Why it cannot be read.
  public static func read(_ path: String) throws(ConfigurationFailure) -> [UInt8] {
    do { return try TextFile.readBytes(path).get() } catch {
      throw ConfigurationFailure([error.diagnostic])
    }
  }
}
