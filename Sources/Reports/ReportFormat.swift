public import Bytes
public import Results

/// The forms in which a result can be had.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, ndjson, csv, html, markdown, sarif, junit, oscal, prometheus, github, gitlab, ics

  /// The reporter of the format; a case without one does not compile.
  public func reporter(_ options: ReportOptions = ReportOptions()) -> any Reporter {
    switch self {
    case .text: TextReporter(options)
    case .json: JSONReporter()
    case .ndjson: NDJSONReporter()
    case .csv: CSVReporter(grouping: options.grouping)
    case .html: HTMLReporter(labels: options.labels, grouping: options.grouping)
    case .markdown:
      MarkdownReporter(
        labels: options.labels, grouping: options.grouping, fitsComment: options.fitsComment)
    case .sarif: SARIFReporter(options)
    case .junit: JUnitReporter()
    case .oscal: OSCALReporter()
    case .prometheus: PrometheusReporter(options: options)
    case .github: GitHubReporter(options: options)
    case .gitlab: GitLabReporter(options: options)
    case .ics: CalendarReporter()
    }
  }
}

extension ReportFormat {
  /// Whether reports of the format name the inputs by their digests.
  public var namesInputs: Bool {
    switch self {
    case .text, .csv, .github, .gitlab, .prometheus, .junit, .ics: false
    case .json, .ndjson, .html, .markdown, .sarif, .oscal: true
    }
  }

  /// Whether a report of the format lists findings, so that none can be made where they were only
  /// counted: a list without entries would look like a clean inventory.
  public var needsFindings: Bool {
    switch self {
    case .text, .json, .prometheus: false
    case .ndjson, .csv, .html, .markdown, .sarif, .junit, .oscal, .github, .gitlab, .ics: true
    }
  }
}

extension CheckResult {
  /// Writes the result in a format.
  ///
  /// - Precondition: A result that only counts its findings goes to no format that lists them; see
  ///   ``ReportFormat/needsFindings``.
  public func write(
    as format: ReportFormat, _ options: ReportOptions = ReportOptions(),
    to output: inout OutputBuffer
  ) {
    precondition(!countsOnly || !format.needsFindings, "findings that were counted have no list")
    format.reporter(options).write(self, to: &output)
  }
}
