import CivilTime
import Findings
import Results

/// What somebody accepted for a time, and how the waivers stand.
enum HTMLWaived {
  static let most = 300

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let waived = view.groups.waived
    page.section("waived", "Waived") { page in
      if waived.isEmpty {
        page.markup("<p class=\"none\">No breach is waived.</p>")
      } else {
        page.table(
          "Waived findings", ["Finding", "Severity", "Subject", "Waiver", "Until"]
        ) { page in
          for finding in waived.prefix(most) { write(finding, view, to: &page) }
        }
      }
      if waived.count > most {
        page.element("p", "and \(counted(waived.count - most, "more finding"))", class: "more")
      }
      writeWaivers(view.result.waivers, to: &page)
    }
  }

  private static func write(
    _ finding: Finding, _ view: HTMLView, to page: inout HTMLPage
  ) {
    page.markup("<tr class=\"item\"")
    HTMLFinding.writeData(finding, count: 1, view, to: &page)
    page.markup("><th scope=\"row\">")
    page.text(FactWords.opened(page.words.cause(of: finding)))
    page.element("small", "Requirement: \(finding.title)")
    page.markup("</th><td>")
    page.badge(finding.severity)
    page.markup("</td><td>")
    page.text(finding.subjectInWords)
    page.markup("</td><td>")
    if let waiver = finding.waiver {
      page.text("\(waiver.id): \(waiver.reason)")
      page.element("small", waiver.owner)
    }
    page.markup("</td><td class=\"day\">")
    page.text(finding.waiver?.until.inWords ?? "")
    page.markup("</td></tr>\n")
  }

  private static func writeWaivers(_ waivers: [WaiverStanding], to page: inout HTMLPage) {
    guard !waivers.isEmpty else { return }
    page.markup("<h3>The waivers</h3>")
    page.table(
      "Waivers and how they stand",
      ["Waiver", "Stands", "Rule", "Subject", "Owner, approver", "From", "Until", "Findings"]
    ) { page in
      for waiver in waivers.prefix(most) {
        let ticket = waiver.ticket.map { " (\($0))" } ?? ""
        page.row([
          waiver.id + ticket, waiver.states.map(\.rawValue).joined(separator: ", "), waiver.rule,
          waiver.subject, "\(waiver.owner), \(waiver.approver)", waiver.from.inWords,
          waiver.until.inWords, grouped(waiver.findings),
        ])
      }
    }
  }
}
