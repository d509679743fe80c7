import Findings
import Results

/// What could not be decided, by the fact that is missing, with who can supply it.
enum HTMLOpenQuestions {
  static let mostGroups = 150
  static let mostSubjects = 1_000

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let groups = view.groups.undetermined
    page.section("undecided", "Could not be decided") { page in
      guard !groups.isEmpty else {
        page.markup("<p class=\"none\">Every check that applied was decided.</p>")
        return
      }
      page.markup("<p>A missing fact is never counted as met. Supply these and run again.</p>")
      let most = max(8, mostSubjects / groups.count)
      writeAddressees(groups, to: &page)
      page.table(
        "Missing facts", ["Missing fact", "Who can supply it", "Checks", "Where"], class: "open"
      ) { page in
        for group in groups.prefix(mostGroups) { write(group, most: most, view, to: &page) }
      }
      if groups.count > mostGroups {
        page.element("p", "and \(counted(groups.count - mostGroups, "more fact"))", class: "more")
      }
    }
  }

  /// Whom to ask for how much; what waits for several people is counted for each.
  private static func writeAddressees(_ groups: [MissingGroup], to page: inout HTMLPage) {
    page.table("Whom to ask", ["Whom to ask", "Checks that wait", "For what"], class: "ask") {
      page in
      for addressee in OpenQuestions(groups).addressees {
        page.row([
          addressee.nameInWords, grouped(addressee.checks),
          page.words.text(addressee.factsInWords(most: 6), naming: .bare),
        ])
      }
    }
  }

  private static func write(
    _ group: MissingGroup, most: Int, _ view: HTMLView, to page: inout HTMLPage
  ) {
    page.markup("<tr class=\"item\"")
    HTMLFinding.writeData(group.findings[0], count: group.findings.count, view, to: &page)
    page.markup("><th scope=\"row\">")
    for fact in group.facts {
      page.element("span", page.words.text(fact, naming: .bare))
      page.element("code", fact)
    }
    if group.facts.isEmpty { page.text(group.isUnlinked ? "records not linked" : "not named") }
    page.markup("</th><td>")
    let suppliers = group.suppliers
    page.text(suppliers.isEmpty ? "nobody is named" : suppliers.joined(separator: ", "))
    page.markup("</td><td class=\"n\">\(grouped(group.checks))</td><td>")
    page.markup("<ul>")
    for finding in group.findings.prefix(most) {
      page.markup("<li>")
      page.text("\(finding.subjectInWords): \(finding.title) ")
      page.element("code", finding.rule)
      if let location = finding.locations.first {
        page.text(" ")
        page.element("code", location.description)
      }
      page.markup("</li>")
    }
    page.markup("</ul>")
    if group.findings.count > most {
      page.element(
        "p", "and \(grouped(group.findings.count - most)) more", class: "more")
    }
    page.markup("</td></tr>\n")
  }
}
