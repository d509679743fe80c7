import CivilTime
import Findings
import Results

/// The findings of one system under one rule: first what they share, then each.
enum HTMLFinding {
  static func write(_ group: HTMLView.RuleGroup, _ view: HTMLView, to page: inout HTMLPage) {
    let sample = group.sample
    page.markup("<article class=\"group item e-\(sample.severity.rawValue)\"")
    writeData(sample, count: group.findings.count, view, to: &page)
    page.markup("><header><p class=\"marks\"><span class=\"word\">")
    page.text(sample.displayWord)
    page.markup("</span> ")
    page.badge(sample.severity)
    if sample.isProvisional { page.markup(" <span class=\"prov\">provisional</span>") }
    page.markup("</p><h4>")
    page.text(Self.problem(of: group, view.words))
    if sample.isProvisional || view.grouping != .system {
      page.element("small", "in \(group.systemName ?? group.system)")
    }
    page.markup("</h4>")
    page.element("p", "Requirement: \(sample.title)", class: "requirement")
    writeRemedy(sample, view.words, to: &page)
    writeLaw(sample, to: &page)
    page.markup("</header>\n")
    let asOf = view.result.header.asOf
    for (index, finding) in group.findings.prefix(view.lines).enumerated() {
      if index < view.writtenOut {
        write(finding, asOf, isSaid: finding.id == sample.id, view.words, to: &page)
      } else {
        writeLine(finding, view.words, to: &page)
      }
    }
    writeRest(group.findings.count, view, to: &page)
    page.markup("</article>\n")
  }

  /// What is wrong: the sentence of the finding, or of the worst of several.
  private static func problem(of group: HTMLView.RuleGroup, _ words: FactWords) -> String {
    let cause = FactWords.opened(words.cause(of: group.sample))
    let count = group.findings.count
    return count == 1 ? cause : "\(cause) (the worst of \(grouped(count)))"
  }

  /// Says what the page leaves to the result.
  private static func writeRest(_ count: Int, _ view: HTMLView, to page: inout HTMLPage) {
    var parts: [String] = []
    if count > view.writtenOut {
      parts.append("The sum opens for the first \(view.writtenOut)")
    }
    if count > view.lines { parts.append("\(grouped(count - view.lines)) more like these") }
    guard !parts.isEmpty else { return }
    page.element(
      "p", parts.joined(separator: "; ") + "; the result (json, ndjson, csv) has all.",
      class: "more")
  }

  /// What the filters look at.
  static func writeData(
    _ finding: Finding, count: Int, _ view: HTMLView, to page: inout HTMLPage
  ) {
    let values = [
      ("system", finding.systemKey), ("owner", finding.ownerOrNobody),
      ("severity", finding.severity.rawValue),
      ("law", view.title(ofPack: finding.pack)), ("rule", finding.rule),
      ("state", finding.state?.rawValue ?? ""),
      ("verdict", finding.isProvisional ? "provisional" : finding.displayWord),
      ("days", String(finding.daysOver ?? 0)), ("count", String(count)),
    ]
    for (name, value) in values where !value.isEmpty {
      page.markup(" data-\(name)=\"")
      page.plain(value)
      page.markup("\"")
    }
  }

  private static func writeRemedy(
    _ sample: Finding, _ words: FactWords, to page: inout HTMLPage
  ) {
    page.markup("<p class=\"remedy\"><b>What to do</b> ")
    page.text(words.text(sample.remedy))
    page.markup("</p>")
  }

  private static func writeLaw(_ sample: Finding, to page: inout HTMLPage) {
    page.markup("<p class=\"law\">")
    page.element("code", sample.rule)
    for code in sample.catalogue { page.element("span", code, class: "code") }
    page.text(" ")
    for (number, citation) in sample.citations.enumerated() {
      if number > 0 { page.text("; ") }
      HTMLSum.write(citation, to: &page)
    }
    page.text(". Weight: \(sample.authority.title)")
    // A citation says of itself how well it is known, unless somebody read it in the document.
    let isSaid =
      sample.evidence != Evidence(.read)
      && sample.citations.contains { $0.evidence == sample.evidence }
    if !isSaid, let evidence = sample.evidenceInWords { page.text(". Evidence: \(evidence)") }
    page.markup("</p>")
  }

  /// - Parameter isSaid: Whether the heading says what is wrong, so that it is not said again.
  private static func write(
    _ finding: Finding, _ asOf: CivilDate, isSaid: Bool, _ words: FactWords,
    to page: inout HTMLPage
  ) {
    page.markup("<details class=\"f\"><summary>")
    writeSummary(finding, isSaid ? nil : words, to: &page)
    page.markup("</summary><div class=\"body\">")
    HTMLSum.write(Receipt(finding, asOf: asOf, in: words), to: &page)
    writeFacts(finding, words, to: &page)
    page.markup("</div></details>\n")
  }

  private static func writeLine(_ finding: Finding, _ words: FactWords, to page: inout HTMLPage) {
    page.markup("<p class=\"f line\">")
    writeSummary(finding, words, to: &page)
    page.element("span", "owner \(finding.ownerOrNobody)", class: "at")
    page.markup("</p>\n")
  }

  /// - Parameter words: How the cause is written; `nil` where the heading has said it.
  private static func writeSummary(
    _ finding: Finding, _ words: FactWords?, to page: inout HTMLPage
  ) {
    page.element("span", finding.subjectWithinSystem, class: "who")
    page.markup("<span class=\"why\">")
    if let words {
      page.text(FactWords.opened(words.cause(of: finding)) + " ")
    }
    if let location = finding.locations.first { page.element("code", location.description) }
    page.markup("</span>")
    page.markup("<span class=\"end\">")
    if let state = finding.state { page.element("span", state.rawValue, class: "state") }
    if let over = finding.daysOver, over > 0 {
      page.markup("<b>\(grouped(over))</b> \(over == 1 ? "day" : "days") over")
    } else if let count = finding.count {
      page.markup("<b>\(grouped(count))</b> \(count == 1 ? "record" : "records")")
    }
    page.markup("</span>")
  }
}
