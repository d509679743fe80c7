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
      let words = FactWords(page.options.labels)
      let doubt = action.isProvisional ? "provisional: " : ""
      page.item(
        "\(index + 1) \(action.severity.rawValue)",
        FactWords.closed(doubt + words.text(action.fix, naming: .bare)),
        .bold, indent: indent, most: .max)
      var lines = [words.withoutForms(action.problem(in: words))]
      if let record = action.record {
        lines.append("then record: " + words.plain(record, naming: .quoted))
      }
      lines.append("\(action.effectInWords); \(action.dueInWords)")
      lines.append("owner: \(action.ownersInWords)")
      if let law = action.law { lines.append("law: \(law.place)") }
      for line in lines { page.item("", line, .plain, indent: indent, most: .max) }
    }
  }

  /// Where what is said of an action begins: behind `  1 critical `.
  private static let indent = 13

  static func writeDue(_ due: DueSoon, to page: inout TextPage) {
    guard let text = due.inWords else { return }
    page.heading("What falls due")
    page.paragraph(text)
  }
}
