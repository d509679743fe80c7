extension Token.Symbol {
  /// The symbol that some bytes begin with, and how many of them it takes; `nil` if none.
  static func beginning(_ first: UInt8, _ second: UInt8) -> (symbol: Token.Symbol, count: Int)? {
    if let long = Token.Symbol(first, second) { return (long, 2) }
    return Token.Symbol(first).map { ($0, 1) }
  }

  private init?(_ first: UInt8, _ second: UInt8) {
    switch (Unicode.Scalar(first), Unicode.Scalar(second)) {
    case ("|", "|"): self = .or
    case ("&", "&"): self = .and
    case ("<", "="): self = .lessOrEqual
    case (">", "="): self = .greaterOrEqual
    case ("=", "="): self = .equal
    case ("!", "="): self = .notEqual
    default: return nil
    }
  }

  private init?(_ byte: UInt8) {
    switch Unicode.Scalar(byte) {
    case "<": self = .less
    case ">": self = .greater
    case "+": self = .plus
    case "-": self = .minus
    case "*": self = .times
    case "/": self = .over
    case "%": self = .modulo
    case "!": self = .not
    case "?": self = .question
    case ":": self = .colon
    case ".": self = .dot
    case ",": self = .comma
    case "(": self = .leftParenthesis
    case ")": self = .rightParenthesis
    case "[": self = .leftBracket
    case "]": self = .rightBracket
    case "{": self = .leftBrace
    case "}": self = .rightBrace
    default: return nil
    }
  }

  /// How it is written.
  var text: String {
    switch self {
    case .or: "||"
    case .and: "&&"
    case .lessOrEqual: "<="
    case .greaterOrEqual: ">="
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .greater: ">"
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .over: "/"
    case .modulo: "%"
    case .not: "!"
    case .question: "?"
    case .colon: ":"
    case .dot: "."
    case .comma: ","
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .leftBrace: "{"
    case .rightBrace: "}"
    }
  }

  /// The operator between two operands that it stands for; `nil` if it is none.
  var binaryOperator: BinaryOperator? {
    switch self {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .plus: .add
    case .minus: .subtract
    case .times: .multiply
    case .over: .divide
    case .modulo: .modulo
    default: nil
    }
  }
}
