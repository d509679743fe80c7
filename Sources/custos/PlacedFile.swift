import ArgumentParser
import CustosKit

/// A file that a command was asked to write.
enum PlacedFile {
  /// Writes a text whole or not at all.
  ///
  /// - Throws: Exit code 4 if it cannot be written.
  static func write(_ text: String, to path: String) throws {
    try write(.text(text), to: path)
  }

  /// Writes a document.
  static func write(_ content: QuestionPage.Content, to path: String) throws {
    do { try AtomicFile.write(to: path) { $0.write(content) } } catch {
      Messages.write("custos: cannot write \(path): \(error)\n")
      Messages.write("exit 4: a file could not be written whole\n")
      throw ExitCode.output
    }
  }
}

extension OutputBuffer {
  /// Writes a document.
  mutating func write(_ content: QuestionPage.Content) {
    switch content {
    case .text(let text): write(text)
    case .bytes(let bytes): bytes.withUnsafeBufferPointer { write(contentsOf: $0) }
    }
  }
}

extension StandardOutput {
  /// Writes a document, text as text for a terminal.
  ///
  /// - Throws: Exit code 4 if it cannot be written.
  static func write(_ content: QuestionPage.Content) throws {
    switch content {
    case .text(let text): try write(text)
    case .bytes:
      guard !isTerminal else {
        throw ValidationError(
          "a workbook is not shown on a terminal; write it to a file: -o FILE.xlsx")
      }
      try write { $0.write(content) }
    }
  }
}
