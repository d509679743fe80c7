import ArgumentParser
import CustosKit

extension ExitCode {
  /// The exit code of a status.
  init(_ status: ExitStatus) { self.init(status.rawValue) }

  /// A usage, configuration, rule, waiver or mapping error; nothing was evaluated.
  static let configuration = ExitCode(.configuration)
  /// No verdict.
  static let noVerdict = ExitCode(.noVerdict)
  /// An internal error, or an output that could not be written whole.
  static let output = ExitCode(.output)
}
