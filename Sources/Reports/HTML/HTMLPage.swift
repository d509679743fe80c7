import Bytes
import Findings

/// A page under construction; whatever comes from data goes in as text and stays text.
struct HTMLPage {
  var output: OutputBuffer

  /// Writes markup of our own.
  mutating func markup(_ markup: String) {
    output.write(markup)
  }

  /// Writes a text.
  mutating func text(_ text: String) {
    output.write(XMLText.escaped(text))
  }

  /// Writes an element that holds a text.
  mutating func element(_ tag: String, _ text: String, class name: String? = nil) {
    output.write("<\(tag)")
    if let name { output.write(" class=\"\(name)\"") }
    output.write(">")
    self.text(text)
    output.write("</\(tag)>")
  }

  /// Writes a section with its heading.
  mutating func section(_ id: String, _ title: String, _ body: (inout HTMLPage) -> Void) {
    output.write("\n<section id=\"\(id)\" aria-labelledby=\"\(id)-h\">")
    output.write("<h2 id=\"\(id)-h\">")
    text(title)
    output.write("</h2>\n")
    body(&self)
    output.write("</section>\n")
  }

  /// Writes a table that scrolls by itself where the page is narrow.
  mutating func table(
    _ label: String, _ heads: [String], class name: String = "",
    _ body: (inout HTMLPage) -> Void
  ) {
    output.write("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
    text(label)
    output.write("\"><table class=\"\(name)\"><thead><tr>")
    for head in heads { output.write("<th scope=\"col\">\(XMLText.escaped(head))</th>") }
    output.write("</tr></thead><tbody>\n")
    body(&self)
    output.write("</tbody></table></div>\n")
  }

  /// Writes a row of texts, the first as its heading.
  mutating func row(_ cells: [String]) {
    output.write("<tr>")
    for (index, cell) in cells.enumerated() {
      element(index == 0 ? "th scope=\"row\"" : "td", cell, closing: index == 0 ? "th" : "td")
    }
    output.write("</tr>\n")
  }

  private mutating func element(_ opening: String, _ text: String, closing: String) {
    output.write("<\(opening)>")
    self.text(text)
    output.write("</\(closing)>")
  }

  /// Writes a mark for a severity; it is told by its word and not by its colour alone.
  mutating func badge(_ severity: Severity) {
    output.write("<span class=\"sev s-\(severity.rawValue)\">\(severity.rawValue)</span>")
  }
}

/// A number with its thousands set off: `4,477`.
func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude).utf8)
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text += "," }
    text.unicodeScalars.append(Unicode.Scalar(digit))
  }
  return text
}
