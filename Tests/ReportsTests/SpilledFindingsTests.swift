import Reports
import ResultFixtures
import Results
import Testing

/// Reports read findings from the disk one by one.
@Suite struct SpilledFindingsTests {
  @Test(
    "a report is the same whether findings wait in memory or on the disk",
    arguments: ReportFormat.allCases)
  func agrees(_ format: ReportFormat) throws {
    let whole = LargeResult.make(findings: 700)
    try Tool.inTemporaryFolder { folder in
      let spilled = LargeResult.make(
        findings: 700, in: FindingStore(limit: 60, spillingTo: folder))
      #expect(spilled.findings.count == whole.findings.count)
      #expect(Rendered.bytes(spilled, as: format) == Rendered.bytes(whole, as: format))
    }
  }
}
