import Bytes
import Findings
import Results

/// The findings with the sums behind them.
extension TextReporter {
  func writeDetails(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    writeFailures(groups, result, to: &page)
    writeRootCauses(result, to: &page)
    writeUndetermined(groups, to: &page)
    writeWaived(groups, result, to: &page)
    writeForecast(groups, result, to: &page)
  }

  private func writeFailures(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    for group in groups.failures {
      let name = group.name.map { ": \($0)" } ?? ""
      page.heading("\(group.key)\(name) (\(counted(group.findings.checks, "breach", "breaches")))")
      for finding in group.findings { TextFinding.write(finding, result.header.asOf, to: &page) }
    }
    guard !groups.provisional.isEmpty else { return }
    page.heading("Provisional (\(groups.provisional.checks))")
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
      page.labelled(cause.fixLabel, cause.fixWithEffect)
      if !cause.systems.isEmpty {
        page.labelled("systems", cause.systems.joined(separator: ", "))
      }
      page.labelled("rules", cause.rules.joined(separator: ", "))
    }
  }

  private func writeUndetermined(_ groups: FindingGroups, to page: inout TextPage) {
    guard !groups.undetermined.isEmpty else { return }
    let checks = groups.undetermined.reduce(0) { $0 + $1.checks }
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
    TextShort.writeWaivers(result.waivers, to: &page)
  }

  private func writeForecast(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    guard !groups.forecast.isEmpty else { return }
    page.heading("Will be in breach if nobody acts (\(groups.forecast.checks))")
    for finding in groups.forecast { TextFinding.writeShort(finding, to: &page) }
  }
}
