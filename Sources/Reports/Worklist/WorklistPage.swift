import Bytes
import CivilTime
import Findings
import Results

/// What an owner has to do, as a page that needs nothing else.
struct WorklistPage {
  /// How many groups of findings are shown, and how many places in each.
  private static let mostGroups = 400
  private static let mostPlaces = 25

  /// The findings of one rule that want the same.
  private struct Group {
    var sample: Finding
    var findings: FindingList
  }

  let result: CheckResult
  /// How facts and days are written.
  let words: FactWords
  let owner: String
  /// The findings of the owner, the worst first; `nil` for none.
  let findings: FindingList?

  func write(to page: inout HTMLPage) {
    let masthead = Masthead(result)
    let title = "Work list: \(owner)"
    HTMLHead.write(
      title: masthead.marking.map { "\($0): \(title)" } ?? title, style: HTMLStyle.worklist,
      script: nil, to: &page)
    page.markup("<header class=\"top\"><div class=\"wrap\">")
    if let marking = masthead.marking { page.element("p", marking, class: "marking") }
    page.markup("<p class=\"brand\"><b>Custos</b> <span>")
    page.text(masthead.title)
    page.markup("</span></p>")
    page.element("h1", title)
    page.element("p", masthead.source, class: "source")
    page.element("p", verdict, class: "verdict")
    if let older = result.olderInWords { page.element("p", older, class: "verdict") }
    page.markup("</div></header>\n<main id=\"main\">")
    let groups = groups
    let breaches = groups.filter { $0.sample.verdict == .breach }
    write("fix", "To fix", breaches.filter { !$0.sample.isProvisional }, to: &page)
    write(
      "confirm", "To confirm: a figure that nobody has confirmed",
      breaches.filter(\.sample.isProvisional), to: &page)
    write("answer", "To answer", groups.filter { $0.sample.verdict == .undetermined }, to: &page)
    page.markup("</main>\n<footer><p>")
    page.text(
      "Made by Custos \(result.header.toolVersion). Personal data are masked; the identifiers of "
        + "findings lead to the records.")
    page.markup("</p></footer>\n</body>\n</html>\n")
  }

  private var verdict: String {
    let (breaches, provisional, questions) = counts
    let parts = [
      breaches > 0 ? "\(counted(breaches, "breach", "breaches")) to fix" : nil,
      provisional > 0
        ? "\(counted(provisional, "provisional breach", "provisional breaches")) to confirm" : nil,
      questions > 0 ? "\(counted(questions, "check")) to answer" : nil,
    ]
    let open = parts.compactMap(\.self)
    guard !open.isEmpty else {
      return result.summary.older == nil ? "Nothing is open." : "Nothing is new."
    }
    guard open.count > 1 else { return "\(open[0])." }
    let all = breaches + provisional + questions
    return "\(counted(all, "thing")) to do: \(open.joined(separator: ", "))."
  }

  private var counts: (breaches: Int, provisional: Int, questions: Int) {
    var counts = (breaches: 0, provisional: 0, questions: 0)
    guard let findings else { return counts }
    for finding in findings {
      if finding.verdict != .breach {
        counts.questions += finding.checksCounted
      } else if finding.isProvisional {
        counts.provisional += finding.checksCounted
      } else {
        counts.breaches += finding.checksCounted
      }
    }
    return counts
  }

  private var groups: [Group] {
    var groups: [Group] = []
    var places: [String: Int] = [:]
    guard let findings else { return [] }
    for (finding, entry) in zip(findings, findings.entries) {
      let key = [
        finding.rule, finding.systemKey, finding.verdict.rawValue, finding.severity.rawValue,
        "\(finding.isProvisional)", finding.remedyMark,
      ].joined(separator: "\u{1}")
      if places[key] == nil {
        places[key] = groups.count
        groups.append(Group(sample: finding, findings: findings.none))
      }
      if let place = places[key] { groups[place].findings.append(entry) }
    }
    return groups
  }

  private func write(_ id: String, _ title: String, _ groups: [Group], to page: inout HTMLPage) {
    guard !groups.isEmpty else { return }
    page.section(id, title) { page in
      for group in groups.prefix(Self.mostGroups) { write(group, to: &page) }
      if groups.count > Self.mostGroups {
        page.element(
          "p", "and \(grouped(groups.count - Self.mostGroups)) more; the table has all.",
          class: "more")
      }
    }
  }

  private func write(_ group: Group, to page: inout HTMLPage) {
    let sample = group.sample
    page.markup("<article class=\"group e-\(sample.severity.rawValue)\"><header>")
    page.markup("<p class=\"marks\">")
    page.badge(sample.severity)
    if sample.isProvisional { page.markup(" <span class=\"prov\">provisional</span>") }
    page.markup("</p>")
    page.element("h3", words.cause(sample.problemInPlace, of: sample))
    page.markup("<p class=\"law\">")
    page.text("Requirement: \(sample.title). ")
    for (number, citation) in sample.citations.enumerated() {
      if number > 0 { page.text("; ") }
      HTMLSum.writePlace(citation, to: &page)
    }
    page.markup("</p>")
    page.markup("<p class=\"remedy\"><b>")
    page.text(sample.verdict == .breach ? "What to do" : "What is needed")
    page.markup("</b> ")
    page.text(FactWords.closed(words.text(sample.remedy)))
    page.markup("</p>")
    if let afterwards = sample.afterwards {
      page.markup("<p class=\"remedy\"><b>")
      page.text(FactWords.opened(afterwards.label))
      page.markup("</b> ")
      page.text(FactWords.closed(words.text(afterwards.text)))
      page.markup("</p>")
    }
    page.markup("</header><ul>")
    for finding in group.findings.prefix(Self.mostPlaces) { writePlace(finding, to: &page) }
    page.markup("</ul>")
    if group.findings.count > Self.mostPlaces {
      page.element(
        "p", "and \(grouped(group.findings.count - Self.mostPlaces)) more; the table has all.",
        class: "more")
    }
    page.markup("</article>\n")
  }

  private func writePlace(_ finding: Finding, to page: inout HTMLPage) {
    page.markup("<li>")
    page.text(finding.subjectWithinSystem)
    if let late = finding.overdueInWords { page.text("; \(late)") }
    if let location = finding.locations.first {
      page.text(" ")
      page.element("code", location.description)
    }
    page.text("; finding ")
    page.element("code", finding.id)
    page.markup("</li>")
  }
}
