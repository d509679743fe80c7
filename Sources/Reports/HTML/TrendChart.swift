import CivilTime
import Results

/// Lines of breaches and of undetermined checks over the days; broken, with a grey band, where
/// nights are missing, so that a gap does not look like a quiet time.
struct TrendChart {
  /// The last run of each day, by day: a run may check as of an earlier day than the one before.
  private let days: [TrendPage.Night]
  private let gaps: [TrendPage.Gap]
  private let most: Int

  private static let left = 56
  private static let right = 744
  private static let top = 16
  private static let floor = 216

  /// A chart of runs, of which the last of a day is drawn.
  init(nights: [TrendPage.Night], gaps: [TrendPage.Gap]) {
    var last: [CivilDate: TrendPage.Night] = [:]
    for night in nights { last[night.day] = night }
    days = last.values.sorted { $0.day < $1.day }
    self.gaps = gaps
    most = max(nights.map { max($0.breaches, $0.undetermined) }.max() ?? 0, 1)
  }

  func write(to page: inout HTMLPage) {
    page.markup("<figure><figcaption>Checks by day<span class=\"key\"><b>━ breaches</b> ")
    page.markup("<i>╍ undecided</i> ○ not read whole, ▒ no run</span></figcaption>")
    page.markup("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Trend\">")
    page.markup(
      "<svg class=\"trend\" viewBox=\"0 0 760 248\" role=\"img\" aria-labelledby=\"c-trend\">")
    page.markup("<title id=\"c-trend\">")
    page.plain(inWords)
    page.markup("</title>")
    for gap in gaps { writeBand(gap, to: &page) }
    writeScale(to: &page)
    writeLine("open", \.undetermined, to: &page)
    writeLine("breach", \.breaches, to: &page)
    page.markup("</svg></div></figure>\n")
  }

  private func writeBand(_ gap: TrendPage.Gap, to page: inout HTMLPage) {
    guard let first = days.first?.day, let last = days.last?.day, gap.before > first,
      gap.after < last
    else { return }
    let (start, end) = (x(max(gap.after, first)), x(min(gap.before, last)))
    page.markup("<rect class=\"gap\" x=\"\(start)\" y=\"\(Self.top)\" width=\"\(end - start)\"")
    page.markup(" height=\"\(Self.floor - Self.top)\"><title>")
    page.plain(
      "\(counted(gap.missing, "night", "nights")) without a run after \(gap.after.inWords)")
    page.markup("</title></rect>")
  }

  private func writeScale(to page: inout HTMLPage) {
    for value in Set([0, most / 2, most]).sorted() {
      let style = value == 0 ? "axis" : "grid"
      page.markup("<line class=\"\(style)\" x1=\"\(Self.left)\" x2=\"\(Self.right)\"")
      page.markup(" y1=\"\(y(value))\" y2=\"\(y(value))\"/>")
      page.markup("<text x=\"\(Self.left - 8)\" y=\"\(y(value) + 4)\" text-anchor=\"end\">")
      page.markup("\(grouped(value))</text>")
    }
    guard let first = days.first?.day, let last = days.last?.day else { return }
    page.markup("<text x=\"\(Self.left)\" y=\"\(Self.floor + 22)\">\(first.inWords)</text>")
    guard last != first else { return }
    page.markup("<text x=\"\(Self.right)\" y=\"\(Self.floor + 22)\" text-anchor=\"end\">")
    page.markup("\(last.inWords)</text>")
  }

  private func writeLine(
    _ style: String, _ count: (TrendPage.Night) -> Int, to page: inout HTMLPage
  ) {
    for stretch in stretches {
      let points = stretch.map { "\(x($0.day)),\(y(count($0)))" }.joined(separator: " ")
      page.markup("<polyline class=\"\(style)\" points=\"\(points)\"/>")
      for night in stretch {
        page.markup("<circle class=\"\(style)\(night.isWhole ? "" : " part")\"")
        page.markup(" cx=\"\(x(night.day))\" cy=\"\(y(count(night)))\" r=\"3\"/>")
      }
    }
  }

  /// The last run of each day, in stretches without a missing night.
  private var stretches: [[TrendPage.Night]] {
    let breaks = Set(gaps.map(\.before))
    var stretches: [[TrendPage.Night]] = []
    for night in days {
      if stretches.isEmpty || breaks.contains(night.day) { stretches.append([]) }
      stretches[stretches.count - 1].append(night)
    }
    return stretches
  }

  private func x(_ day: CivilDate) -> Int {
    guard let first = days.first?.day, let last = days.last?.day, last > first else {
      return (Self.left + Self.right) / 2
    }
    return Self.left + (Self.right - Self.left) * day.days(since: first) / last.days(since: first)
  }

  private func y(_ count: Int) -> Int {
    Self.floor - (Self.floor - Self.top) * count / most
  }

  private var inWords: String {
    let points = days.map { "\($0.day) \($0.breaches) and \($0.undetermined)" }
    let missing = gaps.map { "\($0.missing) between \($0.after) and \($0.before)" }
    return "Breaches and undecided checks by day: " + points.joined(separator: ", ")
      + (missing.isEmpty ? "" : "; nights without a run: " + missing.joined(separator: ", "))
  }
}
