import Bytes
import Findings

/// A page under construction; whatever comes from data goes in as text and stays text.
struct HTMLPage {
  var output: OutputBuffer
  /// How facts and days are written.
  var words = FactWords(FieldLabels())

  /// Writes markup of our own.
  mutating func markup(_ markup: String) {
    output.write(markup)
  }

  /// Writes a text for a place where no markup may stand: an attribute, a title.
  mutating func plain(_ text: String) {
    output.write(XMLText.escaped(text))
  }

  /// Writes a text, whose long words, such as paths and digests, may break after a separator only.
  mutating func text(_ text: String) {
    for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { output.write(" ") }
      if Self.isCode(word) {
        // The code of a rule, such as REC-04, breaks nowhere.
        output.write("<span class=\"whole\">\(XMLText.escaped(String(word)))</span>")
      } else if word.utf8.count < Self.longWord {
        output.write(XMLText.escaped(String(word)))
      } else {
        writeBreakable(word)
      }
    }
  }

  /// Whether a word is the code of a rule: capitals, a hyphen and a number.
  private static func isCode(_ word: Substring) -> Bool {
    guard word.utf8.count < longWord, word.utf8.contains(UInt8(ascii: "-")) else { return false }
    let parts = word.filter { $0 != "(" && $0 != ")" && $0 != "," }.split(separator: "-")
    return parts.count == 2 && parts[0].allSatisfy { ("A"..."Z").contains($0) }
      && parts[1].allSatisfy { ("0"..."9").contains($0) }
  }

  /// How many bytes a word has that may have to break.
  private static let longWord = 16
  /// After how many digits of a digest it may break.
  private static let digits = 16

  private mutating func writeBreakable(_ word: Substring) {
    let isDigest =
      word.utf8.count > 2 * Self.digits
      && word.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
    // A path breaks between its folders; the name of a file and the line behind it stay whole.
    let isPath = !isDigest && word.contains("/") && Self.longestPart(of: word) <= Self.longPart
    let separators = isPath ? ["/"] : Self.separators
    var piece = ""
    var length = 0
    for scalar in word.unicodeScalars {
      piece.unicodeScalars.append(scalar)
      length += 1
      let mayBreak = isDigest ? length == Self.digits : separators.contains(scalar)
      guard mayBreak, length > 1 else { continue }
      output.write(XMLText.escaped(piece))
      output.write("<wbr>")
      piece = ""
      length = 0
    }
    output.write(XMLText.escaped(piece))
  }

  /// The length of the longest part of a path, in bytes.
  private static func longestPart(of word: Substring) -> Int {
    word.split(separator: "/").map(\.utf8.count).max() ?? 0
  }

  /// How many bytes the parts of a path have that stay whole.
  private static let longPart = 32

  private static let separators: Set<Unicode.Scalar> = [
    "/", ".", ":", "_", "-", "@", "?", "=", "&",
  ]

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
    plain(label)
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
      // A heading of nothing is an error to a screen reader.
      let isHeading = index == 0 && !cell.isEmpty
      element(
        isHeading ? "th scope=\"row\"" : "td", cell, closing: isHeading ? "th" : "td")
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
