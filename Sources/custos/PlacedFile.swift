import Bytes

/// A file that a command was asked to write.
enum PlacedFile {
  /// Writes a text whole or not at all.
  ///
  /// - Throws: Exit code 4 if it cannot be written.
  static func write(_ text: String, to path: String) throws {
    do { try AtomicFile.write(to: path) { $0.write(text) } } catch {
      Messages.write("custos: cannot write \(path): \(error)\n")
      Messages.write("exit 4: a file could not be written whole\n")
      throw ExitStatus.output
    }
  }
}
