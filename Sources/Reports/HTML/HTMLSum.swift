import Findings

/// The worked sum of a finding, and the places that its rule cites.
enum HTMLSum {
  /// Writes the sum as a small ledger; the condition opens on request.
  static func write(_ receipt: Receipt, to page: inout HTMLPage) {
    if !receipt.lines.isEmpty { writeTable(receipt.lines, to: &page) }
    for source in receipt.precedence {
      page.markup("<p class=\"source\"><b>")
      page.text(FactWords.opened(source.label))
      page.markup("</b> ")
      page.text(source.text)
      page.markup("</p>")
    }
    writeCondition(receipt, to: &page)
  }

  private static func writeTable(_ lines: [Receipt.Line], to page: inout HTMLPage) {
    page.markup(
      "<div class=\"scroll\"><table class=\"sum\"><caption class=\"vh\">Worked sum</caption>")
    page.markup("<thead class=\"vh\"><tr><th scope=\"col\">name</th><th scope=\"col\">value</th>")
    page.markup("<th scope=\"col\">how</th></tr></thead><tbody>")
    for line in lines { write(line, to: &page) }
    page.markup("</tbody></table></div>")
  }

  private static func write(_ line: Receipt.Line, to page: inout HTMLPage) {
    page.markup("<tr class=\"l-\(line.kind)\"><th scope=\"row\">")
    page.text(line.name)
    page.markup("</th><td class=\"val\">")
    page.text(line.value)
    if line.isMasked { page.markup(" <small>masked</small>") }
    page.markup("</td><td class=\"how\">")
    page.text(line.working)
    if let location = line.location { page.element("code", location.description) }
    if let path = line.path { page.element("code", path, class: "path") }
    page.markup("</td></tr>")
  }

  /// The clauses that decided, and the formulas behind them, for whoever reads conditions.
  private static func writeCondition(_ receipt: Receipt, to page: inout HTMLPage) {
    guard !receipt.clauses.isEmpty || !receipt.formulas.isEmpty else { return }
    page.markup("<details class=\"condition\"><summary>Show the condition</summary>")
    for clause in receipt.clauses {
      page.markup("<p class=\"clause\">")
      page.element("code", clause.text)
      page.markup(" is <b>")
      page.text(clause.outcome)
      page.markup("</b>")
      page.text(clause.detail.isEmpty ? "" : ": \(clause.detail)")
      page.markup("</p>")
    }
    for line in receipt.formulas {
      page.markup("<p class=\"clause\">")
      page.element("code", "\(line.name) = \(line.working)")
      page.markup(" is <b>")
      page.text(line.value)
      page.markup("</b></p>")
    }
    page.markup("</details>")
  }

  /// Writes a citation, with links to its sections.
  static func write(_ citation: Citation, to page: inout HTMLPage) {
    writePlace(citation, to: &page)
    if let edition = citation.edition { page.text(" (\(FactWords.sentence(edition)))") }
    if citation.evidence != Evidence(.read) {
      page.text(" [\(FactWords.sentence(citation.evidence.inWords))]")
    }
  }

  /// Writes the document and the place in it, with links to its sections.
  static func writePlace(_ citation: Citation, to page: inout HTMLPage) {
    page.text(citation.at.isEmpty ? citation.title : "\(citation.title), ")
    for link in citation.links {
      guard let url = link.url else {
        page.text(link.text)
        continue
      }
      page.markup("<a href=\"")
      page.plain(url)
      page.markup("\" rel=\"noreferrer\">")
      page.text(link.text)
      page.markup("</a>")
    }
  }
}
