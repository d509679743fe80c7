import Bytes
import CivilTime
import Findings
import Results

/// The findings on a line or two each, those of one rule in one place together.
enum TextShort {
  /// Findings of one rule and severity within a heading.
  private struct Line {
    /// The worst of them.
    var sample: Finding
    /// How many there are.
    var count = 0
  }

  private static let indent = 12
  /// On how many lines a cause may go.
  private static let mostLines = 2

  static func writeFailures(
    _ groups: FindingGroups, _ result: CheckResult, by grouping: Grouping, to page: inout TextPage
  ) {
    let file = result.inputs.count == 1 ? result.inputs.first?.path : nil
    let count = groups.failures.reduce(0) { $0 + $1.findings.count }
    if count > 0 { page.heading("Findings by \(grouping.rawValue) (\(count))") }
    for (index, group) in groups.failures.enumerated() {
      if index > 0 { page.gap() }
      let name = group.name.map { ": \($0)" } ?? ""
      page.paragraph("\(group.key)\(name) (\(group.findings.count))", .bold)
      if grouping == .system, let first = group.findings.first {
        page.paragraph(responsibility(first), indent: 2, .faint)
      }
      for line in lines(group.findings) {
        write(line, by: grouping, file, most: mostLines, to: &page)
      }
    }
    guard !groups.provisional.isEmpty else { return }
    page.heading("Provisional (\(groups.provisional.count))")
    page.paragraph(
      "These rest on a figure that nobody has confirmed, and count once the profile confirms it; "
        + "custos rules evidence lists the figures.")
    for line in lines(groups.provisional) {
      write(line, by: .system, file, most: mostLines, to: &page)
    }
  }

  private static func responsibility(_ finding: Finding) -> String {
    let steward = finding.steward.map { "; steward: \($0)" } ?? ""
    return "owner: \(finding.ownerOrNobody)\(steward)"
  }

  /// Findings, which are sorted worst first, by kind.
  private static func lines(_ findings: FindingList) -> [Line] {
    var lines: [Line] = []
    var places: [UInt32: Int] = [:]
    for (index, entry) in findings.entries.enumerated() {
      if places[entry.group] == nil {
        places[entry.group] = lines.count
        lines.append(Line(sample: findings[index]))
      }
      if let place = places[entry.group] { lines[place].count += 1 }
    }
    return lines
  }

  /// - Parameter file: The only input, which places need not name.
  private static func write(
    _ line: Line, by grouping: Grouping, _ file: String?, most: Int, to page: inout TextPage
  ) {
    let finding = line.sample
    let words = FactWords(page.options.labels)
    let state = finding.state.map { " (\($0.rawValue))" } ?? ""
    var parts: [String] = []
    if grouping != .rule { parts.append(finding.rule) }
    if grouping != .system { parts.append(finding.systemName ?? finding.systemKey) }
    if line.count > 1 { parts.append("the worst of \(line.count)") }
    if let count = finding.count, count > 1 { parts.append("\(grouped(count)) records") }
    if let checks = finding.checksBesideCount { parts.append("\(grouped(checks)) checks") }
    if let location = finding.locations.first {
      // The whole path is in the long form and in all other reports.
      let name = location.path.split(separator: "/").last ?? "-"
      parts.append(
        location.path == file ? "line \(location.line)" : "\(name):\(location.line)")
    }
    page.item(
      finding.severity.rawValue, words.text(finding.cause, withPaths: false) + state,
      tag: parts.joined(separator: ", "),
      style(finding.severity), indent: indent, most: most)
  }

  private static func style(_ severity: Severity) -> TextPage.Style {
    switch severity {
    case .critical, .high: .red
    case .medium: .yellow
    case .low, .info: .blue
    }
  }
}

extension TextShort {
  private static let mostFacts = 4

  static func writeUndetermined(_ groups: FindingGroups, to page: inout TextPage) {
    guard !groups.undetermined.isEmpty else { return }
    let checks = groups.undetermined.reduce(0) { $0 + $1.checks }
    page.heading("Could not be decided (\(checks)), by whom to ask")
    for addressee in OpenQuestions(groups.undetermined).addressees {
      page.item(
        String(addressee.checks),
        "\(addressee.nameInWords): "
          + FactWords(page.options.labels).text(
            addressee.factsInWords(most: mostFacts), withPaths: false), .yellow, indent: 6,
        most: 3)
    }
  }

  static func writeWaived(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    if !groups.waived.isEmpty {
      page.heading("Waived (\(groups.waived.count))")
      for line in lines(groups.waived) {
        let finding = line.sample
        let others = line.count > 1 ? "; the worst of \(line.count)" : ""
        let waiver =
          finding.waiver.map { "; \($0.id) until \($0.until.inWords), \($0.owner)" } ?? ""
        page.item(
          finding.severity.rawValue, finding.cause + waiver + others, .plain, indent: indent,
          most: 3)
      }
    }
    writeWaivers(result.waivers, to: &page)
  }

  /// Writes the waivers that somebody has to look at.
  static func writeWaivers(_ waivers: [WaiverStanding], to page: inout TextPage) {
    let troubled = waivers.filter { $0.states != [.active] }
    guard !troubled.isEmpty else { return }
    page.heading("Waivers that need attention (\(troubled.count))")
    for waiver in troubled {
      let states = waiver.states.map(\.rawValue).joined(separator: ", ")
      page.item(
        waiver.id,
        "\(states); until \(waiver.until.inWords), \(waiver.owner); \(waiver.rule) for "
          + waiver.subject, .plain, indent: indent + 4, most: 2)
    }
  }

  private static let mostComing = 10

  static func writeForecast(_ groups: FindingGroups, to page: inout TextPage) {
    guard !groups.forecast.isEmpty else { return }
    page.heading("Will fall into breach (\(groups.forecast.count))")
    for finding in groups.forecast.prefix(mostComing) {
      page.item(
        finding.since?.description ?? "", "\(finding.subjectInWords): \(finding.title)", .plain,
        indent: indent + 2, most: 1)
    }
    let more = groups.forecast.count - mostComing
    if more > 0 { page.paragraph("and \(more) later ones", indent: 2) }
  }

  private static let mostOpen = 12

  static func writeCoverage(_ result: CheckResult, to page: inout TextPage) {
    let summary = result.summary
    page.heading("Coverage")
    page.paragraph(
      [
        counted(summary.organisations, "organisation"), counted(summary.systems, "system"),
        counted(summary.datasets, "dataset"), counted(summary.holdings, "holding"),
        counted(summary.records, "record"),
      ].joined(separator: ", ") + "; " + counted(summary.total.total, "check") + ": "
        + summary.total.inWords, indent: 2)
    for pack in result.header.outside { page.paragraph(pack.inWords, indent: 2, .yellow) }
    let view = CoverageView(result.coverage)
    guard !result.coverage.isEmpty else { return }
    page.paragraph("Systems and classes: \(view.inWords)", indent: 2)
    // What is in breach or undecided stands above; what was not checked would be seen nowhere else.
    let unchecked = view.open.filter { $0.look.isUnchecked }
    for item in unchecked.prefix(mostOpen) {
      page.item(item.look.word, "\(item.system): \(item.part)", .plain, indent: 22, most: 2)
    }
    let more = unchecked.count - mostOpen
    if more > 0 { page.paragraph("and \(more) more; --verbose lists them", indent: 22) }
  }

  static func writeMethod(_ result: CheckResult, to page: inout TextPage) {
    let header = result.header
    page.heading("Method")
    let packs = header.packs.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    page.paragraph("Rules: \(packs)", indent: 2)
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
