import Findings
import Foundation
import Reports
import ResultFixtures
import Results
import Testing

@Suite struct PersonalDataTests {
  /// A result in which a person's data were masked before, as they are by default.
  static let masked: CheckResult = {
    var result = SampleResult.make()
    var findings = Array(result.findings)
    for index in findings.indices {
      for fact in findings[index].derivation.facts.indices {
        findings[index].derivation.facts[fact].isMasked = true
        findings[index].derivation.facts[fact].value = "(masked)"
      }
      for step in findings[index].derivation.steps.indices {
        findings[index].derivation.steps[step].isMasked = true
        findings[index].derivation.steps[step].value = "(masked)"
        findings[index].derivation.steps[step].substituted = "(masked) + P100Y"
      }
    }
    result.findings = FindingStore(findings)
    return result
  }()

  @Test("a masked value is marked as masked where the sum is shown")
  func marksMasks() {
    let text = Rendered.text(Self.masked, as: .text, ReportOptions(isVerbose: true))
    #expect(text.contains("(masked) [masked]"))
    #expect(Rendered.text(Self.masked, as: .html).contains("(masked) <small>masked</small>"))
    #expect(Rendered.text(Self.masked, as: .json).contains(#""value":"(masked)","isMasked":true"#))
  }

  @Test(
    "the last permitted day of a masked sum is not worked out from what is shown",
    arguments: [ReportFormat.text, .html, .markdown, .sarif, .junit, .oscal])
  func addsNothing(_ format: ReportFormat) {
    var finding = Array(Self.masked.findings)[2]
    finding.since = nil
    finding.dueDate = nil
    finding.daysOver = nil
    var result = Self.masked
    result.findings = FindingStore([finding])
    #expect(!Rendered.text(result, as: format).contains("last permitted day ="))
  }

  @Test("a run that shows personal data says so in every format", arguments: ReportFormat.allCases)
  func saysSo(_ format: ReportFormat) {
    var result = SampleResult.make()
    result.header.showsPersonalData = true
    let text = Rendered.text(result, as: format).replacing("\r\n ", with: "")
    switch format {
    case .json, .ndjson: #expect(text.contains("\"showsPersonalData\":true"))
    case .prometheus: #expect(text.contains(/custos_shows_personal_data\{.*\} 1/))
    default: #expect(text.contains("personal data"))
    }
  }

  @Test("every printed page says whether personal data are shown")
  func printsNotice() {
    var result = SampleResult.make()
    #expect(
      Rendered.text(result, as: .html).contains(
        "content: \"Custos, as of 1 November 2026. Personal"))
    result.header.showsPersonalData = true
    let page = Rendered.text(result, as: .html)
    #expect(
      page.contains("content: \"Custos, as of 1 November 2026. This report contains personal data"))
  }
}
