import CivilTime
import Findings
import Results

/// The parts of the Markdown report.
enum MarkdownSections {
  /// What is always there, most important first.
  static func fixed(_ result: CheckResult, _ groups: FindingGroups) -> [String] {
    var head = "## Custos: \(MarkdownText.escaped(result.headline))\n\n"
    head +=
      "\(MarkdownText.escaped(result.summary.verdict)) (exit code \(result.summary.exitCode))\n\n"
    for pack in result.header.outside { head += "> \(MarkdownText.escaped(pack.inWords))\n\n" }
    if result.header.showsPersonalData { head += "> **\(personalDataNotice)**\n\n" }
    return [head, counts(result), changes(result), rootCauses(result), systems(result)]
      .filter { !$0.isEmpty }
  }

  private static func counts(_ result: CheckResult) -> String {
    var table = "| severity | in breach | undecided | waived |\n|---|--:|--:|--:|\n"
    for row in result.summary.bySeverity {
      let counts = row.counts
      guard counts.breach + counts.undetermined + counts.waived > 0 else { continue }
      table +=
        "| \(MarkdownText.escaped(row.key)) | \(counts.breach) | \(counts.undetermined) | "
        + "\(counts.waived) |\n"
    }
    return table + "\n"
  }

  private static func changes(_ result: CheckResult) -> String {
    var counts = [Int](repeating: 0, count: Finding.State.allCases.count)
    for finding in result.findings {
      guard let state = finding.state, let index = Finding.State.allCases.firstIndex(of: state)
      else { continue }
      counts[index] += 1
    }
    guard counts.contains(where: { $0 > 0 }) else { return "" }
    var table = "| since the earlier result | findings |\n|---|--:|\n"
    for (state, count) in zip(Finding.State.allCases, counts) {
      let word = state == .new ? "introduced" : state.rawValue
      table += "| \(word) | \(count) |\n"
    }
    return table + "\n"
  }

  private static func rootCauses(_ result: CheckResult) -> String {
    guard !result.rootCauses.isEmpty else { return "" }
    var table =
      "### Root causes\n\n| cause | fix | findings | effect | worst |\n|---|---|--:|---|---|\n"
    for cause in result.rootCauses.prefix(25) {
      table +=
        "| \(MarkdownText.escaped(cause.title)) | \(MarkdownText.escaped(cause.fix)) | "
        + "\(cause.findings) | \(cause.effectInWords) | \(cause.severity.rawValue) |\n"
    }
    let more = result.rootCauses.count - 25
    return table + (more > 0 ? "\nand \(counted(more, "more cause"))\n\n" : "\n")
  }

  private static func systems(_ result: CheckResult) -> String {
    let rows = result.summary.bySystem.filter {
      $0.counts.breach + $0.counts.undetermined + $0.counts.waived > 0
    }
    guard !rows.isEmpty else { return "" }
    var table = "| system | in breach | undecided | waived | passed |\n|---|--:|--:|--:|--:|\n"
    for row in rows.prefix(60) {
      let name = row.name.map { " (\(MarkdownText.escaped($0)))" } ?? ""
      let counts = row.counts
      table +=
        "| \(MarkdownText.escaped(row.key))\(name) | \(counts.breach) | \(counts.undetermined) | "
        + "\(counts.waived) | \(counts.pass) |\n"
    }
    return table + (rows.count > 60 ? "\nand \(rows.count - 60) more systems\n\n" : "\n")
  }

  /// A finding in a fold that opens.
  static func fold(_ finding: Finding, _ asOf: CivilDate) -> String {
    let word = MarkdownText.escapedInHTML(finding.displayWord)
    let state = finding.state.map { ", \($0.rawValue)" } ?? ""
    var text = "<details><summary>\(word), \(finding.severity.rawValue)\(state): "
    text += "\(MarkdownText.escapedInHTML(finding.cause))</summary>\n\n"
    func item(_ label: String, _ value: String) {
      text += "- \(label): \(MarkdownText.escaped(value))\n"
    }
    item("what is right", finding.title)
    item("subject", finding.subjectInWords)
    for location in finding.locations.prefix(3) { item("place", location.description) }
    let receipt = Receipt(finding, asOf: asOf)
    for line in receipt.lines {
      let working = line.working.isEmpty ? "" : " (\(line.working))"
      item(line.name, line.value + working)
    }
    for source in receipt.precedence { item(source.label, source.text) }
    for missing in finding.derivation.missing {
      let supplier = missing.supplier.map { "; ask \($0)" } ?? ""
      item("missing", "\(missing.path) (\(missing.state))\(supplier)")
    }
    item("rule", "\(finding.rule) \(finding.catalogue.joined(separator: " "))")
    for citation in finding.citations { item("source", citation.inWords) }
    if let evidence = finding.evidenceInWords { item("evidence", evidence) }
    if let waiver = finding.waiver {
      item("waiver", "\(waiver.id) until \(waiver.until), \(waiver.owner): \(waiver.reason)")
    }
    item("remedy", finding.remedy)
    if let fix = finding.smallestFix ?? finding.noFix { item("smallest fix", fix) }
    item("finding", finding.id)
    return text + "\n</details>\n\n"
  }

  /// How the result came about, for whoever checks it later.
  static func method(_ result: CheckResult) -> String {
    let header = result.header
    var text = "---\n\nAs of \(header.asOf.inWords), Custos "
    text += "\(MarkdownText.escaped(header.toolVersion)), threshold \(header.failOn.rawValue)"
    text += ", people \(header.isLinked ? "linked" : "not linked").\n\n"
    for line in result.settingsInUse { text += "- \(MarkdownText.escaped(line))\n" }
    if let ledger = header.ledger { text += "- history: \(ledger.inWords)\n" }
    for pack in header.packs.prefix(40) {
      text += "- rules \(MarkdownText.escaped("\(pack.name) \(pack.version)")): "
      text += "\(MarkdownText.escaped(pack.digest))\n"
    }
    for input in result.inputs.prefix(100) {
      let digest = input.digest.map { ": \($0)" } ?? ""
      let incomplete = input.isComplete ? "" : " (incomplete)"
      text += "- input \(MarkdownText.escaped(input.path + digest + incomplete))\n"
    }
    if result.inputs.count > 100 { text += "- and \(result.inputs.count - 100) more inputs\n" }
    return text
  }
}
