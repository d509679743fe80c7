extension OutputBuffer {
  /// Writes a text in quotes, escaped after RFC 8259, section 7.
  ///
  /// It looks at bytes: a quote that carries a combining accent is one character and would slip
  /// through otherwise.
  public mutating func writeJSON(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      guard Self.cleanCount(bytes, from: 0) < bytes.count else { return writeQuoted(bytes) }
      write(byte: UInt8(ascii: "\""))
      writeEscaped(bytes)
      write(byte: UInt8(ascii: "\""))
    }
  }

  /// Writes bytes of which none must be escaped, in quotes.
  @inline(__always)
  private mutating func writeQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    write(atMost: bytes.count + 2) { room in
      room[0] = UInt8(ascii: "\"")
      if let start = bytes.baseAddress { (room + 1).update(from: start, count: bytes.count) }
      room[bytes.count + 1] = UInt8(ascii: "\"")
      return bytes.count + 2
    }
  }

  private mutating func writeEscaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      let clean = Self.cleanCount(bytes, from: index)
      write(contentsOf: UnsafeBufferPointer(rebasing: bytes[index..<index + clean]))
      index += clean
      guard index < bytes.count else { return }
      let width = Self.escapedWidth(bytes, at: index)
      writeEscape(Self.scalar(bytes, at: index, width: width))
      index += width
    }
  }

  /// How many bytes from here on need not be escaped.
  private static func cleanCount(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes.count - index >= 8, areClean(bytes, at: index) {
        index += 8
        continue
      }
      if escapedWidth(bytes, at: index) > 0 { break }
      index += 1
    }
    return index - start
  }

  /// Whether eight bytes from here are plain ASCII: none is a control, a quote or a backslash.
  @inline(__always)
  private static func areClean(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones << 7
    let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index)
      .loadUnaligned(as: UInt64.self)
    let quotes = word ^ ones &* 0x22
    let backslashes = word ^ ones &* 0x5C
    let deletes = word ^ ones &* 0x7F
    // The top bit of a byte is set where it is below what is taken away, or not ASCII.
    let found =
      word | (word &- ones &* 0x20) | (quotes &- ones) | (backslashes &- ones) | (deletes &- ones)
    return found & tops == 0
  }

  /// How many bytes from here must be escaped together: 0 where none must be.
  ///
  /// Besides what JSON asks for: DEL; U+0080 to U+009F (C2 80 to C2 9F); U+061C (D8 9C);
  /// U+200E, U+200F, U+2028 to U+202E (E2 80 8E …) and U+2066 to U+2069 (E2 81 A6 …); U+FEFF.
  @inline(__always)
  private static func escapedWidth(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 {
      return byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F ? 1 : 0
    }
    switch byte {
    case 0xC2: return bytes[index + 1] < 0xA0 ? 2 : 0
    case 0xD8: return bytes[index + 1] == 0x9C ? 2 : 0
    case 0xE2:
      let last = bytes[index + 2]
      switch bytes[index + 1] {
      case 0x80: return last == 0x8E || last == 0x8F || 0xA8...0xAE ~= last ? 3 : 0
      case 0x81: return 0xA6...0xA9 ~= last ? 3 : 0
      default: return 0
      }
    case 0xEF: return bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF ? 3 : 0
    default: return 0
    }
  }

  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, width: Int
  ) -> UInt16 {
    switch width {
    case 1: UInt16(bytes[index])
    case 2: UInt16(bytes[index] & 0x1F) << 6 | UInt16(bytes[index + 1] & 0x3F)
    default:
      UInt16(bytes[index] & 0x0F) << 12 | UInt16(bytes[index + 1] & 0x3F) << 6
        | UInt16(bytes[index + 2] & 0x3F)
    }
  }

  private mutating func writeEscape(_ scalar: UInt16) {
    write(byte: UInt8(ascii: "\\"))
    switch scalar {
    case 0x22, 0x5C: write(byte: UInt8(scalar))
    case 0x08: write(byte: UInt8(ascii: "b"))
    case 0x09: write(byte: UInt8(ascii: "t"))
    case 0x0A: write(byte: UInt8(ascii: "n"))
    case 0x0C: write(byte: UInt8(ascii: "f"))
    case 0x0D: write(byte: UInt8(ascii: "r"))
    default:
      write(byte: UInt8(ascii: "u"))
      for shift in [12, 8, 4, 0] { write(byte: Self.hexDigit(scalar >> UInt16(shift))) }
    }
  }

  private static func hexDigit(_ number: UInt16) -> UInt8 {
    let digit = UInt8(number & 0xF)
    return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
