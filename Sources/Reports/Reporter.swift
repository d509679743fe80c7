public import Bytes
public import Results

/// Makes a report of one format from a finished result.
///
/// A pure function from a result to bytes: no clock, no environment, no file. The same result and the
/// same options give the same bytes. Failures of the output stay in the buffer until it is finished.
public protocol Reporter: Sendable {
  /// Writes the report.
  func write(_ result: CheckResult, to output: inout OutputBuffer)
}
