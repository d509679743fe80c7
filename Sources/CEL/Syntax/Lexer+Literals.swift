extension Lexer {
  /// Whether a letter begins a string literal (`r''`, `b""`, `br''`) and not a name.
  func stringPrefix() -> Bool {
    var distance = 0
    if peek() | 0x20 == UInt8(ascii: "b") { distance += 1 }
    if peek(distance) | 0x20 == UInt8(ascii: "r") { distance += 1 }
    return distance > 0 && Self.isQuote(peek(distance))
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  /// Reads a string or bytes literal.
  mutating func literal() -> Token.Kind {
    let start = index
    let isBytes = peek() | 0x20 == UInt8(ascii: "b")
    if isBytes { index += 1 }
    let isRaw = peek() | 0x20 == UInt8(ascii: "r")
    if isRaw { index += 1 }
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    index += isTriple ? 3 : 1
    var content: [UInt8] = []
    var isSound = true
    while true {
      guard index < source.count, isTriple || (peek() != 0x0A && peek() != 0x0D) else {
        report("a text literal is not closed", start..<index)
        return .malformed
      }
      if peek() == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        index += isTriple ? 3 : 1
        break
      }
      if peek() == UInt8(ascii: "\\"), !isRaw {
        if !escape(into: &content, isBytes: isBytes) { isSound = false }
      } else {
        content.append(source[index])
        index += 1
      }
    }
    guard isSound else { return .malformed }
    return isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
  }

  /// Reads an escape sequence; `false` if it is none, which is reported.
  private mutating func escape(into content: inout [UInt8], isBytes: Bool) -> Bool {
    let start = index
    index += 2
    let letter = start + 1 < source.count ? source[start + 1] : 0
    if let byte = Self.simpleEscapes[letter] {
      content.append(byte)
      return true
    }
    let value: UInt32?
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): value = digits(2, base: 16)
    case UInt8(ascii: "u") where !isBytes: value = digits(4, base: 16)
    case UInt8(ascii: "U") where !isBytes: value = digits(8, base: 16)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      index -= 1
      value = digits(3, base: 8)
    default: value = nil
    }
    guard let value, isBytes || Unicode.Scalar(value) != nil else {
      index = min(max(index, start + 1), source.count)
      report("unknown escape sequence \"\(text(start..<index))\"", start..<index)
      return false
    }
    if isBytes {
      content.append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = Unicode.Scalar(value) {
      content.append(contentsOf: String(Character(scalar)).utf8)
    }
    return true
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
    UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
    UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "?"): 0x3F, UInt8(ascii: "\""): 0x22,
    UInt8(ascii: "'"): 0x27, UInt8(ascii: "`"): 0x60,
  ]

  /// The value of exactly so many digits; `nil` if there are fewer.
  private mutating func digits(_ count: Int, base: UInt32) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = Self.hexValue(peek()), digit < base else { return nil }
      value = value &* base &+ digit
      index += 1
    }
    return value
  }

  /// Reads an integer or a floating-point number.
  mutating func number() -> Token.Kind {
    let start = index
    if peek() == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x") {
      index += 2
      while Self.hexValue(peek()) != nil { index += 1 }
      return integer(start + 2..<index, base: 16, start: start)
    }
    while Self.isDigit(peek()) { index += 1 }
    var isDouble = false
    if peek() == UInt8(ascii: "."), Self.isDigit(peek(1)) {
      isDouble = true
      index += 1
      while Self.isDigit(peek()) { index += 1 }
    }
    if exponent() { isDouble = true }
    guard isDouble else { return integer(start..<index, base: 10, start: start) }
    if Self.isLetter(peek()) { return strayLetters(start) }
    return .double(Double(text(start..<index)) ?? .infinity)
  }

  private mutating func exponent() -> Bool {
    guard peek() | 0x20 == UInt8(ascii: "e") else { return false }
    let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
    guard Self.isDigit(peek(hasSign ? 2 : 1)) else { return false }
    index += hasSign ? 2 : 1
    while Self.isDigit(peek()) { index += 1 }
    return true
  }

  private mutating func integer(_ digits: Range<Int>, base: Int, start: Int) -> Token.Kind {
    let isUnsigned = peek() | 0x20 == UInt8(ascii: "u")
    if isUnsigned { index += 1 }
    if Self.isLetter(peek()) || Self.isDigit(peek()) { return strayLetters(start) }
    guard let value = UInt64(text(digits), radix: base) else {
      let isEmpty = digits.isEmpty
      report(isEmpty ? "a number without digits" : "the integer is out of range", start..<index)
      return .malformed
    }
    return isUnsigned ? .uint(value) : .int(value)
  }

  private mutating func strayLetters(_ start: Int) -> Token.Kind {
    while Self.isLetter(peek()) || Self.isDigit(peek()) { index += 1 }
    report("\"\(text(start..<index))\" is not a number", start..<index)
    return .malformed
  }
}
