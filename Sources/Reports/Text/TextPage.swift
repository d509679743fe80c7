import Bytes

/// Lines of text within a width, of which none can do anything to a terminal or a build server.
struct TextPage {
  /// How a word is set off where colours are used.
  enum Style: String {
    case plain = ""
    case bold = "1"
    case faint = "2"
    case red = "1;31"
    case yellow = "33"
    case blue = "34"
  }

  /// Where the values of labelled lines begin.
  static let labelWidth = 16

  var output: OutputBuffer
  let options: ReportOptions

  /// How many lines have been written.
  private(set) var lines = 0

  init(output: OutputBuffer, options: ReportOptions) {
    self.output = output
    self.options = options
  }

  /// Writes an empty line.
  mutating func gap() {
    output.write("\n")
    lines += 1
  }

  /// Writes what was written on another page.
  mutating func append(_ other: TextPage) {
    output.write(other.output.text)
    lines += other.lines
  }

  /// Writes a heading and a rule below it.
  mutating func heading(_ text: String) {
    let pieces = Self.wrapped(Self.safe(text), width: options.width)
    gap()
    for piece in pieces { line(piece, .bold) }
    let width = pieces.map(\.unicodeScalars.count).max() ?? 0
    output.write(String(repeating: "-", count: min(max(width, 3), options.width)))
    gap()
  }

  /// Writes a text that is safe already on one line.
  mutating func line(_ text: String, _ style: Style = .plain) {
    write(text, style)
    gap()
  }

  /// Writes a text, broken between words, each line after an indent.
  mutating func paragraph(_ text: String, indent: Int = 0, _ style: Style = .plain) {
    let pad = String(repeating: " ", count: indent)
    for piece in Self.wrapped(Self.safe(text), width: options.width - indent) {
      output.write(pad)
      line(piece, style)
    }
  }

  /// Writes a label and a text beside it.
  mutating func labelled(_ label: String, _ text: String, _ style: Style = .plain) {
    let pieces = Self.wrapped(Self.safe(text), width: options.width - Self.labelWidth - 2)
    for (index, piece) in pieces.enumerated() {
      // What is wider than its column and cannot be broken begins before it.
      let start = index == 0 ? Self.labelWidth : options.width - piece.unicodeScalars.count - 2
      let width = max(min(Self.labelWidth, start), 0)
      output.write("  ")
      write(Self.padded(index == 0 ? Self.safeLabel(label) : "", to: width), .faint)
      line(piece, style)
    }
  }

  /// Writes a short label in a style and a text beside it, on a number of lines at most; a text that
  /// is longer ends with an ellipsis.
  mutating func item(
    _ label: String, _ text: String, _ style: Style, indent: Int, most: Int
  ) {
    let width = options.width - indent
    var pieces = Self.wrapped(Self.safe(text), width: width)
    if pieces.count > most {
      pieces = Array(pieces.prefix(most))
      pieces[most - 1] = Self.cut(pieces[most - 1], to: width - 1) + "\u{2026}"
    }
    for (index, piece) in pieces.enumerated() {
      output.write("  ")
      write(Self.padded(index == 0 ? Self.safeLabel(label) : "", to: indent - 2), style)
      line(piece, label.isEmpty ? style : .plain)
    }
  }

  /// Writes a label in a style, a text and words in brackets behind it, on a number of lines at most.
  ///
  /// A text that is longer ends with its last clause that fits, or after a dozen words or more, so that
  /// what is left still says what is wrong; where not even that fits it goes on more lines.
  mutating func item(
    _ label: String, _ text: String, tag: String, _ style: Style, indent: Int, most: Int
  ) {
    let width = options.width - indent
    let tag = Self.safe("[\(tag)]")
    let text = Self.safe(text)
    var pieces = Self.wrapped("\(text) \(tag)", width: width)
    if pieces.count > most {
      let short = Self.clauses(of: text).lazy
        .map { Self.wrapped("\($0)\u{2026} \(tag)", width: width) }
        .first { $0.count <= most }
      pieces = short ?? pieces
    }
    for (index, piece) in pieces.enumerated() {
      output.write("  ")
      write(Self.padded(index == 0 ? Self.safeLabel(label) : "", to: indent - 2), style)
      line(piece)
    }
  }

  /// The beginnings of a sentence that end where a clause of it does, the longest first; each has enough
  /// words to say something.
  private static func clauses(of text: String) -> [String] {
    let words = text.split(separator: " ")
    let ends = words.indices.filter { index in
      index >= leastWords && (words[index].hasSuffix(",") || words[index].hasSuffix(";"))
    }
    let clauses = ends.reversed().map { end in
      String(words[...end].joined(separator: " ").dropLast())
    }
    let others = words.indices.filter { $0 >= mostWords }.reversed().map { end in
      words[...end].joined(separator: " ")
    }
    return clauses + others
  }

  /// How many words the beginning of a sentence has at least, less one.
  private static let leastWords = 7
  /// How many it has at least, less one, where it ends within a clause.
  private static let mostWords = 11

  /// A label that is safe at the beginning of a line.
  private static func safeLabel(_ label: String) -> String {
    let label = safe(label)
    return label.utf8.starts(with: "::".utf8) ? "\\" + label : label
  }

  /// The text without what goes beyond a width.
  private static func cut(_ text: String, to width: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(width)))
  }

  /// Writes a text that is safe already, in a style where colours are used.
  mutating func write(_ text: String, _ style: Style) {
    guard options.usesColor, style != .plain else {
      output.write(text)
      return
    }
    output.write("\u{1B}[\(style.rawValue)m")
    output.write(text)
    output.write("\u{1B}[0m")
  }
}

extension TextPage {
  /// The text on one line without controls, and without what build servers take for a command.
  ///
  /// GitHub and Azure obey `##[…]` and `##vso[…]` anywhere in a line, others at its beginning only.
  static func safe(_ text: String) -> String {
    let text = PlainText.inline(text)
    guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
    var safe = ""
    var hashes = 0
    for scalar in text.unicodeScalars {
      if hashes >= 2, scalar != "#", scalar != " " { safe += " " }
      hashes = scalar == "#" ? hashes + 1 : 0
      safe.unicodeScalars.append(scalar)
    }
    return safe
  }

  /// The text in pieces of at most a width, broken at spaces; a longer word stays whole.
  ///
  /// A piece that would begin like `::error` gets a backslash in front.
  static func wrapped(_ text: String, width: Int) -> [String] {
    let width = max(width, 20)
    if text.utf8.count <= width, !text.utf8.starts(with: "::".utf8) { return [text] }
    var pieces: [String] = []
    var current = ""
    var length = 0
    for word in text.unicodeScalars.split(separator: " ") {
      if length > 0, length + 1 + word.count > width {
        pieces.append(current)
        current = ""
        length = 0
      }
      if length > 0 {
        current += " "
        length += 1
      } else if word.starts(with: "::".unicodeScalars) {
        current += "\\"
        length += 1
      }
      current.unicodeScalars.append(contentsOf: word)
      length += word.count
    }
    if length > 0 || pieces.isEmpty { pieces.append(current) }
    return pieces
  }

  /// The text with spaces after it.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
  }
}
