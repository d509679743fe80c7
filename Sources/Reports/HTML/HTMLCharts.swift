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
      let packs = stats.byPack.keys.sorted {
        (stats.byPack[$0] ?? 0, $1) > (stats.byPack[$1] ?? 0, $0)
      }
      BarChart(
        id: "c-pack", title: "In breach by law or guidance",
        bars: packs.prefix(8).map {
          BarChart.Bar(label: $0, count: stats.byPack[$0] ?? 0, style: "b-plain")
        }
      ).write(to: &page)
      BarChart(
        id: "c-age", title: "How long past the last permitted day",
        bars: zip(HTMLStats.ages, stats.byAge).map {
          BarChart.Bar(label: $0.title, count: $1, style: "b-plain")
        }
      ).write(to: &page)
      TimelineChart(
        fell: stats.byMonth, coming: stats.comingByMonth, asOf: view.result.header.asOf,
        looksAhead: !view.groups.forecast.isEmpty
      ).write(to: &page)
      page.markup("</div>")
    }
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

  func write(to page: inout HTMLPage) {
    let most = bars.map(\.count).max() ?? 0
    let height = max(bars.count, 1) * 28 + 4
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
    for (index, bar) in bars.enumerated() {
      let top = index * 28 + 4
      let width = bar.count == 0 ? 0 : max(3, bar.count * 150 / most)
      page.markup("<text class=\"lab\" x=\"126\" y=\"\(top + 15)\">")
      // In a drawing no element of a page may stand, so nothing may break there.
      page.plain(Self.shortened(bar.label))
      page.markup("</text><rect class=\"track\" x=\"134\" y=\"\(top + 1)\" width=\"150\"")
      page.markup(
        " height=\"20\" rx=\"3\"/><rect class=\"\(bar.style)\" x=\"134\" y=\"\(top + 1)\"")
      page.markup(" width=\"\(width)\" height=\"20\" rx=\"3\"/>")
      page.markup("<text class=\"num\" x=\"292\" y=\"\(top + 15)\">\(grouped(bar.count))</text>")
    }
    page.markup("</svg></figure>\n")
  }

  private static func shortened(_ label: String) -> String {
    label.count <= 19 ? label : label.prefix(18) + "\u{2026}"
  }
}
