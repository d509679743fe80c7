import Findings
import Results

/// What was checked of each class of data of each system, and what was not.
enum HTMLCoverage {
  /// Up to this many classes the table has a column for each; beyond it each system lists its own.
  static let mostColumns = 10
  /// How many systems are shown.
  static let mostSystems = 600

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let summary = view.result.summary
    page.section("coverage", "Coverage") { page in
      page.markup("<p>")
      page.text(
        "Read: \(counted(summary.organisations, "organisation")), "
          + "\(counted(summary.systems, "system")), \(counted(summary.datasets, "dataset")), "
          + "\(counted(summary.holdings, "holding")), \(grouped(summary.records)) records. "
          + "Made: \(grouped(summary.total.total)) checks with \(counted(summary.rules, "rule")), of "
          + "which \(grouped(summary.total.notApplicable)) did not apply.")
      page.markup("</p>")
      for pack in view.result.header.outside { page.element("p", pack.inWords, class: "open-law") }
      guard !view.result.coverage.isEmpty else {
        page.markup("<p class=\"none\">The result says nothing about classes of data.</p>")
        return
      }
      writeLegend(to: &page)
      writeTable(view, to: &page)
    }
  }

  /// How a standing looks: a sign, and a word.
  private static func look(_ standing: Coverage.Standing) -> (sign: String, word: String) {
    switch standing {
    case .checked: ("\u{2713}", "checked")
    case .breached: ("\u{2715}", "breached")
    case .undecided: ("?", "undecided")
    case .formOnly: ("\u{2013}", "only form checked")
    case .noRule: ("\u{2013}", "no rule")
    case .unknownClass: ("!", "unknown class")
    case .noEvidence: ("\u{2205}", "nothing to check")
    }
  }

  private static func writeLegend(to page: inout HTMLPage) {
    page.markup("<p class=\"legend\" aria-hidden=\"true\">")
    for standing in Coverage.Standing.allCases {
      let look = look(standing)
      page.markup(
        "<span class=\"chip v-\(standing.rawValue)\"><i>\(look.sign)</i>\(look.word)</span> ")
    }
    page.markup("</p>")
  }

  private static func writeTable(_ view: HTMLView, to page: inout HTMLPage) {
    var systems: [String] = []
    var rows: [String: [Coverage]] = [:]
    var classes: Set<String> = []
    for coverage in view.result.coverage {
      if rows[coverage.system] == nil { systems.append(coverage.system) }
      rows[coverage.system, default: []].append(coverage)
      classes.insert(coverage.category ?? "")
    }
    var names: [String: String] = [:]
    for row in view.result.summary.bySystem { names[row.key] = row.name }
    let columns = classes.count <= mostColumns ? classes.sorted() : []
    let heads =
      ["System"] + (columns.isEmpty ? ["Classes of data"] : columns.map(heading))
      + ["breached", "undecided", "passed"]
    page.table("Coverage by system and class of data", heads, class: "matrix") { page in
      for system in systems.prefix(mostSystems) {
        writeRow(system, names[system], rows[system] ?? [], columns, to: &page)
      }
    }
    if systems.count > mostSystems {
      page.element(
        "p", "and \(counted(systems.count - mostSystems, "more system")) in the result",
        class: "more")
    }
  }

  private static func heading(_ category: String) -> String {
    category.isEmpty ? "system itself" : category.replacing("-", with: " ")
  }

  private static func writeRow(
    _ system: String, _ name: String?, _ coverage: [Coverage], _ columns: [String],
    to page: inout HTMLPage
  ) {
    page.markup("<tr><th scope=\"row\">")
    page.text(name ?? system)
    if name != nil { page.element("small", system) }
    page.markup("</th>")
    if columns.isEmpty {
      page.markup("<td class=\"cell\">")
      for item in coverage { writeChip(item, text: heading(item.category ?? ""), to: &page) }
      page.markup("</td>")
    }
    for column in columns {
      page.markup("<td class=\"cell\">")
      for item in coverage where (item.category ?? "") == column {
        writeChip(item, text: nil, to: &page)
      }
      page.markup("</td>")
    }
    let counts = coverage.map(\.counts)
    for number in [
      counts.reduce(0) { $0 + $1.breach }, counts.reduce(0) { $0 + $1.undetermined },
      counts.reduce(0) { $0 + $1.pass },
    ] { page.element("td", grouped(number), class: number == 0 ? "n zero" : "n") }
    page.markup("</tr>\n")
  }

  private static func writeChip(_ item: Coverage, text: String?, to page: inout HTMLPage) {
    let look = look(item.standing)
    page.markup("<span class=\"chip v-\(item.standing.rawValue)\" title=\"")
    page.text("\(item.dataset ?? item.system): \(look.word)")
    page.markup("\"><i aria-hidden=\"true\">\(look.sign)</i>")
    if let text { page.text(text) }
    page.markup("<span class=\"vh\"> \(look.word)</span></span> ")
  }
}
