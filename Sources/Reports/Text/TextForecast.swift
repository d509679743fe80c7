import CivilTime
import Findings
import Results

/// A forecast as text, by week and system.
enum TextForecast {
  static func write(_ findings: FindingList, to page: inout TextPage) {
    for week in ForecastWeeks(findings).weeks {
      page.heading(
        "Week of \(week.monday.inWords) (\(counted(week.count, "breach begins", "breaches begin")))"
      )
      for system in week.systems {
        page.gap()
        page.paragraph("\(system.name ?? system.key) (\(system.findings.count))", .bold)
        for finding in system.findings { write(finding, to: &page) }
      }
    }
  }

  private static func write(_ finding: Finding, to page: inout TextPage) {
    let provisional = finding.isProvisional ? " (provisional)" : ""
    let words = FactWords(page.options.labels)
    page.paragraph(finding.since?.inWords ?? "", indent: 2, .faint)
    page.labelled(
      "",
      "\(finding.severity.rawValue)\(provisional): "
        + words.cause(finding.causeOnTheDay, of: finding))
    page.labelled("", "requirement: \(finding.title)")
    page.labelled("", "\(finding.rule)  \(finding.catalogue.joined(separator: " "))")
    let place = finding.locations.first.map { ", \($0)" } ?? ""
    page.labelled("", "\(finding.subjectInWords)\(place)")
    page.labelled("", "owner: \(finding.ownerOrNobody)")
  }
}
