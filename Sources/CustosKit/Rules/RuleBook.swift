import CivilTime
import Findings
import Reports
public import Rules
import YAMLTree

/// The rules as a book for an auditor: each with its reason, source and worked examples.
public struct RuleBook {
  /// How the book is written.
  public enum Form: String, CaseIterable, Sendable {
    case markdown, html
  }

  private let library: RuleLibrary
  private let rules: [Rule]

  /// A book of some rules of a library that was loaded with its examples.
  public init(library: RuleLibrary, rules: [Rule]) {
    self.library = library
    self.rules = rules
  }

  /// The book.
  public func text(_ form: Form) -> String {
    let writer: any BookWriter = form == .markdown ? MarkdownBook() : HTMLBook()
    var text = writer.begin("Rules that Custos checks")
    for pack in library.packs {
      let own = rules.filter { $0.pack == pack.name }
      guard !own.isEmpty else { continue }
      text += writer.heading("\(pack.title) (\(pack.name) \(pack.version))", level: 2)
      for source in pack.sources { text += writer.item(Self.text(of: source)) }
      for rule in own { text += chapter(rule, of: pack, writer) }
    }
    return text + writer.end
  }

  private static func text(of source: Pack.Source) -> String {
    let parts = [
      source.title, source.edition, source.url, source.checked.map { "compared \($0)" },
      source.isVerified ? "read" : "not read", source.note,
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }

  private func chapter(_ rule: Rule, of pack: Pack, _ writer: any BookWriter) -> String {
    var text = writer.heading("\(rule.catalogue.joined(separator: " ")) \(rule.title)", level: 3)
    text += writer.paragraph(RuleText.oneLine(rule.why))
    let period = [
      rule.effectiveFrom.map { "from \($0)" }, rule.effectiveUntil.map { "until \($0)" },
    ].compactMap(\.self).joined(separator: " ")
    text += writer.item("rule \(rule.id), \(rule.level.rawValue), \(rule.severity.rawValue)")
    text += writer.item("\(rule.authority.title): not meeting it is called \(rule.authority.word)")
    if !period.isEmpty { text += writer.item("holds \(period)") }
    for cite in rule.cites {
      let title = pack.source(cite.source)?.title ?? cite.source
      let doubt = cite.isVerified ? "" : " (figure not read there: findings are provisional)"
      text += writer.item("\(title), \(cite.at)\(doubt)")
    }
    if let when = rule.when { text += writer.code("when \(RuleText.oneLine(when.source))") }
    for item in rule.lets where RuleCompiler.mentions(item.name, in: rule) {
      text += writer.code("let \(item.name) = \(RuleText.oneLine(item.expression.source))")
    }
    text += writer.code("require \(RuleText.oneLine(rule.require.source))")
    if !rule.precedence.isEmpty {
      text += writer.paragraph("Sources that compete, those that win first:")
      for step in PrecedenceStep.allCases {
        for source in rule.precedence where source.step == step {
          text += writer.item(source.inWords)
        }
      }
    }
    let rows = rule.examples.map { example in
      [
        "\(example.asOf)", example.verdict.rawValue, JSONText.of(example.facts),
        example.name ?? "",
      ]
    }
    return text + writer.table(["as of", "verdict", "facts", "shows"], rows)
  }
}

/// What a form of the book needs to write.
private protocol BookWriter {
  func begin(_ title: String) -> String
  func heading(_ text: String, level: Int) -> String
  func paragraph(_ text: String) -> String
  func item(_ text: String) -> String
  func code(_ text: String) -> String
  func table(_ head: [String], _ rows: [[String]]) -> String
  var end: String { get }
}

private struct MarkdownBook: BookWriter {
  func begin(_ title: String) -> String { "# \(title)\n\n" }
  func heading(_ text: String, level: Int) -> String {
    "\n" + String(repeating: "#", count: level) + " \(MarkdownText.escaped(text))\n\n"
  }
  func paragraph(_ text: String) -> String { "\(MarkdownText.escaped(text))\n\n" }
  func item(_ text: String) -> String { "- \(MarkdownText.escaped(text))\n" }
  func code(_ text: String) -> String { "\n    \(text)\n\n" }
  func table(_ head: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = [head, head.map { _ in "---" }] + rows.map { $0.map(MarkdownText.escaped) }
    return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined() + "\n"
  }
  var end: String { "" }
}

private struct HTMLBook: BookWriter {
  private static let style = """
    body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
    color:#16181d;background:#fff}pre{background:#f3f4f6;padding:.5rem;white-space:pre-wrap}\
    table{border-collapse:collapse;width:100%;font-size:.875rem}td,th{border:1px solid #c9ccd3;\
    padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}td:nth-child(-n+2){white-space:nowrap}\
    h3{margin-top:2.5rem;break-after:avoid}p{margin:.25rem 0}tr{break-inside:avoid}thead{display:table-header-group}\
    @media (prefers-color-scheme:dark){body{color:#e8eaed;background:#16181d}pre{background:#22252b}}
    """

  func begin(_ title: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(XMLText.escaped(title))</title><style>\(Self.style)</style></head>
    <body><main><h1>\(XMLText.escaped(title))</h1>

    """
  }
  func heading(_ text: String, level: Int) -> String {
    "<h\(level)>\(XMLText.escaped(text))</h\(level)>\n"
  }
  func paragraph(_ text: String) -> String { "<p>\(XMLText.escaped(text))</p>\n" }
  func item(_ text: String) -> String { "<p>• \(XMLText.escaped(text))</p>\n" }
  func code(_ text: String) -> String { "<pre>\(XMLText.escaped(text))</pre>\n" }
  func table(_ head: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let names = head.map { "<th scope=\"col\">\(XMLText.escaped($0))</th>" }.joined()
    let lines = rows.map { row in
      "<tr>" + row.map { "<td>\(XMLText.escaped($0))</td>" }.joined() + "</tr>\n"
    }.joined()
    return "<table><thead><tr>\(names)</tr></thead><tbody>\n\(lines)</tbody></table>\n"
  }
  var end: String { "</main></body></html>\n" }
}
