import CivilTime
import Diagnostics
public import Findings
import Reports

/// A forecast by week and system, in plain text.
public struct ForecastPage {
  private let result: CheckResult

  /// A page of a result that ``ForecastRun`` made.
  public init(_ result: CheckResult) { self.result = result }

  /// The page.
  public var text: String {
    let dated = result.findings.compactMap { finding in finding.since.map { ($0, finding) } }
      .sorted { $0.0 < $1.0 }
    var text = "\(result.summary.verdict)\n"
    var week: CivilDate?
    var system: String?
    for (day, finding) in dated {
      let monday = Self.monday(of: day)
      if monday != week {
        text += "\nWeek of \(monday)\n"
        week = monday
        system = nil
      }
      let name = finding.subject.link(.system)?.name ?? finding.subject.links.first?.name ?? "?"
      if name != system {
        text += "  \(PlainText.inline(name))\n"
        system = name
      }
      text += line(day, finding)
    }
    let notices = result.notices.filter { $0.code == "forecast.masked" }
    return text + notices.map { "\n\($0)\n" }.joined()
  }

  private func line(_ day: CivilDate, _ finding: Finding) -> String {
    let codes = finding.catalogue.joined(separator: " ")
    let place = finding.locations.first.map { "  \($0)" } ?? ""
    let doubt = finding.isProvisional ? " (provisional)" : ""
    return "    \(day)  \(finding.severity.rawValue)\(doubt)  \(PlainText.inline(finding.title))\n"
      + "                \(finding.rule) \(codes)  \(PlainText.inline(finding.subject.path))\(place)\n"
  }

  /// The Monday of a day's week (ISO 8601-1:2019, section 4.2.2); 1970-01-01 was a Thursday.
  static func monday(of day: CivilDate) -> CivilDate {
    let weekday = (Int(day.dayNumber) % 7 + 10) % 7
    return day.adding(days: -weekday)
  }
}
