public import Findings

/// The forms in which a result can be had.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json

  /// The reporter of the format; a case without one does not compile.
  public func reporter(_ options: ReportOptions = ReportOptions()) -> any Reporter {
    switch self {
    case .text: TextReporter(options)
    case .json: JSONReporter()
    }
  }
}

extension CheckResult {
  /// Writes the result in a format.
  public func write(
    as format: ReportFormat, _ options: ReportOptions = ReportOptions(),
    to output: inout OutputBuffer
  ) {
    format.reporter(options).write(self, to: &output)
  }
}
