extension OutputBuffer {
  /// Writes a text in quotes, escaped after RFC 8259, section 7.
  ///
  /// It looks at bytes: a quote that carries a combining accent is one character and would slip
  /// through otherwise.
  public mutating func writeJSON(_ text: String) {
    var text = text
    write(byte: UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        let width = Self.escapedWidth(bytes, at: index)
        guard width > 0 else {
          index += 1
          continue
        }
        write(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        writeEscape(Self.scalar(bytes, at: index, width: width))
        index += width
        start = index
      }
      write(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
    write(byte: UInt8(ascii: "\""))
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
