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

  @Test(
    "a page stays under 300 lines on whatever day, by whatever it is listed",
    arguments: Grouping.allCases)
  func isBounded(_ grouping: Grouping) {
    var result = LargeResult.make(findings: 600)
    var number = 0
    // As many kinds in as many systems as an inventory may have.
    result.findings.update { finding in
      number += 1
      finding.rule = "pack/rule-\(number % 97)"
      finding.owner = "owner \(number % 31)"
    }
    let text = Rendered.text(result, as: .text, ReportOptions(grouping: grouping))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count < 300)
    #expect(lines.allSatisfy { $0.unicodeScalars.count <= 80 })
    // What is left out is counted: the breaches that are told and those that are not are all.
    #expect(text.contains("--verbose lists them") || text.contains("Not listed here"))
    #expect(text.contains("critical"))
  }

  @Test("the long form and the counts alone are no wider than 80 columns either")
  func isNarrow() {
    let long = Rendered.text(
      LargeResult.make(findings: 60), as: .text, ReportOptions(isVerbose: true))
    #expect(long.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 80 })
    var result = SampleResult.make()
    result.findingCounts = [
      SystemCounts(
        systems: ["records"],
        counts: [
          FindingCount(
            rule: "dpa2018-part3-processors/\(String(repeating: "long-", count: 4))rule",
            severity: .critical, verdict: .breach, isProvisional: false, count: 12_345)
        ])
    ]
    let counts = Rendered.text(result, as: .text)
    #expect(counts.contains("12,345"))
    // A name without a blank stays whole.
    let lines = counts.split(separator: "\n").filter { !$0.contains("HYPERLINK") }
    #expect(lines.filter { $0.unicodeScalars.count > 80 } == [])
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
