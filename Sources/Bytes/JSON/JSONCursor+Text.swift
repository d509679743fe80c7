extension JSONCursor {
  /// Reads a text in quotes.
  package mutating func text() throws(FormFailure) -> String {
    let start = index
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else {
      throw .malformed(start, "expected a text in quotation marks")
    }
    var end = start + 1
    while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x5C, bytes[end] >= 0x20 { end += 1 }
    guard end < bytes.count else { throw .malformed(start, "the text is not closed") }
    if bytes[end] == 0x22 {
      move(to: end + 1)
      return try decoded(bytes[(start + 1)..<end], at: start)
    }
    return try escapedText(from: start, copied: end)
  }

  private mutating func escapedText(
    from start: Int, copied: Int
  ) throws(FormFailure) -> String {
    var content = Array(bytes[(start + 1)..<copied])
    move(to: copied)
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x22:
        move(to: index + 1)
        return try decoded(content[...], at: start)
      case 0x5C: try appendEscape(to: &content)
      case 0..<0x20: throw .malformed(index, "a text contains an unescaped control character")
      default:
        content.append(byte)
        move(to: index + 1)
      }
    }
    throw .malformed(start, "the text is not closed")
  }

  private func decoded(_ content: ArraySlice<UInt8>, at start: Int) throws(FormFailure) -> String {
    guard let text = String(validating: content, as: UTF8.self) else {
      throw .malformed(start, "the text is not valid UTF-8")
    }
    return text
  }

  private mutating func appendEscape(to content: inout [UInt8]) throws(FormFailure) {
    guard index + 1 < bytes.count else { throw .malformed(index, "the text is not closed") }
    switch bytes[index + 1] {
    case let byte where byte == 0x22 || byte == 0x5C || byte == 0x2F: content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try escapedScalar()
      content.append(contentsOf: UTF8.encode(scalar)!)
      return
    default: throw .malformed(index, "not an escape sequence of JSON")
    }
    move(to: index + 2)
  }

  /// Reads `\uXXXX`, or two of them that make a pair of surrogates.
  private mutating func escapedScalar() throws(FormFailure) -> Unicode.Scalar {
    let start = index
    let first = try codeUnit(at: start)
    move(to: start + 6)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == 0x5C,
      bytes[index + 1] == UInt8(ascii: "u"), case let second = try codeUnit(at: index),
      0xDC00...0xDFFF ~= second
    else { throw .malformed(start, "an unpaired surrogate") }
    move(to: index + 6)
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))!
  }

  private func codeUnit(at start: Int) throws(FormFailure) -> UInt32 {
    guard start + 6 <= bytes.count else { throw .malformed(start, "the text is not closed") }
    var unit: UInt32 = 0
    for byte in bytes[(start + 2)..<(start + 6)] {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: throw .malformed(start, "not an escape sequence of JSON")
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
