import CivilTime
import Findings
import Results

/// The verdict in a sentence, the numbers behind it and the way to each section.
enum HTMLOverview {
  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let result = view.result
    page.markup("<header class=\"top \(standing(result.summary.exitCode))\"><div class=\"wrap\">")
    page.markup("<p class=\"brand\"><b>Custos</b> <span>retention and data protection</span></p>")
    page.element("h1", result.headline)
    page.markup("<p class=\"meaning\">")
    page.text(
      "\(capitalised(result.summary.verdict)). Exit code \(result.summary.exitCode).")
    page.markup("</p>")
    if result.header.showsPersonalData {
      page.element("p", personalDataNotice, class: "personal")
    }
    if !view.isForecast { writeTiles(view, to: &page) }
    page.markup("</div></header>\n")
    writeNavigation(view, to: &page)
  }

  private static func standing(_ exitCode: Int) -> String {
    switch exitCode {
    case 0: "good"
    case 1: "bad"
    default: "open"
    }
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func writeTiles(_ view: HTMLView, to page: inout HTMLPage) {
    let total = view.result.summary.total
    let tiles: [(count: Int, one: String, many: String, target: String, kind: String)] = [
      (total.breach - total.provisional, "in breach", "in breach", "findings", "breach"),
      (total.provisional, "provisional", "provisional", "findings", "open"),
      (total.undetermined, "undecided", "undecided", "undecided", "open"),
      (total.waived, "waived", "waived", "waived", ""),
      (view.groups.forecast.count, "coming", "coming", "forecast", ""),
      (total.pass, "passed", "passed", "coverage", "good"),
      (view.result.summary.systems, "system", "systems", "coverage", ""),
    ]
    page.markup("<ul class=\"tiles\">")
    // A check does not look ahead, so it has nothing to say of what is coming.
    for tile in tiles where tile.target != "forecast" || tile.count > 0 {
      let kind = tile.count > 0 ? tile.kind : ""
      page.markup(
        "<li class=\"\(kind)\"><a href=\"#\(tile.target)\"><b>\(grouped(tile.count))</b> ")
      page.markup("<span>\(tile.count == 1 ? tile.one : tile.many)</span></a></li>")
    }
    page.markup("</ul>")
  }

  private static func writeNavigation(_ view: HTMLView, to page: inout HTMLPage) {
    let links = [
      ("charts", "At a glance"), ("coverage", "Coverage"), ("causes", "Root causes"),
      ("findings", "Findings"), ("undecided", "Undecided"), ("waived", "Waived"),
      ("forecast", "Forecast"), ("method", "Method"),
    ]
    page.markup("<nav aria-label=\"Sections\"><ul>")
    for (id, title) in links where !view.isForecast || id == "forecast" || id == "method" {
      page.markup("<li><a href=\"#\(id)\">\(title)</a></li>")
    }
    page.markup("</ul></nav>\n")
  }
}
