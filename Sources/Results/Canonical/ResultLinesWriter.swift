public import Bytes
import Findings

/// Writes a result as JSON lines: each line is an object with one member that says what it is.
///
/// `header` comes first and holds what the head of a result holds; then a line a `finding`, `subjectList`,
/// `rootCause`, `coverage`, `waiver`, `notice` and `input`; `summary` comes last, so that a file without it is known
/// to be cut short.
public struct ResultLinesWriter {
  /// A writer.
  public init() {}

  /// Writes a result.
  public func write(_ result: CheckResult, to output: inout OutputBuffer) {
    line("header", to: &output) { json in
      json.object { json in
        json.member("form", "custos-result-lines")
        json.member("formVersion", CheckResult.formVersion)
        json.member("asOf", result.header.asOf)
        json.member("exitCode", result.summary.exitCode)
        json.member("verdict", result.headline)
        json.name("header")
        result.header.write(to: &json)
      }
    }
    for finding in result.findings {
      line("finding", to: &output) { finding.write(to: &$0) }
    }
    for list in result.findings.subjectLists {
      line("subjectList", to: &output) { list.write(to: &$0) }
    }
    for cause in result.rootCauses {
      line("rootCause", to: &output) { cause.write(to: &$0) }
    }
    for coverage in result.coverage {
      line("coverage", to: &output) { coverage.write(to: &$0) }
    }
    if let extent = result.extent {
      line("extent", to: &output) { ExtentForm.write(extent, breaksLines: false, to: &$0) }
    }
    for waiver in result.waivers {
      line("waiver", to: &output) { waiver.write(to: &$0) }
    }
    for notice in result.notices {
      line("notice", to: &output) { notice.write(to: &$0) }
    }
    for input in result.inputs {
      line("input", to: &output) { input.write(to: &$0) }
    }
    line("summary", to: &output) { result.summary.write(to: &$0) }
  }

  private func line(
    _ name: StaticString, to output: inout OutputBuffer, _ body: (inout JSONWriter) -> Void
  ) {
    output.writeJSON { json in
      json.object { json in
        json.name(name)
        body(&json)
      }
    }
    output.write("\n")
  }
}
