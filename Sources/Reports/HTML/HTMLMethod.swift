import CivilTime
import Diagnostics
import Findings
import Results

/// Notices, and how the result came about: versions, digests, words.
enum HTMLMethod {
  static let most = 300

  static func write(_ view: HTMLView, to page: inout HTMLPage) {
    let result = view.result
    page.section("notices", "Notices about the inputs") { page in
      guard !result.notices.isEmpty else {
        page.markup("<p class=\"none\">There are no warnings about the inputs.</p>")
        return
      }
      page.table("Notices by place", ["Place", "Kind", "What", "Code"]) { page in
        for notice in result.notices.prefix(most) {
          let hint = notice.hint.map { " \u{2014} \($0)" } ?? ""
          page.row([
            notice.position?.description ?? "", notice.severity.rawValue, notice.message + hint,
            notice.code,
          ])
        }
      }
      if result.notices.count > most {
        page.element("p", "and \(grouped(result.notices.count - most)) more", class: "more")
      }
    }
    page.section("method", "Method") { page in
      writeRun(result.header, to: &page)
      writePacks(result.header, to: &page)
      writeInputs(result.inputs, to: &page)
      writeWords(to: &page)
    }
  }

  private static func writeRun(_ header: Header, to page: inout HTMLPage) {
    let key = header.recordIdentity.map { " under the \($0)" } ?? ""
    let identifiers = header.hasPseudonyms ? "shown as pseudonyms\(key)" : "left out"
    let items =
      [
        ("As of", header.asOf.inWords), ("Threshold", header.failOn.rawValue),
        ("Custos", header.toolVersion), ("Profile", header.profile ?? "none"),
        ("Profile, SHA-256", header.profileDigest ?? "none"),
        ("Records of one person", header.isLinked ? "linked across systems" : "not linked"),
        ("Identifiers of people and records", identifiers),
        ("Personal data", header.showsPersonalData ? personalDataNotice : "masked"),
      ] + [header.ledger].compactMap(\.self).map { ("History", $0.inWords) }
    page.markup("<dl class=\"run\">")
    for (name, value) in items {
      page.markup("<div>")
      page.element("dt", name)
      page.element("dd", value)
      page.markup("</div>")
    }
    page.markup("</dl>")
  }

  private static func writePacks(_ header: Header, to page: inout HTMLPage) {
    page.markup("<h3>Rules</h3>")
    page.table("Packs of rules", ["Pack", "Title", "Version", "Rules", "SHA-256"]) { page in
      for pack in header.packs {
        page.row([pack.name, pack.title, pack.version, String(pack.rules), pack.digest])
      }
    }
  }

  private static func writeInputs(_ inputs: [Input], to page: inout HTMLPage) {
    page.markup("<h3>Inputs</h3>")
    page.table("Inputs", ["File", "Form", "Bytes", "Extracted", "Whole", "SHA-256"]) { page in
      for input in inputs.prefix(most) {
        page.row([
          input.path, input.format, grouped(input.bytes), input.extracted ?? "not said",
          input.isComplete ? "yes" : "NO", input.digest ?? "not computed",
        ])
      }
    }
    if inputs.count > most {
      page.element("p", "and \(grouped(inputs.count - most)) more", class: "more")
    }
  }

  private static func writeWords(to page: inout HTMLPage) {
    page.markup("<h3>Words</h3><dl class=\"run\">")
    let words = [
      (
        "breach",
        "a rule is not met; its weight says what the rule rests on: statute, a statutory code, "
          + "authorised professional practice, a national standard, a regulator\u{2019}s guidance, the "
          + "organisation\u{2019}s own policy or good practice"
      ),
      (
        "code",
        "such as REC-18: the rule\u{2019}s number in the catalogue; custos explain REC-18 tells about it"
      ),
      ("undecided", "a fact is missing; never counted as met"),
      ("waived", "accepted by a named person for a time"),
      ("provisional", "a figure rests on evidence that does not count until somebody confirms it"),
    ]
    for (word, meaning) in words {
      page.markup("<div><dt>\(word)</dt><dd>\(meaning)</dd></div>")
    }
    page.markup("</dl>")
  }
}
