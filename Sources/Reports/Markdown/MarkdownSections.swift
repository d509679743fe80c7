import CivilTime
import Findings
import Results

/// The parts of the Markdown report.
enum MarkdownSections {
  /// What is always there, most important first.
  static func fixed(
    _ result: CheckResult, _ groups: FindingGroups, _ words: FactWords
  ) -> [String] {
    let masthead = Masthead(result)
    var head = masthead.marking.map { "**\(MarkdownText.escaped($0))**\n\n" } ?? ""
    head += "## \(MarkdownText.escaped(masthead.title))\n\n"
    head += "\(MarkdownText.escaped(masthead.source))\n\n"
    head += "**\(MarkdownText.escaped(result.headline))**\n\n"
    head +=
      "\(MarkdownText.escaped(result.summary.verdict)) (exit code \(result.summary.exitCode))\n\n"
    for pack in result.header.outside { head += "> \(MarkdownText.escaped(pack.inWords))\n\n" }
    if result.header.showsPersonalData { head += "> **\(personalDataNotice)**\n\n" }
    let isCheck = result.header.forecastUntil == nil
    let first =
      isCheck ? [MarkdownFirst.actions(result, words), MarkdownFirst.due(result, groups)] : []
    return
      ([head] + first + [
        MarkdownFirst.questions(groups, words), counts(result), changes(result),
        rootCauses(result, words), systems(result),
      ])
      .filter { !$0.isEmpty }
  }

  private static func counts(_ result: CheckResult) -> String {
    var table =
      "### In numbers\n\n| severity | in breach | provisional | undecided | waived |\n|---|--:|--:|--:|--:|\n"
    let rows = result.summary.bySeverity.filter {
      $0.counts.breach + $0.counts.undetermined + $0.counts.waived > 0
    }
    guard !rows.isEmpty else { return "" }
    for row in rows {
      let counts = row.counts
      table +=
        "| \(MarkdownText.escaped(row.key)) | \(counts.breach - counts.provisional) | "
        + "\(counts.provisional) | \(counts.undetermined) | \(counts.waived) |\n"
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
    var table = "### Since the earlier result\n\n| since then | findings |\n|---|--:|\n"
    for (state, count) in zip(Finding.State.allCases, counts) {
      let word = state == .new ? "introduced" : state.rawValue
      table += "| \(word) | \(count) |\n"
    }
    return table + "\n"
  }

  private static func rootCauses(_ result: CheckResult, _ words: FactWords) -> String {
    guard !result.rootCauses.isEmpty else { return "" }
    var table =
      "### Root causes\n\n| cause | what to do or to record | how many | effect | worst |\n|---|---|--:|---|---|\n"
    for cause in result.rootCauses.prefix(25) {
      table +=
        "| \(MarkdownText.escaped(words.text(cause.title, naming: .bare))) | "
        + "\(MarkdownText.escaped(words.text(cause.fixLabelled, naming: .quoted))) | "
        + "\(cause.findings) \(cause.noun) | \(cause.effectInWords) | \(cause.severity.rawValue) |\n"
    }
    let more = result.rootCauses.count - 25
    return table + (more > 0 ? "\nand \(counted(more, "more cause"))\n\n" : "\n")
  }

  private static func systems(_ result: CheckResult) -> String {
    let rows = result.summary.bySystem.filter {
      $0.counts.breach + $0.counts.undetermined + $0.counts.waived > 0
    }
    guard !rows.isEmpty else { return "" }
    var table =
      "### By system\n\n| system | in breach | provisional | undecided | waived | met |\n"
      + "|---|--:|--:|--:|--:|--:|\n"
    for row in rows.prefix(60) {
      let name = row.name.map { " (\(MarkdownText.escaped($0)))" } ?? ""
      let counts = row.counts
      table +=
        "| \(MarkdownText.escaped(row.key))\(name) | \(counts.breach - counts.provisional) | "
        + "\(counts.provisional) | \(counts.undetermined) | \(counts.waived) | \(counts.pass) |\n"
    }
    return table + (rows.count > 60 ? "\nand \(rows.count - 60) more systems\n\n" : "\n")
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
