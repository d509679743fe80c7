import Findings
import Ledger
import Reports

extension ComparisonPage {
  /// The comparison as a page of HTML, for who decides on the change.
  var html: String {
    ChangePage(
      verdict: headline, reasons: gate.reasons.map(\.message), exitCode: gate.exitCode,
      counts: rows,
      parts: parts.map { title, content in
        ChangePage.Part(title: title, count: count(content), items: Self.items(content))
      },
      method: methodLines
    ).text
  }

  private static func items(_ content: Content) -> [ChangePage.Item] {
    switch content {
    case .lines(let lines): lines.map(ChangePage.Item.line)
    case .changes(let changes):
      changes.map { change in
        .finding(change.finding, what: what(change), rule: rule(change.finding))
      }
    }
  }
}
