/// Splits a source text into tokens; reports what is no token and goes on.
struct Lexer {
  let source: [UInt8]
  var index = 0
  /// What was wrong, in order.
  var faults: [(code: String, message: String, range: Range<Int>)] = []

  init(_ source: [UInt8]) {
    self.source = source
  }

  /// All tokens, the last of which is the end.
  mutating func tokens() -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(source.count / 4 + 2)
    while true {
      let token = next()
      tokens.append(token)
      if case .end = token.kind { return tokens }
    }
  }

  mutating func report(_ message: String, _ range: Range<Int>, code: String = "cel.syntax") {
    faults.append((code, message, range))
  }

  /// The byte at a distance from the reading position; 0 past the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    index + distance < source.count ? source[index + distance] : 0
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: source[range], as: UTF8.self)
  }

  private mutating func next() -> Token {
    skipBlanks()
    let start = index
    guard index < source.count else { return Token(kind: .end, range: start..<start) }
    let byte = source[index]
    let kind: Token.Kind
    if Self.isLetter(byte) {
      kind = stringPrefix() ? literal() : identifier()
    } else if Self.isDigit(byte) || (byte == UInt8(ascii: ".") && Self.isDigit(peek(1))) {
      kind = number()
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      kind = literal()
    } else if byte == UInt8(ascii: "`") {
      kind = quotedIdentifier()
    } else {
      kind = symbol()
    }
    return Token(kind: kind, range: start..<index)
  }

  private mutating func skipBlanks() {
    while index < source.count {
      switch source[index] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        index += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while index < source.count, source[index] != 0x0A { index += 1 }
      default:
        return
      }
    }
  }

  private mutating func identifier() -> Token.Kind {
    let start = index
    while Self.isLetter(peek()) || Self.isDigit(peek()) { index += 1 }
    return .identifier(text(start..<index))
  }

  private mutating func quotedIdentifier() -> Token.Kind {
    let start = index
    index += 1
    while index < source.count, source[index] != UInt8(ascii: "`"), source[index] != 0x0A {
      index += 1
    }
    guard peek() == UInt8(ascii: "`"), index > start + 1 else {
      report("a name in backticks is not closed", start..<index)
      return .malformed
    }
    index += 1
    return .quotedIdentifier(text(start + 1..<index - 1))
  }

  private mutating func symbol() -> Token.Kind {
    let start = index
    if let (symbol, count) = Token.Symbol.beginning(peek(), peek(1)) {
      index += count
      return .symbol(symbol)
    }
    index += 1
    while index < source.count, source[index] & 0xC0 == 0x80 { index += 1 }
    report("unexpected \"\(text(start..<index))\"", start..<index)
    return .malformed
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }

  static func hexValue(_ byte: UInt8) -> UInt32? {
    if isDigit(byte) { return UInt32(byte &- UInt8(ascii: "0")) }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? UInt32(letter) + 10 : nil
  }
}
