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
  enum Symbol: String, CaseIterable {
    case or = "||"
    case and = "&&"
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case greater = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case modulo = "%"
    case not = "!"
    case question = "?"
    case colon = ":"
    case dot = "."
    case comma = ","
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
  }

  let kind: Kind
  /// Where it stands, in UTF-8 bytes of the source.
  let range: Range<Int>
}
