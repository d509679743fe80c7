import Bytes
import Results

/// The canonical form of the result, from which every other report can be made.
struct JSONReporter: Reporter {
  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    ResultWriter().write(result, to: &output)
  }
}
