import ArgumentParser
import CustosKit

/// What is said on standard error.
enum Messages {
  /// How many diagnostics are printed.
  private static let limit = 100

  /// Writes a text, in which nothing can do anything to a terminal or a build server.
  static func write(_ text: String) { StandardError.write(TerminalText.safe(text)) }

  /// Writes diagnostics and the meaning of an exit code, and returns it to be thrown.
  static func end(_ diagnostics: [Diagnostic], _ code: ExitCode) -> ExitCode {
    print(diagnostics)
    writeOrigins(of: diagnostics.map { "\($0)" })
    write("exit \(code.rawValue): a configuration error; nothing was evaluated\n")
    return code
  }

  /// Says of values that messages speak of and the command line did not give where they came from.
  static func writeOrigins(of messages: [String]) {
    for origin in CommandWords.effective.origins(of: messages) { write("  \(origin)\n") }
  }

  /// Writes diagnostics, the first of them if they are many.
  static func print(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics.prefix(limit) { write("\(diagnostic)\n") }
    if diagnostics.count > limit {
      write("custos: \(diagnostics.count - limit) more problems are not shown\n")
    }
  }

  /// Says what a result came to: errors always, the exit code's meaning unless it is 0, or 1 and
  /// quiet was asked for.
  static func close(_ result: CheckResult, isQuiet: Bool) {
    print(result.notices.filter { $0.severity == .error })
    let code = result.summary.exitCode
    if code == 0 || code == 1 && isQuiet { return }
    write("exit \(code): \(result.summary.verdict)\n")
  }
}
