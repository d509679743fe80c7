public import Bytes
public import Findings

/// Writes a finding in its canonical form; a line of `ndjson` is one.
public enum FindingWriter {
  /// Writes a finding.
  public static func write(_ finding: Finding, to json: inout JSONWriter) {
    finding.write(to: &json)
  }
}
