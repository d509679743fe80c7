import Bytes
import Results

/// A line of JSON for each finding, for programs that read as they go.
struct NDJSONReporter: Reporter {
  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    ResultLinesWriter().write(result, to: &output)
  }
}
