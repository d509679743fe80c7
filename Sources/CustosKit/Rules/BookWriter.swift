import Bytes
import Reports

/// What a form of the rule book needs to write.
protocol BookWriter {
  func begin(_ title: String) -> String
  /// A heading that links can lead to.
  func heading(_ text: String, level: Int, anchor: String) -> String
  func paragraph(_ text: String) -> String
  func item(_ text: String) -> String
  /// An item of a table of contents, of level 1 or 2.
  func link(_ text: String, to anchor: String, level: Int) -> String
  /// A name with what is said of it.
  func entry(_ name: String, _ text: String) -> String
  func code(_ name: String, _ text: String) -> String
  func table(_ head: [String], _ rows: [[String]]) -> String
  var end: String { get }
}

/// The book as Markdown.
struct MarkdownBook: BookWriter {
  func begin(_ title: String) -> String { "# \(MarkdownText.escaped(title))\n\n" }

  func heading(_ text: String, level: Int, anchor: String) -> String {
    "\n<a id=\"\(XMLText.escaped(anchor))\"></a>\n"
      + String(repeating: "#", count: level) + " \(MarkdownText.escaped(text))\n\n"
  }

  func paragraph(_ text: String) -> String { "\(MarkdownText.escaped(text))\n\n" }

  func item(_ text: String) -> String { "- \(MarkdownText.escaped(text))\n" }

  func link(_ text: String, to anchor: String, level: Int) -> String {
    "\(level == 1 ? "" : "  ")- [\(MarkdownText.escaped(text))](#\(anchor))\n"
  }

  func entry(_ name: String, _ text: String) -> String {
    "- **\(MarkdownText.escaped(name)):** \(MarkdownText.escaped(text))\n"
  }

  func code(_ name: String, _ text: String) -> String { "\n    \(name) \(text)\n\n" }

  func table(_ head: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = [head, head.map { _ in "---" }] + rows.map { $0.map(MarkdownText.escaped) }
    return "\n" + lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined() + "\n"
  }

  var end: String { "" }
}

/// The book as one page of HTML that loads nothing.
struct HTMLBook: BookWriter {
  private static let style = """
    body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;\
    color:#16181d;background:#fff;overflow-wrap:break-word}a{color:#1d4f91}pre{background:#f3f4f6;padding:.4rem .6rem;\
    margin:.25rem 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.875rem}\
    pre b{color:#5a6070;font-weight:600}table{border-collapse:collapse;width:100%;font-size:.875rem;margin:.5rem 0}\
    td,th{border:1px solid #c9ccd3;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}\
    td[class]{white-space:nowrap}.c1{font-weight:600;margin-top:1rem}.c2{margin-left:1.5rem}h2{margin-top:3.5rem;border-bottom:2px solid #c9ccd3}\
    h3{margin-top:2.5rem;break-after:avoid}p{margin:.4rem 0}.entry{margin:.15rem 0}.entry b{color:#5a6070}\
    .v-breach{color:#a3171b;font-weight:600}.v-pass{color:#17663a;font-weight:600}\
    .v-undetermined{color:#7a5200;font-weight:600}tr{break-inside:avoid}thead{display:table-header-group}\
    @media (prefers-color-scheme:dark){body{color:#e8eaed;background:#16181d}a{color:#8ab4f8}\
    pre{background:#22252b}pre b,.entry b{color:#a3abba}.v-breach{color:#ff9a94}.v-pass{color:#7fd8a1}\
    .v-undetermined{color:#f2c063}}@media print{a{color:inherit}}\
    @media screen and (max-width:50rem){thead{display:none}table,tbody,tr,td{display:block}\
    td{border-width:0}td[class]{white-space:normal}td:empty{display:none}\
    tr{border:1px solid #c9ccd3;margin-bottom:.6rem}\
    td[data-h]::before{content:attr(data-h) ": ";color:#5a6070;font-weight:600}}\
    @media screen and (max-width:50rem) and (prefers-color-scheme:dark){td[data-h]::before{color:#a3abba}}
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

  func heading(_ text: String, level: Int, anchor: String) -> String {
    "<h\(level) id=\"\(XMLText.escaped(anchor))\">\(XMLText.escaped(text))</h\(level)>\n"
  }

  func paragraph(_ text: String) -> String { "<p>\(XMLText.escaped(text))</p>\n" }

  func item(_ text: String) -> String { "<p class=\"entry\">• \(XMLText.escaped(text))</p>\n" }

  func link(_ text: String, to anchor: String, level: Int) -> String {
    "<p class=\"entry c\(level)\"><a href=\"#\(XMLText.escaped(anchor))\">\(XMLText.escaped(text))</a></p>\n"
  }

  func entry(_ name: String, _ text: String) -> String {
    "<p class=\"entry\"><b>\(XMLText.escaped(name)):</b> \(XMLText.escaped(text))</p>\n"
  }

  func code(_ name: String, _ text: String) -> String {
    "<pre><b>\(XMLText.escaped(name))</b> \(XMLText.escaped(text))</pre>\n"
  }

  func table(_ head: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let names = head.map { "<th scope=\"col\">\(XMLText.escaped($0))</th>" }.joined()
    let lines = rows.map { row in
      "<tr>\(zip(row, head).map(Self.cell).joined())</tr>\n"
    }.joined()
    return "<table><thead><tr>\(names)</tr></thead><tbody>\n\(lines)</tbody></table>\n"
  }

  /// A cell, which names its column for where the table is narrow; one that holds a verdict has its
  /// colour.
  private static func cell(_ text: String, in column: String) -> String {
    let isVerdict = ["breach", "pass", "undetermined"].contains(text)
    let name = " data-h=\"\(XMLText.escaped(column))\""
    return "<td\(isVerdict ? " class=\"v-\(text)\"" : "")\(name)>\(breakable(text))</td>"
  }

  /// The text, in which a path may break behind each folder.
  private static func breakable(_ text: String) -> String {
    XMLText.escaped(text).split(separator: "/", omittingEmptySubsequences: false)
      .joined(separator: "/<wbr>")
  }

  var end: String { "</main></body></html>\n" }
}
