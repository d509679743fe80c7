/// A word, a number or a mark of a phrase.
enum PhraseToken: Hashable {
  case word(String)
  case number(Int)
  case mark(Character)

  /// The token as text.
  var text: String {
    switch self {
    case .word(let word): word
    case .number(let number): String(number)
    case .mark(let mark): String(mark)
    }
  }

  /// Marks that point at a footnote or draw a blank to fill in; they say nothing themselves.
  private static let silentMarks: Set<Character> = [
    "*", "∞", "±", "Ω", "©", "®", "†", "‡", "_", "\"", "“", "”", "•",
  ]

  /// The tokens of a text: words in lower case, numbers of up to six digits, marks one by one.
  static func tokens(of text: String) -> [PhraseToken] {
    var tokens: [PhraseToken] = []
    var rest = text.lowercased()[...]
    while let first = rest.first {
      if first.isWhitespace || silentMarks.contains(first) {
        rest.removeFirst()
      } else if first.isASCII, first.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest.removeFirst(digits.count)
        tokens.append(Int(digits.prefix(7)).map { .number($0) } ?? .word(String(digits)))
      } else if first.isLetter {
        let letters = rest.prefix { $0.isLetter || $0.isNumber || $0 == "'" || $0 == "’" }
        rest.removeFirst(letters.count)
        tokens.append(.word(letters.filter { $0 != "'" && $0 != "’" }))
      } else {
        tokens.append(.mark(first == "–" || first == "—" ? "-" : first))
        rest.removeFirst()
      }
    }
    return tokens
  }

  /// The words of tokens with the marks left out, joined by spaces.
  static func words(of tokens: some Sequence<PhraseToken>) -> String {
    tokens.compactMap { token in
      if case .mark = token { return nil }
      return token.text
    }.joined(separator: " ")
  }

  /// Tokens as a person would write them, for a message.
  static func plain(_ tokens: some Sequence<PhraseToken>) -> String {
    var text = ""
    for token in tokens {
      let sticks: Bool = if case .mark(let mark) = token { ",.;:)".contains(mark) } else { false }
      if !text.isEmpty, !sticks, !text.hasSuffix("(") { text += " " }
      text += token.text
    }
    return text
  }
}
