import CivilTime
import Findings
import Results

/// The charts, drawn as SVG in the page; each says its figures in words too.
enum HTMLCharts {
  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let stats = view.stats
    page.section("charts", "At a glance") { page in
      page.markup("<div class=\"charts\">")
      BarChart(
        id: "c-sev", title: "In breach by severity",
        bars: zip(Severity.allCases, stats.bySeverity).map {
          BarChart.Bar(label: $0.rawValue, count: $1, style: "b-\($0.rawValue)")
        }
      ).write(to: &page)
      BarChart(
        id: "c-pack", title: "In breach by law or guidance", bars: laws(view), isStacked: true
      ).write(to: &page)
      BarChart(
        id: "c-age", title: "How long past the last permitted day",
        bars: ages(stats)
      ).write(to: &page)
      TimelineChart(
        fell: stats.byMonth, coming: stats.comingByMonth, asOf: view.result.header.asOf,
        looksAhead: !view.groups.forecast.isEmpty
      ).write(to: &page)
      page.markup("</div>")
    }
  }

  private static let mostLaws = 8

  /// A bar for each law or guidance, most first, and one for what is left, so that they add up to the
  /// breaches.
  private static func laws(_ view: HTMLView) -> [BarChart.Bar] {
    let counts = view.stats.byPack
    let packs = counts.keys.sorted { (counts[$0] ?? 0, $1) > (counts[$1] ?? 0, $0) }
    let isAll = packs.count <= mostLaws
    let shown = packs.prefix(isAll ? mostLaws : mostLaws - 1)
    let bars = shown.map {
      BarChart.Bar(label: view.title(ofPack: $0), count: counts[$0] ?? 0, style: "b-plain")
    }
    guard !isAll else { return bars }
    let rest = packs.dropFirst(shown.count)
    return bars + [
      BarChart.Bar(
        label: "\(rest.count) others", count: rest.reduce(0) { $0 + (counts[$1] ?? 0) },
        style: "b-plain")
    ]
  }

  /// A bar for each span of days, and one for what has no last permitted day.
  private static func ages(_ stats: HTMLStats) -> [BarChart.Bar] {
    let bars = zip(HTMLStats.ages, stats.byAge).map {
      BarChart.Bar(label: $0.title, count: $1, style: "b-plain")
    }
    let rest = stats.bySeverity.reduce(0, +) - stats.byAge.reduce(0, +)
    return bars + [BarChart.Bar(label: "no last day", count: rest, style: "b-info")]
  }
}

/// Horizontal bars with their labels and numbers.
struct BarChart {
  struct Bar {
    var label: String
    var count: Int
    var style: String
  }

  let id: String
  let title: String
  let bars: [Bar]
  /// Whether labels stand above their bars, where long ones have room.
  var isStacked = false

  private var step: Int { isStacked ? 42 : 28 }
  private var left: Int { isStacked ? 4 : 134 }
  private var room: Int { isStacked ? 280 : 150 }

  func write(to page: inout HTMLPage) {
    let most = bars.map(\.count).max() ?? 0
    let height = max(bars.count, 1) * step + 4
    page.markup("<figure><figcaption>")
    page.text(title)
    page.markup("</figcaption>")
    guard most > 0 else {
      page.markup("<p class=\"none\">None.</p></figure>")
      return
    }
    page.markup("<svg viewBox=\"0 0 340 \(height)\" role=\"img\" aria-labelledby=\"\(id)\">")
    page.markup("<title id=\"\(id)\">")
    page.plain("\(title): " + bars.map { "\($0.label) \($0.count)" }.joined(separator: ", "))
    page.markup("</title>")
    for (index, bar) in bars.enumerated() { write(bar, index * step + 4, most, to: &page) }
    page.markup("</svg></figure>\n")
  }

  private func write(_ bar: Bar, _ top: Int, _ most: Int, to page: inout HTMLPage) {
    let width = bar.count == 0 ? 0 : max(3, bar.count * room / most)
    let place = isStacked ? "lab over\" x=\"\(left)" : "lab\" x=\"126"
    let barTop = isStacked ? top + 18 : top + 1
    page.markup("<text class=\"\(place)\" y=\"\(top + (isStacked ? 12 : 15))\">")
    // In a drawing no element of a page may stand, so nothing may break there.
    page.plain(shortened(bar.label))
    page.markup("</text><rect class=\"track\" x=\"\(left)\" y=\"\(barTop)\"")
    page.markup(" width=\"\(room)\" height=\"20\" rx=\"3\"/>")
    page.markup("<rect class=\"\(bar.style)\" x=\"\(left)\" y=\"\(barTop)\"")
    page.markup(" width=\"\(width)\" height=\"20\" rx=\"3\"/>")
    page.markup("<text class=\"num\" x=\"\(left + room + 8)\" y=\"\(barTop + 14)\">")
    page.markup("\(grouped(bar.count))</text>")
  }

  private func shortened(_ label: String) -> String {
    let most = isStacked ? 64 : 19
    return label.count <= most ? label : label.prefix(most - 1) + "\u{2026}"
  }
}
