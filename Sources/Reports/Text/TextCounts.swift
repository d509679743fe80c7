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

    /// Adds the checks of a kind in a number of systems.
    mutating func add(_ kind: FindingCount, systems: Int = 1) {
      severity = max(severity, kind.severity)
      let checks = kind.count * systems
      switch kind.verdict {
      case .breach where kind.isProvisional: provisional += checks
      case .breach: breaches += checks
      case .undetermined: undecided += checks
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

  static func write(_ counts: [SystemCounts], _ result: CheckResult, to page: inout TextPage) {
    page.gap()
    page.paragraph(
      "The findings were counted and not listed. A check without --summary-only lists each with "
        + "its cause, its law and its remedy.")
    table("Findings by rule", byRule(counts), "rule", to: &page)
    var names: [String: String] = [:]
    for row in result.summary.bySystem { names[row.key] = row.name }
    let bySystem = bySystem(counts) { system in
      names[system].map { "\(system): \($0)" } ?? system
    }
    table("Findings by system", bySystem, "system", to: &page)
  }

  private static func byRule(_ counts: [SystemCounts]) -> [Row] {
    struct Key: Hashable {
      var rule: String
      var severity: Int
    }
    var rows: [Key: Row] = [:]
    for group in counts {
      for kind in group.counts {
        let empty = Row(severity: kind.severity, name: kind.rule)
        rows[Key(rule: kind.rule, severity: kind.severity.rank), default: empty]
          .add(kind, systems: group.systems.count)
      }
    }
    return listed(rows.values)
  }

  private static func bySystem(_ counts: [SystemCounts], name: (String) -> String) -> [Row] {
    listed(
      counts.flatMap { group -> [Row] in
        guard let first = group.counts.first else { return [] }
        var row = Row(severity: first.severity, name: "")
        for kind in group.counts { row.add(kind) }
        return group.systems.map { system in
          row.name = name(system)
          return row
        }
      })
  }

  /// The rows that say something, in order; what is waived has its count in the summary.
  private static func listed(_ rows: some Sequence<Row>) -> [Row] {
    rows.filter { $0.breaches + $0.provisional + $0.undecided > 0 }.sorted(by: Row.precedes)
  }

  /// Writes a table whose first lines say what its numbers are: it is as wide as they are, so that the
  /// name has room.
  private static func table(
    _ title: String, _ rows: [Row], _ what: String, to page: inout TextPage
  ) {
    guard !rows.isEmpty else { return }
    page.heading("\(title) (\(rows.count))")
    page.paragraph(
      "severity, checks in breach, provisional and undecided, \(what)", indent: 2, .faint)
    let numbers = rows.map { [$0.breaches, $0.provisional, $0.undecided].map { grouped($0) } }
    let widths = (0..<3).map { column in
      numbers.map { $0[column].utf8.count }.max() ?? 0
    }
    for (row, numbers) in zip(rows, numbers) {
      let cells = zip(numbers, widths).map { number, width in
        String(repeating: " ", count: width - number.utf8.count + 2) + number
      }
      let start = TextPage.padded(row.severity.rawValue, to: 8) + cells.joined()
      page.item(
        start, row.name, .plain, indent: start.utf8.count + 4, most: .max)
    }
  }
}
