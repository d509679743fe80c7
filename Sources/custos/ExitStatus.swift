import ArgumentParser

/// The exit codes, the same for every command and format.
enum ExitStatus {
  /// A usage, configuration, rule, waiver or mapping error; nothing was evaluated.
  static let configuration = ExitCode(2)
  /// No verdict.
  static let noVerdict = ExitCode(3)
  /// An internal error, or an output that could not be written whole.
  static let output = ExitCode(4)
}
