import Bytes
import Findings
import Results

/// What was checked of each class of data of each system, and what was not.
///
/// Each class is a row, what is not met first; what is met is folded away. So the table fits a narrow page
/// however many classes there are.
enum HTMLCoverage {
  /// How many rows are shown of what is not met, and how many of what is.
  static let most = 600

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let summary = view.result.summary
    page.section("coverage", "Coverage") { page in
      page.markup("<p>")
      page.text(
        "Read: \(counted(summary.organisations, "organisation")), "
          + "\(counted(summary.systems, "system")), \(counted(summary.datasets, "dataset")), "
          + "\(counted(summary.holdings, "holding")), \(grouped(summary.records)) records. "
          + "Made with \(counted(summary.rules, "rule")): \(grouped(summary.total.total)) checks, of "
          + "which \(grouped(summary.total.notApplicable)) did not apply.")
      page.markup("</p>")
      for pack in view.result.header.outside { page.element("p", pack.inWords, class: "open-law") }
      guard !view.result.coverage.isEmpty else {
        page.markup("<p class=\"none\">The result says nothing about classes of data.</p>")
        return
      }
      write(CoverageView(view.result.coverage), summary, to: &page)
    }
  }

  private static func write(
    _ coverage: CoverageView, _ summary: Summary, to page: inout HTMLPage
  ) {
    var names: [String: String] = [:]
    for row in summary.bySystem { names[row.key] = row.name }
    page.element("p", "Systems and classes of data: \(coverage.inWords).", class: "legend")
    if !coverage.open.isEmpty {
      writeTable(
        "Systems and classes that are not met in full", coverage.open, names, to: &page)
    }
    guard !coverage.met.isEmpty else { return }
    page.markup("<details class=\"met\"><summary>")
    page.text(
      "\(counted(coverage.met.count, "system or class", "systems and classes")): every check that "
        + "applied was made and met")
    page.markup("</summary>")
    writeTable("Systems and classes that are met in full", coverage.met, names, to: &page)
    page.markup("</details>")
  }

  private static func writeTable(
    _ label: String, _ items: [Coverage], _ names: [String: String], to page: inout HTMLPage
  ) {
    page.table(label, ["System and class of data", "Standing", "Checks"], class: "matrix") { page in
      for item in items.prefix(most) { writeRow(item, names[item.system], to: &page) }
    }
    if items.count > most {
      page.element("p", "and \(grouped(items.count - most)) more in the result", class: "more")
    }
  }

  private static func writeRow(_ item: Coverage, _ name: String?, to page: inout HTMLPage) {
    page.markup("<tr><th scope=\"row\">")
    let system = name ?? item.system
    // The bold line says which system or which class it is.
    let (first, second) = item.dataset == nil ? (system, item.part) : (item.part, system)
    page.text(page.words.uncoded(first))
    page.element("small", second)
    page.markup("</th><td>")
    writeChip(item.look, to: &page)
    page.markup("</td><td class=\"checks\">")
    page.text(item.checksInWords)
    page.markup("</td></tr>\n")
  }

  private static func writeChip(_ look: Coverage.Look, to page: inout HTMLPage) {
    page.markup("<span class=\"chip v-\(look)\"><i aria-hidden=\"true\">\(look.sign)</i>")
    page.text(look.word)
    page.markup("</span>")
  }
}

extension Coverage {
  /// What the checks came to, and why it is undecided where none of its own checks is.
  fileprivate var checksInWords: String {
    guard look == .undecided, counts.undetermined == 0 else { return counts.checksInWords }
    return "\(counts.checksInWords); what is undecided is about the whole system"
  }
}

extension Summary.Counts {
  /// What the checks came to that applied, in words: `3 in breach, 1 undecided, 12 met`.
  fileprivate var checksInWords: String {
    let parts = [
      (breach - provisional, "in breach"), (provisional, "provisional"),
      (undetermined, "undecided"), (waived, "waived"), (pass, "met"),
    ]
    let words = parts.filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }
    return words.isEmpty ? "none applied" : words.joined(separator: ", ")
  }
}
