import Bytes
import CivilTime
import Findings
import Results

/// What a reader wants to know before anything else: what to fix, what falls due, whom to ask.
enum HTMLFirst {
  private static let mostAddressees = 6

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    page.section("first", "What to fix first") { page in
      page.markup("<div class=\"first\"><div>")
      writeActions(Actions(view.result), to: &page)
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
    for action in actions.first { write(action, to: &page) }
    page.markup("</ol>")
    if actions.count > actions.first.count {
      page.markup("<p class=\"more\">")
      page.text("The first \(actions.first.count) of \(counted(actions.count, "action")); ")
      page.markup("all are under <a href=\"#findings\">Findings</a>.</p>")
    }
  }

  private static func write(_ action: Action, to page: inout HTMLPage) {
    page.markup("<li class=\"e-\(action.severity.rawValue)\"><h3>")
    page.text(page.words.text(action.fix, withPaths: false))
    page.markup("</h3><p>")
    page.text(page.words.cause(action.problem))
    page.markup("</p><p class=\"meta\">")
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
      page.markup("Use <code>check --horizon P90D</code>.</p>")
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
    page.markup("</ul><p class=\"none\">Breaches that begin if nobody acts: ")
    page.markup("<a href=\"#forecast\">the days</a>.</p>")
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
    page.markup("</ul><p class=\"none\">")
    let more = addressees.count - mostAddressees
    if more > 0 { page.text("and \(more) more; ") }
    page.markup("<a href=\"#undecided\">what they know</a></p>")
  }
}
