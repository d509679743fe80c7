import CivilTime
import Findings
import Results

/// Whose systems were checked, the verdict in a sentence, the numbers behind it and the way to each
/// section.
enum HTMLOverview {
  /// What a printed copy holds and what it leaves to the file.
  private static let onPaper =
    "This printed copy holds what to fix first, what was checked, what findings have in common, each "
    + "finding in a few lines, what could not be decided, and the method. The facts and the sum of a "
    + "finding are in the file of the report: open the finding there, or choose \u{201C}Expand "
    + "all\u{201D}, before printing to have them on paper too."

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let result = view.result
    let masthead = Masthead(result)
    page.markup("<header class=\"top \(standing(result.summary.exitCode))\"><div class=\"wrap\">")
    if let marking = masthead.marking { page.element("p", marking, class: "marking") }
    page.markup("<p class=\"brand\"><b>Custos</b> <span>retention and data protection</span></p>")
    page.element("h1", masthead.title)
    page.element("p", masthead.source, class: "source")
    page.element("p", capitalised(result.headline) + ".", class: "verdict")
    page.markup("<p class=\"meaning\">")
    // The verdict of a forecast would say its headline again.
    let verdict =
      view.isForecast && result.summary.exitCode == 0
      ? "Complete" : capitalised(FactWords.sentence(result.summary.verdict))
    page.text("\(verdict). Exit code \(result.summary.exitCode).")
    page.markup("</p>")
    if result.header.showsPersonalData {
      page.element("p", personalDataNotice, class: "personal")
    }
    if !view.isForecast {
      writeTiles(view, to: &page)
      page.element("p", onPaper, class: "paper")
    }
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
    let tiles: [(count: Int, word: String, target: String, kind: String)] = [
      (total.breach - total.provisional, "in breach", "findings", "breach"),
      (total.provisional, "provisional", "provisional", "open"),
      (total.undetermined, "undecided", "undecided", "open"),
      (total.waived, "waived", "waived", ""), (total.pass, "met", "coverage", "good"),
    ]
    page.markup("<ul class=\"tiles\" aria-label=\"Checks by verdict\">")
    for tile in tiles {
      let kind = tile.count > 0 ? tile.kind : ""
      let target =
        tile.target == "provisional" && view.provisional.isEmpty ? "findings" : tile.target
      page.markup("<li class=\"\(kind)\"><a href=\"#\(target)\"><b>\(grouped(tile.count))</b> ")
      page.markup("<span>\(tile.word)</span></a></li>")
    }
    page.markup("</ul>")
  }

  private static func writeNavigation(_ view: HTMLView, to page: inout HTMLPage) {
    let links = [
      ("first", "Fix first"), ("charts", "At a glance"), ("coverage", "Coverage"),
      ("causes", "Root causes"), ("findings", "Findings"), ("undecided", "Undecided"),
      ("waived", "Waived"), ("forecast", "Forecast"), ("law", "Law"), ("method", "Method"),
    ]
    let hasLaw = !view.result.header.reach.isEmpty
    page.markup("<nav aria-label=\"Sections\"><ul>")
    for (id, title) in links
    where (!view.isForecast || id == "forecast" || id == "method") && (id != "law" || hasLaw) {
      page.markup("<li><a href=\"#\(id)\">\(title)</a></li>")
    }
    page.markup("</ul></nav>\n")
  }
}
