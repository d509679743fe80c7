import Bytes
public import Findings

/// A page that says what a change does, for who decides whether it may pass.
///
/// One file that needs nothing else and holds no script; its content security policy allows only its
/// own style sheet.
public struct ChangePage {
  /// Something that a part lists.
  public enum Item {
    /// A plain sentence.
    case line(String)
    /// A finding, with what changed about it and its rule in words.
    case finding(Finding, what: String, rule: String)
  }

  /// A part of the page; one without items is left out.
  public struct Part {
    let title: String
    let count: String
    let items: [Item]

    /// A part with its heading, and how many things it lists in words.
    public init(title: String, count: String, items: [Item]) {
      self.title = title
      self.count = count
      self.items = items
    }
  }

  /// How many items of a part are shown.
  static let most = 1_000

  private let verdict: String
  private let reasons: [String]
  private let exitCode: Int
  private let counts: [(name: String, count: Int)]
  private let parts: [Part]
  private let method: [String]

  /// A page of a comparison.
  ///
  /// - Parameters:
  ///   - verdict: What the change does, in a sentence without a full stop.
  ///   - reasons: Why it may not pass; empty if it may.
  ///   - exitCode: The exit code of the comparison: 0 if the change may pass.
  ///   - counts: How many there are of each kind.
  ///   - parts: What there is of each kind.
  ///   - method: What was compared, line by line.
  public init(
    verdict: String, reasons: [String], exitCode: Int, counts: [(String, Int)], parts: [Part],
    method: [String]
  ) {
    self.verdict = verdict
    self.reasons = reasons
    self.exitCode = exitCode
    self.counts = counts
    self.parts = parts.filter { !$0.items.isEmpty }
    self.method = method
  }

  /// The page.
  public var text: String {
    var page = HTMLPage(output: OutputBuffer())
    HTMLHead.write(title: "Custos: \(verdict)", style: HTMLStyle.change, script: nil, to: &page)
    writeTop(to: &page)
    page.markup("<main id=\"main\">")
    for (number, part) in parts.enumerated() { write(part, "part-\(number + 1)", to: &page) }
    page.section("method", "Method") { page in
      page.markup("<ul>")
      for line in method { page.element("li", line) }
      page.markup("</ul>")
    }
    page.markup("</main>\n</body>\n</html>\n")
    return page.output.text
  }

  private func writeTop(to page: inout HTMLPage) {
    let standing = exitCode == 0 ? "good" : exitCode == 1 ? "bad" : "open"
    page.markup("<header class=\"top \(standing)\"><div class=\"wrap\">")
    page.markup("<p class=\"brand\"><b>Custos</b> <span>comparison of a change</span></p>")
    page.element("h1", verdict)
    let outcome =
      switch exitCode {
      case 0: "The change may pass."
      case 1: "The change may not pass: \(reasons.joined(separator: "; "))."
      default: "There is no verdict: \(reasons.joined(separator: "; "))."
      }
    page.element("p", outcome, class: "verdict")
    page.element("p", "Exit code \(exitCode).", class: "meaning")
    page.markup("<ul class=\"tiles\" aria-label=\"What the change does, counted\">")
    for (name, count) in counts {
      page.markup("<li><div><b>\(grouped(count))</b> ")
      page.element("span", name)
      page.markup("</div></li>")
    }
    page.markup("</ul></div></header>\n")
  }

  private func write(_ part: Part, _ id: String, to page: inout HTMLPage) {
    page.section(id, "\(part.title) (\(part.count))") { page in
      let shown = part.items.prefix(Self.most)
      let lines = shown.compactMap { if case .line(let text) = $0 { text } else { nil } }
      if lines.isEmpty {
        let heads = ["What changed", "Severity", "Where", "Owner", "Rule"]
        page.table(part.title, heads, class: "stack") { page in
          for item in shown { Self.write(item, to: &page) }
        }
      } else {
        page.markup("<ul>")
        for line in lines { page.element("li", line) }
        page.markup("</ul>")
      }
      if part.items.count > Self.most {
        page.element(
          "p", "and \(grouped(part.items.count - Self.most)) more; the comparison in json has all",
          class: "more")
      }
    }
  }

  private static func write(_ item: Item, to page: inout HTMLPage) {
    guard case .finding(let finding, let what, let rule) = item else { return }
    page.markup("<tr><th scope=\"row\">")
    page.text(FactWords.opened(what))
    page.element("small", "Requirement: \(finding.title)")
    page.markup("</th><td>")
    page.badge(finding.severity)
    if finding.isProvisional { page.markup(" <span class=\"prov\">provisional</span>") }
    page.markup("</td><td>")
    page.text(finding.subjectInWords)
    page.markup("</td>")
    page.element("td", finding.ownerOrNobody)
    page.element("td", rule)
    page.markup("</tr>\n")
  }
}
