import Diagnostics
import Findings
import Results

/// How many findings there are of each rule and in each system, where they are not listed.
enum TextCounts {
  /// A line of a table.
  private struct Row {
    var severity: Severity
    var name: String
    var breaches = 0
    var provisional = 0
    var undecided = 0

    mutating func add(_ kind: FindingCount) {
      severity = max(severity, kind.severity)
      switch kind.verdict {
      case .breach where kind.isProvisional: provisional += kind.count
      case .breach: breaches += kind.count
      case .undetermined: undecided += kind.count
      case .pass, .notApplicable, .waived: break
      }
    }

    /// The most severe first, then by how many there are; those of one kind by name.
    static func precedes(_ left: Row, _ right: Row) -> Bool {
      if left.severity != right.severity { return left.severity > right.severity }
      let counts = [
        (left.breaches, right.breaches), (left.provisional, right.provisional),
        (left.undecided, right.undecided),
      ]
      for (one, other) in counts where one != other { return one > other }
      return left.name.precedes(right.name)
    }
  }

  /// The heads of the columns before the last; each is as wide as its head and two spaces.
  private static let heads = ["severity", "in breach", "provisional", "undecided"]

  static func write(_ counts: [FindingCount], _ result: CheckResult, to page: inout TextPage) {
    page.gap()
    page.paragraph(
      "The findings were counted and not listed. A check without --summary-only lists each with "
        + "its cause, its law and its remedy.")
    let byRule = rows(counts) {
      "\($0.rule)\u{1}\($0.severity.rank)"
    } name: {
      $0.rule
    }
    table("Findings by rule", byRule, "rule", to: &page)
    var names: [String: String] = [:]
    for row in result.summary.bySystem { names[row.key] = row.name }
    let bySystem = rows(counts) {
      $0.system
    } name: { kind in
      names[kind.system].map { "\(kind.system): \($0)" } ?? kind.system
    }
    table("Findings by system", bySystem, "system", to: &page)
  }

  private static func rows(
    _ counts: [FindingCount], by key: (FindingCount) -> String, name: (FindingCount) -> String
  ) -> [Row] {
    var rows: [String: Row] = [:]
    for kind in counts {
      let empty = Row(severity: kind.severity, name: name(kind))
      rows[key(kind), default: empty].add(kind)
    }
    // What is waived has its count in the summary.
    return rows.values.filter { $0.breaches + $0.provisional + $0.undecided > 0 }
      .sorted(by: Row.precedes)
  }

  private static func table(
    _ title: String, _ rows: [Row], _ what: String, to page: inout TextPage
  ) {
    guard !rows.isEmpty else { return }
    page.heading("\(title) (\(rows.count))")
    line(heads + [what], .faint, to: &page)
    for row in rows {
      let numbers = [row.breaches, row.provisional, row.undecided].map(String.init)
      line([row.severity.rawValue] + numbers + [row.name], .plain, to: &page)
    }
  }

  /// Writes words to the left of their columns and numbers to the right.
  private static func line(
    _ cells: [String], _ style: TextPage.Style, to page: inout TextPage
  ) {
    var text = " "
    for (index, cell) in cells.enumerated() {
      let width = index < heads.count ? heads[index].utf8.count : 0
      let pad = String(repeating: " ", count: max(0, width - cell.utf8.count))
      text += " " + (index == 0 || index == heads.count ? cell + pad : " " + pad + cell)
      if index == heads.count - 1 { text += " " }
    }
    page.line(TextPage.safe(text), style)
  }
}
