import ArgumentParser
import CustosKit
import Glibc

/// Standard error, written without buffering.
enum StandardError {
  /// Writes a text; a failure to do so has nowhere to be reported.
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Whether it is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Standard output.
enum StandardOutput {
  /// Whether it is a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The columns of the terminal; `nil` where it is none.
  static var columns: Int? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }
}

/// What the process does with signals.
enum SignalHandling {
  /// A reader that goes away and a full file size are errors of a write, not the end.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends the process.
  static func exit(_ code: Int32) -> Never { Glibc.exit(code) }
}

extension StandardOutput {
  /// Writes what a body makes.
  ///
  /// A reader that has seen enough, such as `head`, is no failure: what it did read was right, and the
  /// exit code says the rest.
  ///
  /// - Throws: What went wrong, but for a reader that went away.
  static func write(_ body: (inout OutputBuffer) throws -> Void) throws {
    var buffer = OutputBuffer(fileDescriptor: STDOUT_FILENO)
    try body(&buffer)
    do throws(OutputFailure) { try buffer.finish() } catch {
      if error.errorNumber != EPIPE { throw error }
    }
  }

  /// Writes a text whole, in which nothing can do anything to a terminal or a build server.
  ///
  /// - Throws: Exit code 4 if it cannot be written.
  static func write(_ text: String) throws {
    // Excel takes a table without a byte order mark for one in the machine's old encoding.
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    let safe = TerminalText.safe(hasMark ? String(text.unicodeScalars.dropFirst()) : text)
    try write(data: hasMark ? "\u{FEFF}" + safe : safe)
  }

  /// Writes a document that programs read, such as a schema, byte for byte.
  ///
  /// Only for what holds no text of an input: it may contain what a build server obeys.
  ///
  /// - Throws: Exit code 4 if it cannot be written.
  static func write(data text: String) throws {
    do { try write { $0.write(text) } } catch {
      Messages.write("custos: cannot write to standard output: \(error)\n")
      throw ExitCode.output
    }
  }
}
