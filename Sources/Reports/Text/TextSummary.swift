import Bytes
import CivilTime
import Findings
import Results

/// What stands first: whose systems, the verdict, what to fix, what falls due.
enum TextSummary {
  static func writeHead(_ result: CheckResult, to page: inout TextPage) {
    let masthead = Masthead(result)
    if let marking = masthead.marking { page.paragraph(marking, .bold) }
    page.paragraph(masthead.title, .bold)
    page.paragraph(masthead.source, .faint)
    page.gap()
    page.paragraph(result.headline, .bold)
    if result.header.showsPersonalData { page.paragraph(personalDataNotice, .red) }
  }

  static func writeActions(_ actions: Actions, to page: inout TextPage) {
    guard !actions.first.isEmpty else { return }
    let shown = actions.first.count
    page.heading(
      shown < actions.count
        ? "What to fix first (\(shown) of \(counted(actions.count, "action")))"
        : "What to fix first")
    for (index, action) in actions.first.enumerated() {
      let doubt = action.isProvisional ? " (provisional)" : ""
      let words = FactWords(page.options.labels)
      page.item(
        "\(index + 1) \(action.severity.rawValue)", words.text(action.fix) + doubt, .bold,
        indent: indent, most: 6)
      page.item(
        "", words.plain(words.uncoded(action.problem)), .plain,
        indent: indent, most: 3)
      page.item(
        "", "\(action.effectInWords); \(action.dueInWords)", .plain, indent: indent, most: 1)
      page.item("", "owner: \(action.ownersInWords)", .plain, indent: indent, most: 2)
      if let law = action.law { writeLaw(law, to: &page) }
    }
  }

  /// The law with its section, and where that is to be read.
  private static func writeLaw(_ law: Citation, to page: inout TextPage) {
    let url = law.links.compactMap(\.url).first.map { " <\($0)>" } ?? ""
    page.item("", "law: \(law.place)\(url)", .plain, indent: indent, most: 4)
  }

  /// Where what is said of an action begins: behind `  1 critical `.
  private static let indent = 13

  static func writeDue(_ due: DueSoon, to page: inout TextPage) {
    guard let text = due.inWords else { return }
    page.heading("What falls due")
    page.paragraph(text)
  }
}
