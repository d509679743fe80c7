import Findings
import Results

/// Who is judged by which packs, and how far the articles of their laws are checked.
enum HTMLLaw {
  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let law = LawView(view.result.header)
    guard !law.isEmpty else { return }
    page.section("law", "Who is judged by what") { page in
      for body in law.bodies { write(body, to: &page) }
      guard !law.laws.isEmpty else { return }
      page.markup("<h3>Articles and sections</h3>")
      page.element(
        "p", "What the rules of this run check of each law, and what they do not.", class: "legend")
      for pack in law.laws { write(pack, law, to: &page) }
    }
  }

  private static func write(_ body: LawView.Bodies, to page: inout HTMLPage) {
    page.element("h3", body.inWords)
    page.table(
      "Law and guidance for \(body.inWords)", ["Law or guidance", "Standing", "Rules"],
      class: "matrix laws"
    ) { page in
      for pack in body.packs.filter({ $0.applies != .no }) { writeRow(pack, to: &page) }
    }
    let others = body.packs.filter { $0.applies == .no }
    guard !others.isEmpty else { return }
    page.markup("<details class=\"met\"><summary>")
    page.text("\(counted(others.count, "law or guidance does", "laws and guidance do")) not apply")
    page.markup("</summary>")
    page.table(
      "What does not apply to \(body.inWords)", ["Law or guidance", "Why not", "Rules"],
      class: "matrix laws"
    ) { page in
      for pack in others { page.row([pack.name, pack.reason ?? "", pack.pack]) }
    }
    page.markup("</details>")
  }

  private static func writeRow(_ pack: Header.Reach, to page: inout HTMLPage) {
    page.markup("<tr><th scope=\"row\">")
    page.text(pack.name)
    page.markup("</th><td>")
    let isOpen = pack.applies == .unknown
    page.markup(
      "<span class=\"chip v-\(isOpen ? "undecided" : "met")\"><i aria-hidden=\"true\">"
        + "\(isOpen ? "?" : "\u{2713}")</i>")
    page.text(isOpen ? "cannot be told" : "applies")
    page.markup("</span>")
    if isOpen, let reason = pack.reason { page.element("small", reason) }
    page.markup("</td><td>")
    page.element("code", pack.pack)
    page.markup("</td></tr>\n")
  }

  private static func write(_ law: LawView.Law, _ view: LawView, to page: inout HTMLPage) {
    page.markup("<details class=\"met\"><summary>")
    page.text("\(law.name): \(law.inWords)")
    page.markup("</summary>")
    page.table(
      "Articles of \(law.title)", ["Article or section", "Checked", "What it asks"],
      class: "matrix laws"
    ) { page in
      for article in law.articles {
        page.row([article.at, article.covered.inWords, view.account(of: article)])
      }
    }
    page.markup("</details>")
  }
}
