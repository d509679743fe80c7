import Bytes
import CivilTime
import Findings
public import Ledger
import Reports
import Results

/// A comparison as a page for a change request, in Markdown, plain text or HTML, or as JSON.
public struct ComparisonPage {
  /// How the page is written.
  public enum Form: String, CaseIterable, Sendable {
    case text, markdown, html, json
  }

  /// The most characters of a page, below the limit of comments (65,536) on common forges.
  static let limit = 60_000

  /// How many columns a line of text may fill.
  private static let width = 80

  let comparison: Comparison
  let gate: Gate
  private let form: Form

  /// A page of a comparison.
  public init(_ comparison: Comparison, gate: Gate, form: Form) {
    self.comparison = comparison
    self.gate = gate
    self.form = form
  }

  /// The page.
  public var text: String {
    switch form {
    case .json: ComparisonDocument(comparison, gate: gate).text
    case .html: html
    case .text, .markdown: page
    }
  }

  /// What a part of the page lists: changes of findings, or plain lines.
  enum Content {
    case changes([Effect.Change])
    case lines([String])
  }

  /// The parts of the page with their titles, in their order.
  var parts: [(title: String, content: Content)] {
    let of: (Effect.Change.Kind) -> Content = { .changes(comparison.change.changes($0)) }
    return [
      ("Introduced", of(.introduced)),
      ("Time or change, cannot be told apart", of(.timeOrChange)),
      ("Became undecided", of(.becameUndetermined)),
      ("No longer checked, decided or listed", .lines(comparison.losses.map(\.message))),
      ("Moved", of(.moved)), ("Cured", of(.cured)), ("Decided", of(.decided)),
      ("Waived", of(.waived)), ("Not shown to be checked again", of(.gone)),
      ("Incomparable", of(.incomparable)),
      ("Holds touched", .lines(comparison.holds.map(Self.words))),
      ("Systems added", .lines(comparison.addedSystems)),
      (
        "What time alone did",
        .lines(
          comparison.time?.changes.map { "\($0.kind.rawValue): \(Self.words($0))" } ?? [])
      ),
      ("What makes the two hard to compare", .lines(comparison.differences.map(\.message))),
    ]
  }

  private var page: String {
    var page = heading("\(headline)", level: 1) + "\n" + table + "\n"
    for (title, content) in parts {
      let lines = lines(content)
      guard !lines.isEmpty else { continue }
      page += heading("\(title) (\(count(content)))", level: 2)
      for (index, line) in lines.enumerated() {
        guard page.utf8.count + line.utf8.count < Self.limit else {
          page += item("… and \(lines.count - index) more: see the results themselves")
          break
        }
        page += item(line)
      }
      page += "\n"
    }
    return page + method
  }

  var headline: String {
    let parts = [
      "introduces \(breaches(.introduced))",
      comparison.change.changes(.timeOrChange).isEmpty
        ? nil : "may introduce \(breaches(.timeOrChange)) more",
      "cures \(breaches(.cured))",
      undetermined > 0
        ? "leaves \(counted(undetermined, "check", "checks")) undecided" : nil,
    ]
    return "The change " + parts.compactMap(\.self).joined(separator: ", ")
  }

  private var undetermined: Int { comparison.change.checks(.becameUndetermined) }

  /// The breaches among changes, and the provisional ones beside them.
  private func breaches(_ kind: Effect.Change.Kind) -> String {
    let (firm, provisional) = counts(kind)
    let parts = [
      firm > 0 || provisional == 0 ? counted(firm, "breach", "breaches") : nil,
      provisional > 0 ? counted(provisional, "provisional breach", "provisional breaches") : nil,
    ]
    return parts.compactMap(\.self).joined(separator: " and ")
  }

  private func counts(_ kind: Effect.Change.Kind) -> (firm: Int, provisional: Int) {
    let changes = comparison.change.changes(kind)
    let provisional = changes.reduce(0) { $0 + ($1.finding.isProvisional ? $1.checks : 0) }
    return (comparison.change.checks(kind) - provisional, provisional)
  }

  /// How many of each kind there are.
  var rows: [(String, Int)] {
    var rows: [(String, Int)] =
      [
        ("introduced", counts(.introduced).firm),
        ("introduced, provisional", counts(.introduced).provisional),
        ("became undecided", comparison.change.checks(.becameUndetermined)),
        ("no longer checked", comparison.losses.count), ("moved", comparison.change.checks(.moved)),
        ("cured", counts(.cured).firm), ("cured, provisional", counts(.cured).provisional),
        ("unchanged", comparison.change.unchanged),
        ("incomparable", comparison.change.checks(.incomparable)),
      ]
    if !comparison.isOfOneDay, comparison.time == nil {
      rows.insert(("time or change", comparison.change.checks(.timeOrChange)), at: 2)
    }
    if let time = comparison.time {
      rows.append(("breaches by time alone", time.checks(.introduced)))
    }
    return rows
  }

