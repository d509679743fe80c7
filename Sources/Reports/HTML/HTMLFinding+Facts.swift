import CivilTime
import Findings
import Results

extension HTMLFinding {
  /// Writes what is left to say: the cure, the days, the places, the names.
  static func writeFacts(_ finding: Finding, _ words: FactWords, to page: inout HTMLPage) {
    page.markup("<dl>")
    if let (label, text) = finding.afterwards {
      item(FactWords.opened(label), FactWords.closed(words.text(text)), to: &page)
    }
    item("In breach since", finding.since?.inWords, to: &page)
    item("Records", finding.count.map(grouped), to: &page)
    item("Checks", finding.checksBesideCount.map(grouped), to: &page)
    item("Owner", finding.ownerOrNobody, to: &page)
    item("Steward", finding.steward, to: &page)
    let controllers = finding.subject.controllers
    item("Controllers", controllers.isEmpty ? nil : controllers.joined(separator: ", "), to: &page)
    for location in finding.locations.prefix(3) {
      let pointer = location.pointer.flatMap { $0.hasPrefix("/") ? "  \($0)" : nil } ?? ""
      item("Place", location.description + pointer, isCode: true, to: &page)
    }
    if finding.locations.count > 3 {
      item("", "and \(finding.locations.count - 3) more places", to: &page)
    }
    item("Subject", finding.subject.path, isCode: true, to: &page)
    item("Finding", finding.id, isCode: true, to: &page)
    page.markup("</dl>")
  }

  private static func item(
    _ name: String, _ value: String?, isCode: Bool = false, to page: inout HTMLPage
  ) {
    guard let value else { return }
    page.element("dt", name)
    page.markup("<dd>")
    if isCode {
      page.element("code", value)
    } else {
      page.text(value)
    }
    page.markup("</dd>")
  }
}

extension Finding {
  /// The subject in words without its system, under whose heading it stands.
  var subjectWithinSystem: String {
    let links = subject.links.filter { $0.level != .system && $0.level != .organisation }
    guard !links.isEmpty else {
      return subject.links.last.map { "whole \(FactWords.stepName($0.kind))" } ?? ""
    }
    return links.reversed().map { link in
      let name = link.name.map { "\u{201C}\($0)\u{201D}" }
      return [FactWords.stepName(link.kind), link.id, name].compactMap(\.self).joined(
        separator: " ")
    }.joined(separator: ", ")
  }
}
