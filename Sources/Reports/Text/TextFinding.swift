import Bytes
import CivilTime
import Findings
import Results

/// A finding as text.
enum TextFinding {
  /// Writes a finding with everything that is known about it.
  static func write(_ finding: Finding, _ asOf: CivilDate, to page: inout TextPage) {
    page.gap()
    writeTitle(finding, to: &page)
    page.labelled("subject", finding.subjectInWords)
    writeControllers(finding, to: &page)
    for location in finding.locations.prefix(3) {
      page.labelled("at", location.description + (location.pointer.map { "  \($0)" } ?? ""))
    }
    if finding.locations.count > 3 {
      page.labelled("", "and \(finding.locations.count - 3) more places")
    }
    if let count = finding.count { page.labelled("records", String(count)) }
    if let checks = finding.checksBesideCount { page.labelled("checks", String(checks)) }
    writeReceipt(
      Receipt(finding, asOf: asOf, in: FactWords(page.options.labels)), to: &page)
    writeSource(finding, to: &page)
    page.labelled("what to do", FactWords(page.options.labels).text(finding.remedy))
    if let (label, text) = finding.afterwards {
      page.labelled(label, FactWords.closed(FactWords(page.options.labels).text(text)))
    }
    if let since = finding.since { page.labelled("since", since.inWords) }
    page.labelled("finding", finding.id, .faint)
  }

  /// Writes a finding on few lines, with its waiver or its day.
  static func writeShort(_ finding: Finding, to page: inout TextPage) {
    page.gap()
    writeTitle(finding, to: &page)
    page.labelled("subject", finding.subjectInWords)
    if let waiver = finding.waiver {
      page.labelled(
        "waiver",
        "\(waiver.id) until \(waiver.until.inWords), owner \(waiver.owner): \(waiver.reason)")
    } else if let since = finding.since {
      page.labelled("from", since.inWords)
    }
    page.labelled("rule", "\(finding.rule)  \(finding.catalogue.joined(separator: " "))")
    page.labelled("finding", finding.id, .faint)
  }

  private static func writeTitle(_ finding: Finding, to page: inout TextPage) {
    let style: TextPage.Style =
      switch finding.severity {
      case .critical, .high: .red
      case .medium: .yellow
      case .low, .info: .blue
      }
    let state = finding.state.map { " (\($0.rawValue))" } ?? ""
    let provisional = finding.isProvisional ? " provisional" : ""
    page.paragraph(
      "\(finding.displayWord.uppercased()) \(finding.severity.rawValue)\(provisional)\(state): "
        + FactWords.opened(FactWords(page.options.labels).cause(of: finding)), style)
    page.labelled("requirement", finding.title)
  }

  private static func writeControllers(_ finding: Finding, to page: inout TextPage) {
    guard !finding.subject.controllers.isEmpty else { return }
    page.labelled("controllers", finding.subject.controllers.joined(separator: ", "))
  }

  private static func writeReceipt(_ receipt: Receipt, to page: inout TextPage) {
    let nameWidth = min(receipt.lines.map { $0.name.unicodeScalars.count }.max() ?? 0, 34)
    for (index, line) in receipt.lines.enumerated() {
      let isLong = line.name.unicodeScalars.count > nameWidth
      if isLong { page.labelled(index == 0 ? "worked out" : "", line.name) }
      var text = TextPage.padded(isLong ? "" : line.name, to: nameWidth) + "  "
      text += line.value + (line.isMasked && line.value != "[masked]" ? " [masked]" : "")
      if !line.working.isEmpty {
        text += line.kind == .step || line.kind == .day ? " = " : ", "
        text += line.working
      }
      if let location = line.location { text += "  (\(location))" }
      page.sum(index == 0 && !isLong ? "worked out" : "", text, indent: nameWidth + 2)
    }
    for source in receipt.precedence { page.labelled(source.label, source.text) }
    writeCondition(receipt, to: &page)
  }

  /// The clauses that decided, and the formulas behind them.
  private static func writeCondition(_ receipt: Receipt, to page: inout TextPage) {
    let clauses = receipt.clauses.map { clause in
      let detail = clause.detail.isEmpty ? "" : ": \(clause.detail)"
      return "\(clause.text) is \(clause.outcome)\(detail)"
    }
    let formulas = receipt.formulas.map { line in
      "\(line.name) = \(line.working.isEmpty ? "" : "\(line.working) = ")\(line.value)"
    }
    for (index, text) in (clauses + formulas).enumerated() {
      page.labelled(index == 0 ? "condition" : "", text)
    }
  }

  private static func writeSource(_ finding: Finding, to page: inout TextPage) {
    let codes = finding.catalogue.joined(separator: " ")
    page.labelled("rule", codes.isEmpty ? finding.rule : "\(finding.rule)  \(codes)")
    for (index, citation) in finding.citations.enumerated() {
      page.labelled(index == 0 ? "source" : "", citation.inWords)
    }
    page.labelled("weight", finding.authority.title)
    if let evidence = finding.evidenceInWords { page.labelled("evidence", evidence) }
  }
}

extension TextPage {
  /// Writes a line of a sum; its name keeps its width.
  mutating func sum(_ label: String, _ text: String, indent: Int) {
    let safe = Self.safe(text)
    let scalars = safe.unicodeScalars
    let room = options.width - Self.labelWidth - 2
    output.write("  ")
    write(Self.padded(label, to: Self.labelWidth), .faint)
    guard scalars.count > room, scalars.count > indent else { return line(safe) }
    let name = String(scalars.prefix(indent))
    let rest = String(scalars.dropFirst(indent))
    for (index, piece) in Self.wrapped(rest, width: room - indent).enumerated() {
      let width = piece.unicodeScalars.count
      if index == 0, width <= room - indent {
        output.write(name)
      } else {
        if index == 0 { line(name) }
        // A place that is wider than its column begins before it.
        let start = min(2 + Self.labelWidth + indent, options.width - width)
        output.write(String(repeating: " ", count: max(start, 2)))
      }
      line(piece)
    }
  }
}
