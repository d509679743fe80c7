import Bytes
import Findings
import Results

/// For people at a terminal and in a mail: the verdict, what to fix first, then the findings.
///
/// Each finding takes a line or two, those of one rule in one place together; the sum behind each is
/// shown on request only.
struct TextReporter: Reporter {
  let options: ReportOptions

  init(_ options: ReportOptions) {
    self.options = options
  }

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    var page = TextPage(output: output, options: options)
    output = OutputBuffer()
    let groups = FindingGroups(result, by: options.grouping)
    TextSummary.writeHead(result, to: &page)
    if result.header.forecastUntil != nil {
      TextForecast.write(groups.forecast, to: &page)
      writeNotices(result, to: &page)
      writeMethod(result, to: &page)
    } else {
      writeCheck(groups, result, to: &page)
    }
    writeEnd(result, to: &page)
    output = page.output
  }

  private func writeCheck(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    if let counts = result.findingCounts { TextCounts.write(counts, result, to: &page) }
    TextSummary.writeActions(Actions(result), to: &page)
    TextSummary.writeDue(DueSoon(result, groups.forecast), to: &page)
    if options.isVerbose {
      writeDetails(groups, result, to: &page)
    } else {
      TextShort.writeFailures(groups, result, by: options.grouping, to: &page)
      TextShort.writeUndetermined(groups, to: &page)
      TextShort.writeWaived(groups, result, to: &page)
      TextShort.writeForecast(groups, result, to: &page)
    }
    writeNotices(result, to: &page)
    if options.isVerbose {
      writeCoverage(result, to: &page)
      TextLaw.writeWhole(result.header, to: &page)
      writeMethod(result, to: &page)
    } else {
      TextShort.writeCoverage(result, to: &page)
      TextLaw.writeShort(result.header, to: &page)
      TextShort.writeMethod(result, to: &page)
    }
  }

  private func writeEnd(_ result: CheckResult, to page: inout TextPage) {
    page.gap()
    page.paragraph("\(result.summary.verdict) (exit code \(result.summary.exitCode))")
  }
}
