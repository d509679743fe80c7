import Bytes
import Findings
import Results

/// For people at a terminal and in a mail: the verdict first, then every finding with its worked sum.
struct TextReporter: Reporter {
  let options: ReportOptions

  init(_ options: ReportOptions) {
    self.options = options
  }

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    var page = TextPage(output: output, options: options)
    output = OutputBuffer()
    let groups = FindingGroups(result)
    page.paragraph(result.headline, .bold)
    if result.header.showsPersonalData { page.paragraph(personalDataNotice, .red) }
    guard result.header.forecastUntil == nil else {
      TextForecast.write(groups.forecast, to: &page)
      writeNotices(result, to: &page)
      if !options.isBrief { writeMethod(result, to: &page) }
      writeEnd(result, to: &page)
      output = page.output
      return
    }
    if let counts = result.findingCounts { TextCounts.write(counts, result, to: &page) }
    writeFailures(groups, result, to: &page)
    writeRootCauses(result, to: &page)
    writeUndetermined(groups, to: &page)
    writeWaived(groups, result, to: &page)
    writeForecast(groups, result, to: &page)
    writeNotices(result, to: &page)
    if !options.isBrief {
      writeCoverage(result, to: &page)
      writeMethod(result, to: &page)
    }
    writeEnd(result, to: &page)
    output = page.output
  }

  private func writeEnd(_ result: CheckResult, to page: inout TextPage) {
    page.gap()
    page.paragraph("\(result.summary.verdict) (exit code \(result.summary.exitCode))")
  }

  private func writeFailures(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    for group in groups.failures {
      let name = group.name.map { ": \($0)" } ?? ""
      page.heading("\(group.key)\(name) (\(counted(group.findings.count, "finding")))")
      for finding in group.findings { TextFinding.write(finding, result.header.asOf, to: &page) }
    }
    guard !groups.provisional.isEmpty else { return }
    page.heading("Provisional (\(groups.provisional.count))")
    page.paragraph(
      "A figure of these rests on evidence that does not count by itself. They count towards the "
        + "threshold once the organisation's profile confirms the figure (custos rules evidence).")
    for finding in groups.provisional { TextFinding.write(finding, result.header.asOf, to: &page) }
  }

  private func writeRootCauses(_ result: CheckResult, to page: inout TextPage) {
    guard !result.rootCauses.isEmpty else { return }
    page.heading("Root causes (\(result.rootCauses.count))")
    for cause in result.rootCauses {
      page.gap()
      page.paragraph("\(cause.title) (\(counted(cause.findings, "finding")))", .bold)
      page.labelled("severity", cause.severity.rawValue)
      page.labelled("fix", cause.fixWithEffect)
      if !cause.systems.isEmpty {
        page.labelled("systems", cause.systems.joined(separator: ", "))
      }
      page.labelled("rules", cause.rules.joined(separator: ", "))
    }
  }

  private func writeUndetermined(_ groups: FindingGroups, to page: inout TextPage) {
    guard !groups.undetermined.isEmpty else { return }
    let checks = groups.undetermined.reduce(0) { $0 + $1.findings.count }
    page.heading("Could not be decided (\(checks))")
    for group in groups.undetermined {
      page.gap()
      let facts = group.facts.isEmpty ? ["(not named)"] : group.facts
      page.labelled("missing", facts.joined(separator: ", "), .yellow)
      let suppliers = group.suppliers
      page.labelled(
        "ask", suppliers.isEmpty ? "nobody is named" : suppliers.joined(separator: ", "))
      for finding in group.findings {
        page.labelled("for", "\(finding.subjectInWords) - \(finding.title) [\(finding.rule)]")
        for location in finding.locations.prefix(1) { page.labelled("", location.description) }
      }
    }
  }

  private func writeWaived(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    if !groups.waived.isEmpty {
      page.heading("Waived (\(groups.waived.count))")
      for finding in groups.waived { TextFinding.writeShort(finding, to: &page) }
    }
    let troubled = result.waivers.filter { $0.states != [.active] }
    guard !troubled.isEmpty else { return }
    page.heading("Waivers that need attention (\(troubled.count))")
    for waiver in troubled {
      let states = waiver.states.map(\.rawValue).joined(separator: ", ")
      page.labelled(
        "waiver",
        "\(waiver.id): \(states); \(waiver.rule) for \(waiver.subject), "
          + "until \(waiver.until), owner \(waiver.owner)")
    }
  }

  private func writeForecast(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    guard !groups.forecast.isEmpty else { return }
    page.heading("Will fall into breach (\(groups.forecast.count))")
    for finding in groups.forecast { TextFinding.writeShort(finding, to: &page) }
  }
}
