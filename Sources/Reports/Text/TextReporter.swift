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
    guard options.isVerbose else { return writeShort(groups, result, to: &page) }
    writeDetails(groups, result, to: &page)
    writeNotices(result, to: &page)
    writeCoverage(result, to: &page)
    TextLaw.writeWhole(result.header, to: &page)
    writeMethod(result, to: &page)
  }

  /// How many lines a short page has at most, but for the errors of its inputs.
  private static let mostLines = 290
  /// How many lines breaches have at least.
  private static let leastRoom = 60

  private func writeShort(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    var rest = TextPage(output: OutputBuffer(), options: options)
    TextShort.writeProvisional(groups, result, to: &rest)
    TextShort.writeUndetermined(groups, to: &rest)
    TextShort.writeWaived(groups, result, to: &rest)
    TextShort.writeForecast(groups, result, to: &rest)
    writeNotices(result, to: &rest)
    TextShort.writeCoverage(result, to: &rest)
    TextLaw.writeShort(result.header, to: &rest)
    TextShort.writeMethod(result, to: &rest)
    let room = max(Self.mostLines - page.lines - rest.lines, Self.leastRoom)
    TextFindings(groups, result, options, room: room).write(to: &page)
    page.append(rest)
  }

  private func writeEnd(_ result: CheckResult, to page: inout TextPage) {
    page.gap()
    page.paragraph("\(result.summary.verdict) (exit code \(result.summary.exitCode))")
  }
}
