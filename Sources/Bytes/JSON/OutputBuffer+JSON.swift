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
      let scalar = Self.scalar(bytes, at: index, width: width)
      if let unit = UInt16(exactly: scalar) {
        writeEscape(unit)
      } else {
        writeEscape(UInt16(0xD7C0 + scalar >> 10))
        writeEscape(UInt16(0xDC00 + scalar & 0x3FF))
      }
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
  /// Besides what JSON asks for, all that ``PlainText/isUnsafe(_:)`` names: DEL; U+0080 to U+009F (C2 80
  /// to C2 9F); U+061C (D8 9C); U+200B, U+200E, U+200F, U+2028 to U+202E (E2 80 …) and U+2060 to U+206F
  /// (E2 81 …); U+FEFF (EF BB BF); U+FFF9 to U+FFFB, U+FFFE, U+FFFF (EF BF …); U+E0000 to U+E007F
  /// (F3 A0 80 and F3 A0 81).
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
      case 0x80:
        return last == 0x8B || last == 0x8E || last == 0x8F || 0xA8...0xAE ~= last ? 3 : 0
      case 0x81: return 0xA0...0xAF ~= last ? 3 : 0
      default: return 0
      }
    case 0xEF: return escapedWidthOfLast(bytes[index + 1], bytes[index + 2])
    case 0xF3: return bytes[index + 1] == 0xA0 && bytes[index + 2] & 0xFE == 0x80 ? 4 : 0
    default: return 0
    }
  }

  /// The same of U+F000 to U+FFFF, by the second and third byte.
  private static func escapedWidthOfLast(_ second: UInt8, _ third: UInt8) -> Int {
    switch (second, third) {
    case (0xBB, 0xBF), (0xBF, 0xB9...0xBB), (0xBF, 0xBE), (0xBF, 0xBF): 3
    default: 0
    }
  }

  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, width: Int
  ) -> UInt32 {
    let lead = UInt32(bytes[index])
    var scalar = width == 1 ? lead : lead & (0x7F >> UInt32(width))
    for offset in 1..<max(width, 1) {
      scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F)
    }
    return scalar
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
