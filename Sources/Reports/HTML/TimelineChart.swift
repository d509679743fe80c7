import CivilTime
import Results

/// Columns by month: what fell into breach, and what will unless somebody acts.
struct TimelineChart {
  /// What fell into breach: earlier, the months back, this month, the months on, later.
  let fell: [Int]
  /// What will fall into breach, in the same months.
  let coming: [Int]
  let asOf: CivilDate
  /// Whether days after the day of the check were looked at.
  let looksAhead: Bool

  /// How wide the drawing is, whatever the number of its columns: so its letters keep their size.
  private static let wide = 834
  private static let left = 12
  private static let floor = 150
  private static let tallest = 112

  private var counts: [Int] { zip(fell, coming).map { $0 + $1 } }
  private var middle: Int { fell.count / 2 }
  private var columns: Int { looksAhead ? counts.count : middle + 1 }
  private var step: Int { (Self.wide - 2 * Self.left) / columns }

  func write(to page: inout HTMLPage) {
    page.markup("<figure class=\"wide\"><figcaption>Breaches by the month in which they began")
    if looksAhead {
      page.markup(" or will begin<span class=\"key\"><i class=\"k-past\"></i>began")
      page.markup(" <i class=\"k-next\"></i>will begin unless somebody acts</span>")
    }
    page.markup("</figcaption>")
    let most = counts.max() ?? 0
    guard most > 0 else {
      page.markup("<p class=\"none\">No finding has a day.</p></figure>\n")
      return
    }
    let width = columns * step + 2 * Self.left
    page.markup(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Breaches by month\">")
    page.markup("<svg class=\"time\" viewBox=\"0 0 \(width) 192\" role=\"img\"")
    page.markup(" aria-labelledby=\"c-time\"><title id=\"c-time\">")
    page.plain("Breaches by the month in which they began: \(inWords)")
    page.markup("</title>")
    page.markup("<line class=\"axis\" x1=\"\(Self.left)\" x2=\"\(width - Self.left)\"")
    page.markup(" y1=\"\(Self.floor)\" y2=\"\(Self.floor)\"/>")
    writeToday(to: &page)
    for index in counts.indices.prefix(columns) { writeColumn(index, most, to: &page) }
    page.markup("</svg></div></figure>\n")
  }

  private func writeToday(to page: inout HTMLPage) {
    let x = Self.left + middle * step + step / 2
    page.markup("<rect class=\"now\" x=\"\(x - step / 2)\" y=\"14\" width=\"\(step)\"")
    page.markup(" height=\"\(Self.floor - 14)\"/>")
    page.markup("<text class=\"mon\" x=\"\(x)\" y=\"10\">check</text>")
  }

  private func writeColumn(_ index: Int, _ most: Int, to page: inout HTMLPage) {
    let count = counts[index]
    let x = Self.left + index * step
    let gap = step / 7
    let center = x + step / 2
    if count > 0 {
      var height = 0
      for (style, part) in [("past", fell[index]), ("next", coming[index])] where part > 0 {
        let own = max(3, part * Self.tallest / most)
        height += own
        page.markup("<rect class=\"\(style)\" x=\"\(x + gap)\" y=\"\(Self.floor - height)\"")
        page.markup(" width=\"\(step - 2 * gap)\" height=\"\(own)\" rx=\"2\"/>")
      }
      page.markup("<text class=\"cnt\" x=\"\(center)\" y=\"\(Self.floor - height - 4)\">")
      page.markup("\(count < 10_000 ? String(count) : "\(count / 1_000)k")</text>")
    }
    let (top, bottom) = label(index)
    page.markup("<text class=\"mon\" x=\"\(center)\" y=\"\(Self.floor + 15)\">\(top)</text>")
    if let bottom {
      page.markup("<text class=\"yr\" x=\"\(center)\" y=\"\(Self.floor + 31)\">\(bottom)</text>")
    }
  }

  /// The month of a column, and the year where it is the first of it.
  private func label(_ index: Int) -> (String, String?) {
    if index == 0 { return ("before", nil) }
    if index == counts.count - 1 { return ("later", nil) }
    let month = month(index)
    return (month.monthName, month.month == 1 ? String(month.year) : nil)
  }

  private func month(_ index: Int) -> CivilDate {
    let months = asOf.year * 12 + asOf.month - 1 + index - middle
    return CivilDate(year: months / 12, month: months % 12 + 1, day: 1) ?? asOf
  }

  private var inWords: String {
    let parts = counts.indices.filter { counts[$0] > 0 }.map { index -> String in
      if index == 0 { return "earlier \(counts[index])" }
      if index == counts.count - 1 { return "later \(counts[index])" }
      let month = month(index)
      return "\(month.monthName) \(month.year) \(counts[index])"
    }
    return parts.joined(separator: ", ")
  }
}
