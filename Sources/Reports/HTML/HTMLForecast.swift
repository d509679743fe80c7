import CivilTime
import Findings
import Results

/// What falls into breach after the day of the check, by week and system.
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
        "<p>These pass as of the day of the check. Unless somebody acts they will be in breach from the day given."
      )
      page.markup("</p>")
      if view.result.header.forecastUntil != nil { page.markup("<div id=\"tools\"></div>\n") }
      var room = most
      for week in ForecastWeeks(forecast).weeks where room > 0 {
        write(week, view, &room, to: &page)
      }
      if forecast.count > most {
        page.element("p", "and \(grouped(forecast.count - most)) later ones", class: "more")
      }
    }
  }

  private static func write(
    _ week: ForecastWeeks.Week, _ view: HTMLView, _ room: inout Int, to page: inout HTMLPage
  ) {
    let count = counted(week.count, "breach begins", "breaches begin")
    page.markup("<div class=\"week\">")
    page.element("h3", "Week of \(week.monday.inWords): \(count)")
    var left = room
    page.table(
      "Week of \(week.monday.inWords)",
      ["System", "In breach from", "Days left", "Severity", "What will be wrong", "Where"],
      class: "stack coming"
    ) { page in
      for system in week.systems {
        for finding in system.findings.prefix(left) {
          write(finding, in: system, view, to: &page)
        }
        left -= min(left, system.findings.count)
      }
    }
    page.markup("</div>\n")
    room = left
  }

  private static func write(
    _ finding: Finding, in system: SystemGroup, _ view: HTMLView, to page: inout HTMLPage
  ) {
    guard let since = finding.since else { return }
    page.markup("<tr class=\"item\"")
    HTMLFinding.writeData(finding, count: 1, view, to: &page)
    page.markup("><th scope=\"row\">")
    page.text(system.name ?? system.key)
    page.markup("</th><td class=\"day\">")
    page.text(since.inWords)
    page.markup("</td><td class=\"n\">")
    page.markup(grouped(since.days(since: view.result.header.asOf) - 1))
    page.markup("</td><td>")
    page.badge(finding.severity)
    page.markup("</td><td>")
    page.text(FactWords.opened(view.words.cause(finding.causeOnTheDay, of: finding)))
    page.element("small", "Requirement: \(finding.title) (\(finding.rule))")
    page.markup("</td><td>")
    page.text(finding.subjectInWords)
    if let location = finding.locations.first {
      page.text(" ")
      page.element("code", location.description)
    }
    page.element("small", "owner \(finding.ownerOrNobody)")
    page.markup("</td></tr>\n")
  }
}