  private var table: String {
    if form == .markdown {
      return "| what | count |\n|---|---:|\n" + rows.map { "| \($0) | \($1) |\n" }.joined()
    }
    return rows.map { name, count in
      "  " + name + String(repeating: " ", count: 26 - name.utf8.count) + "\(count)\n"
    }.joined()
  }

  private func lines(_ content: Content) -> [String] {
    switch content {
    case .changes(let changes): changes.map { escaped(Self.words($0)) }
    case .lines(let lines): lines.map(escaped)
    }
  }

  /// How many things a part lists; of changes the firm ones, and the provisional ones beside them.
  func count(_ content: Content) -> String {
    switch content {
    case .lines(let lines): return String(lines.count)
    case .changes(let changes):
      let provisional = changes.count { $0.finding.isProvisional }
      let firm = String(changes.count - provisional)
      return provisional == 0 ? firm : "\(firm), and \(provisional) provisional"
    }
  }

  private static func words(_ change: Effect.Change) -> String {
    let finding = change.finding
    let doubt = finding.isProvisional ? ", provisional" : ""
    return
      "\(finding.severity.rawValue)\(doubt): \(what(change)); \(ReportWords.subject(of: finding)); "
      + "owner: \(ReportWords.owner(of: finding)); \(rule(finding))"
  }

  /// What changed, without where and by which rule.
  static func what(_ change: Effect.Change) -> String {
    let finding = change.finding
    var text = ReportWords.cause(of: finding, .vocabulary)
    if let before = change.before, change.checks < finding.checksCounted, change.days == nil {
      text += "; \(counted(finding.checksCounted, "check")), \(before.checksCounted) before"
    }
    guard let days = change.days else { return text }
    text += "; due \(counted(abs(days), "day", "days")) \(days > 0 ? "later" : "earlier")"
    if let before = change.before?.dueDate, let after = finding.dueDate {
      text += " (\(before.inWords) → \(after.inWords))"
    }
    return text
  }

  /// The rule with its codes.
  static func rule(_ finding: Finding) -> String {
    let codes = finding.catalogue.joined(separator: ", ")
    return codes.isEmpty ? finding.rule : "\(finding.rule) (\(codes))"
  }

  private static func words(_ touch: HoldTouch) -> String {
    let before = touch.before.isEmpty ? "nothing" : touch.before.joined(separator: ", ")
    let after = touch.after.isEmpty ? "nothing" : touch.after.joined(separator: ", ")
    return "\(before) → \(after); \(ReportWords.subject(of: touch.finding)); \(rule(touch.finding))"
  }

  private var method: String {
    let verdict = ["gate: exit \(gate.exitCode)"] + gate.reasons.map(\.message)
    return heading("Method", level: 2) + (verdict + methodLines).map { item(escaped($0)) }.joined()
  }

  /// What was compared.
  var methodLines: [String] {
    var lines: [String] = []
    for (name, side) in [("before", comparison.before), ("after", comparison.after)] {
      lines.append("\(name): as of \(side.header.asOf.inWords), Custos \(side.header.toolVersion)")
      lines += side.inputs.map { "\(name): \($0.path)\($0.digest.map { ", SHA-256 \($0)" } ?? "")" }
    }
    return lines
  }

  private func escaped(_ text: String) -> String {
    form == .markdown ? MarkdownText.escaped(text) : PlainText.inline(text)
  }

  private func item(_ line: String) -> String {
    if form == .markdown { return "- \(line)\n" }
    let pieces = ReportWords.wrapped(line, width: Self.width - 4)
    return "  - " + pieces.joined(separator: "\n    ") + "\n"
  }

  private func heading(_ title: String, level: Int) -> String {
    if form == .markdown { return String(repeating: "#", count: level) + " \(title)\n\n" }
    let lines = ReportWords.wrapped(title, width: Self.width)
    let width = lines.map(\.unicodeScalars.count).max() ?? 0
    let rule = String(repeating: level == 1 ? "=" : "-", count: width)
    return "\(lines.joined(separator: "\n"))\n\(rule)\n"
  }
}
