import Findings
import Results

/// What was checked and how, in short.
extension TextShort {
  private static let mostOpen = 12

  static func writeCoverage(_ result: CheckResult, to page: inout TextPage) {
    let summary = result.summary
    page.heading("Coverage")
    page.paragraph(
      [
        counted(summary.organisations, "organisation"), counted(summary.systems, "system"),
        counted(summary.datasets, "dataset"), counted(summary.holdings, "holding"),
        counted(summary.records, "record"),
      ].joined(separator: ", ") + "; " + grouped(summary.total.total)
        + (summary.total.total == 1 ? " check: " : " checks: ") + summary.total.inWords, indent: 2)
    for pack in result.header.outside { page.paragraph(pack.inWords, indent: 2, .yellow) }
    let view = CoverageView(result.coverage)
    guard !result.coverage.isEmpty else { return }
    page.paragraph("Systems and classes: \(view.inWords)", indent: 2)
    // What is in breach or undecided stands above; what was not checked would be seen nowhere else.
    let unchecked = view.open.filter { $0.look.isUnchecked }
    for item in unchecked.prefix(mostOpen) {
      page.item(
        item.look.word, "\(item.system): \(FactWords(page.options.labels).uncoded(item.part))",
        .plain, indent: 22, most: 2)
    }
    let more = unchecked.count - mostOpen
    if more > 0 { page.paragraph("and \(more) more; --verbose lists them", indent: 22) }
  }

  static func writeMethod(_ result: CheckResult, to page: inout TextPage) {
    let header = result.header
    page.heading("Method")
    let packs = header.packs.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    if !packs.isEmpty { page.paragraph("Rules: \(packs)", indent: 2) }
    let profile = header.profile.map { "; profile \($0)" } ?? ""
    let linked = header.isLinked ? "linked across systems" : "not linked"
    page.paragraph(
      "Custos \(header.toolVersion); threshold \(header.failOn.rawValue); records of one person "
        + "\(linked)\(profile)", indent: 2)
    for input in result.inputs where !input.isComplete {
      page.paragraph("Not read whole: \(input.path)", indent: 2, .red)
    }
    if let ledger = header.ledger { page.paragraph("History: \(ledger.inWords)", indent: 2) }
    guard result.findingCounts == nil else { return }
    page.paragraph(
      "--verbose shows the sum behind each finding, --by owner groups by who has to act.",
      indent: 2)
  }
}
