import Bytes
import CivilTime
import Findings
import Results

/// What a reader wants to know before anything else: what to fix, what falls due, whom to ask.
enum HTMLFirst {
  private static let mostAddressees = 6
  /// How many actions are listed, the first ones and those that open.
  private static let mostActions = 200

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    page.section("first", "What to fix first") { page in
      page.markup("<div class=\"first\"><div>")
      writeActions(Actions(view.result, most: mostActions), to: &page)
      page.markup("</div><div class=\"aside\">")
      writeDue(DueSoon(view.result, view.groups.forecast), to: &page)
      writeQuestions(view.groups.undetermined, to: &page)
      page.markup("</div></div>")
    }
  }

  private static func writeActions(_ actions: Actions, to page: inout HTMLPage) {
    guard !actions.first.isEmpty else {
      page.markup("<p class=\"none\">Nothing was found in breach.</p>")
      return
    }
    page.markup("<ol class=\"actions\">")
    for action in actions.first.prefix(Actions.most) { write(action, to: &page) }
    page.markup("</ol>")
    writeOthers(actions, to: &page)
  }

  /// The actions behind the first ones, on a line each.
  private static func writeOthers(_ actions: Actions, to page: inout HTMLPage) {
    guard actions.count > Actions.most else { return }
    page.markup("<details class=\"met all\"><summary>")
    page.text("All \(counted(actions.count, "action"))")
    page.markup("</summary>")
    page.table(
      "All actions", ["Severity", "What to do", "What is wrong", "Owner", "By when"],
      class: "plan stack"
    ) { page in
      for action in actions.first {
        let doubt = action.isProvisional ? ", provisional" : ""
        page.row([
          action.severity.rawValue + doubt, page.words.text(action.fix, naming: .bare),
          action.problem(in: page.words), action.ownersInWords,
          action.dueInWords,
        ])
      }
    }
    if actions.count > actions.first.count {
      page.element(
        "p", "and \(grouped(actions.count - actions.first.count)) more; see the findings",
        class: "more")
    }
    page.markup("</details>")
  }

  private static func write(_ action: Action, to page: inout HTMLPage) {
    page.markup("<li class=\"e-\(action.severity.rawValue)\"><h3>")
    page.text(FactWords.closed(page.words.text(action.fix, naming: .bare)))
    page.markup("</h3><p>")
    page.text(FactWords.closed(action.problem(in: page.words)))
    page.markup("</p>")
    if let record = action.record {
      page.element(
        "p",
        "Then record: " + FactWords.closed(page.words.text(record, naming: .quoted)))
    }
    page.markup("<p class=\"meta\">")
    page.badge(action.severity)
    if action.isProvisional { page.markup(" <span class=\"prov\">provisional</span>") }
    page.markup(" <b>")
    page.text(action.effectInWords)
    page.markup("</b></p><dl><div>")
    page.element("dt", "Owner")
    page.element("dd", action.ownersInWords)
    page.markup("</div><div>")
    page.element("dt", "By when")
    page.element("dd", action.dueInWords)
    page.markup("</div>")
    if let law = action.law {
      page.markup("<div>")
      page.element("dt", "Law")
      page.markup("<dd>")
      HTMLSum.writePlace(law, to: &page)
      page.markup("</dd></div>")
    }
    page.markup("</dl></li>\n")
  }

  private static func writeDue(_ due: DueSoon, to page: inout HTMLPage) {
    page.markup("<h3>What falls due</h3>")
    guard let until = due.until else {
      page.markup("<p class=\"none\">This run did not look ahead. ")
      page.markup("Use <code class=\"whole\">check --horizon P90D</code>.</p>")
      return
    }
    guard !due.spans.isEmpty else {
      page.element("p", "Looked ahead up to \(until.inWords).")
      return
    }
    page.markup("<ul class=\"spans\">")
    for span in due.spans {
      page.markup("<li><b>\(grouped(span.count))</b> within \(span.days) days</li>")
    }
    page.markup("</ul><p class=\"none\">Breaches that begin if nobody acts")
    page.markup("<span class=\"screen\">: <a href=\"#forecast\">the days</a></span>.")
    if let others = due.others { page.text(" \(others)") }
    page.markup("</p>")
  }

  private static func writeQuestions(_ groups: [MissingGroup], to page: inout HTMLPage) {
    page.markup("<h3>Whom to ask</h3>")
    guard !groups.isEmpty else {
      page.markup("<p class=\"none\">Every check that applied was decided.</p>")
      return
    }
    let addressees = OpenQuestions(groups).addressees
    page.markup("<ul class=\"who-to-ask\">")
    for addressee in addressees.prefix(mostAddressees) {
      page.markup("<li><b>")
      page.text(addressee.nameInWords)
      page.markup("</b> ")
      page.text(counted(addressee.checks, "check"))
      page.markup("</li>")
    }
    page.markup("</ul>")
    let more = addressees.count - mostAddressees
    if more > 0 { page.element("p", "and \(more) more", class: "none") }
    page.markup("<p class=\"none screen\"><a href=\"#undecided\">What they know</a></p>")
  }
}
