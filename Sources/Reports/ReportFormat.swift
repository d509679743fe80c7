public import Findings

/// The forms in which a result can be had.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, ndjson, csv, html, markdown, sarif, junit, oscal, prometheus, github, gitlab, ics

  /// The reporter of the format; a case without one does not compile.
  public func reporter(_ options: ReportOptions = ReportOptions()) -> any Reporter {
    switch self {
    case .text: TextReporter(options)
    case .json: JSONReporter()
    case .ndjson: NDJSONReporter()
    case .csv: CSVReporter()
    case .html: HTMLReporter()
    case .markdown: MarkdownReporter()
    case .sarif: SARIFReporter()
    case .junit: JUnitReporter()
    case .oscal: OSCALReporter()
    case .prometheus: PrometheusReporter()
    case .github: GitHubReporter()
    case .gitlab: GitLabReporter()
    case .ics: CalendarReporter()
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
