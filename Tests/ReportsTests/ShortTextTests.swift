import Findings
import ResultFixtures
import Results
import Testing

@testable import Reports

/// Text as a terminal shows it unless more is asked for.
@Suite struct ShortTextTests {
  @Test("each finding takes a line or two, those of one rule in one system together")
  func isShort() {
    let result = LargeResult.make(findings: 600)
    let lines = Rendered.text(result, as: .text).split(separator: "\n").count
    let failures = result.findings.filter { $0.verdict == .breach }
    let kinds = Set(failures.map { [$0.rule, $0.subject.systemKey, "\($0.isProvisional)"] }).count
    #expect(failures.count > 2 * kinds)
    #expect(lines < 2 * kinds + 280)
    let verbose = Rendered.text(result, as: .text, ReportOptions(isVerbose: true))
    #expect(verbose.split(separator: "\n").count > 10 * lines)
  }

  @Test("the sum behind a finding is shown on request")
  func showsSums() {
    let short = Rendered.text(SampleResult.make(), as: .text)
    let long = Rendered.text(SampleResult.make(), as: .text, ReportOptions(isVerbose: true))
    #expect(long.contains("worked out"))
    #expect(!short.contains("worked out"))
  }

  @Test("what is cut short says so, and rule and place stay")
  func keepsTags() {
    var result = SampleResult.make()
    result.findings.update { finding in
      finding.cause = String(repeating: "a cause that goes on and on ", count: 20)
    }
    let text = Rendered.text(result, as: .text).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(text.contains("\u{2026} ["))
    #expect(text.contains("crime.xml:28]"))
  }
}
