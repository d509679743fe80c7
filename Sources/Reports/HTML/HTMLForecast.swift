import CivilTime
import Findings

/// What falls into breach after the day of the check, the nearest first.
enum HTMLForecast {
  static let most = 300

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let forecast = view.groups.forecast
    page.section("forecast", "Forecast") { page in
      guard !forecast.isEmpty else {
        page.markup("<p class=\"none\">No forecast is in this result.</p>")
        return
      }
      page.markup(
        "<p>These pass today. Unless somebody acts they fall into breach on the day given.")
      page.markup("</p>")
      page.table(
        "Forecast by day", ["In breach from", "Days left", "Severity", "What is right", "Subject"]
      ) { page in
        for finding in forecast.prefix(most) { write(finding, view, to: &page) }
      }
      if forecast.count > most {
        page.element("p", "and \(grouped(forecast.count - most)) later ones", class: "more")
      }
    }
  }

  private static func write(_ finding: Finding, _ view: HTMLView, to page: inout HTMLPage) {
    guard let since = finding.since else { return }
    page.markup("<tr class=\"item\"")
    HTMLFinding.writeData(finding, count: 1, to: &page)
    page.markup("><th scope=\"row\">")
    page.text(since.inWords)
    page.markup("</th><td class=\"n\">")
    page.markup(grouped(since.days(since: view.result.header.asOf) - 1))
    page.markup("</td><td>")
    page.badge(finding.severity)
    page.markup("</td><td>")
    page.text(finding.title)
    page.element("small", finding.rule)
    page.markup("</td><td>")
    page.text(finding.subjectInWords)
    page.markup("</td></tr>\n")
  }
}
