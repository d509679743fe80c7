import CivilTime
import Findings
import Results

/// The failures, by system and rule, each with its worked sum.
enum HTMLFindings {
  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    page.section("findings", "Findings") { page in
      page.markup("<div id=\"tools\"></div>\n")
      if view.systems.isEmpty && view.provisional.isEmpty {
        page.markup("<p class=\"none\">No rule is breached. What was checked is under Coverage; ")
        page.markup("what could not be decided is not counted as met.</p>")
      }
      var shown = 0
      for system in view.systems where shown < HTMLView.mostGroups {
        let room = HTMLView.mostGroups - shown
        write(system, room: room, view, to: &page)
        shown += min(room, system.groups.count)
      }
      writeProvisional(view, room: HTMLView.mostGroups - shown, to: &page)
      if view.groupCount > HTMLView.mostGroups {
        page.element(
          "p",
          "\(grouped(view.groupCount - HTMLView.mostGroups)) more groups are not on this page; "
            + "the result (json, ndjson, csv) has them all.", class: "more")
      }
    }
  }

  private static func write(
    _ system: (key: String, name: String?, groups: [HTMLView.RuleGroup]), room: Int,
    _ view: HTMLView, to page: inout HTMLPage
  ) {
    let count = system.groups.reduce(0) { $0 + $1.findings.checks }
    page.markup("<section class=\"system\"><h3>")
    if view.grouping == .rule {
      page.text(system.key)
      page.element("small", "requirement: \(system.name ?? "")")
    } else {
      page.text(system.name ?? system.key)
      if system.name != nil {
        let isSystem = view.grouping == .system && !system.key.contains(" ")
        page.element("small", isSystem ? "system \(system.key)" : system.key)
      }
    }
    if view.grouping == .system, let sample = system.groups.first?.sample {
      let steward = sample.steward.map { ", steward \($0)" } ?? ""
      page.element("small", "owner \(sample.ownerOrNobody)\(steward)")
    }
    page.markup("<span class=\"count\">\(counted(count, "breach", "breaches"))</span></h3>\n")
    for group in system.groups.prefix(room) { HTMLFinding.write(group, view, to: &page) }
    page.markup("</section>\n")
  }

  private static func writeProvisional(_ view: HTMLView, room: Int, to page: inout HTMLPage) {
    guard !view.provisional.isEmpty else { return }
    page.markup("<section class=\"system provisional\"><h3>Provisional<span class=\"count\">")
    page.markup(
      "\(counted(view.groups.provisional.checks, "provisional breach", "provisional breaches"))</span></h3>"
    )
    page.markup(
      "<p class=\"note\">A figure of these rests on evidence that does not count by itself. They do not "
    )
    page.markup("reach the threshold until the organisation\u{2019}s profile confirms it.</p>\n")
    for group in view.provisional.prefix(max(0, room)) { HTMLFinding.write(group, view, to: &page) }
    page.markup("</section>\n")
  }
}
