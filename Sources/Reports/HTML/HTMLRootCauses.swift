import Findings
import Results

/// What findings share, with what to do about it.
enum HTMLRootCauses {
  static let most = 200

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let causes = view.result.rootCauses
    page.section("causes", "Root causes") { page in
      guard !causes.isEmpty else {
        page.markup("<p class=\"none\">No findings share a cause.</p>")
        return
      }
      page.markup("<p>Each of these is behind several breaches or undecided checks.</p>")
      page.markup("<ol class=\"causes\">")
      for cause in causes.prefix(most) { write(cause, to: &page) }
      page.markup("</ol>")
      if causes.count > most {
        page.element("p", "and \(counted(causes.count - most, "more cause"))", class: "more")
      }
    }
  }

  private static func write(_ cause: RootCause, to page: inout HTMLPage) {
    page.markup("<li class=\"e-\(cause.severity.rawValue)\"><p class=\"clears\"><b>")
    page.markup("\(grouped(cause.findings))</b> \(cause.noun)")
    page.markup("</p><div><h3>")
    page.text(page.words.text(page.words.uncoded(cause.title)))
    page.markup("</h3><p><b>\(FactWords.opened(cause.fixLabel))</b> ")
    page.text(page.words.text(cause.fixWithEffect, naming: .quoted))
    page.markup("</p><p class=\"meta\">")
    page.badge(cause.severity)
    page.text(" \(list(cause.systems, "system")) \u{00B7} \(list(cause.rules, "rule"))")
    page.markup("</p></div></li>\n")
  }

  private static func list(_ names: [String], _ noun: String) -> String {
    guard names.count <= 5 else { return counted(names.count, noun) }
    return names.isEmpty ? "no \(noun)" : names.joined(separator: ", ")
  }
}
