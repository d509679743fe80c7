/// A lexical element of a source text.
struct Token {
  /// What an element is.
  enum Kind: Equatable {
    case identifier(String)
    /// A field name in backticks.
    case quotedIdentifier(String)
    /// The magnitude of a signed integer; the parser puts the sign to it.
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case symbol(Symbol)
    /// A literal that is not well formed; it has been reported.
    case malformed
    case end
  }

  /// Operators and punctuation.
  enum Symbol {
    case or, and, lessOrEqual, greaterOrEqual, equal, notEqual, less, greater
    case plus, minus, times, over, modulo, not
    case question, colon, dot, comma
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
  }

  let kind: Kind
  /// Where it stands, in UTF-8 bytes of the source.
  let range: Range<Int>
}
