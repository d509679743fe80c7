/// Checks that bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF.
enum UTF8Check {
  /// The offset of the first byte that is wrong; `nil` if there is none.
  static func firstError(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < text.count {
      if text[index] < 0x80 {
        index = firstNonASCII(in: text, from: index + 1)
        continue
      }
      guard let length = length(in: text, at: index) else { return index }
      index += length
    }
    return nil
  }

  /// The first byte from an index on that is not ASCII; the end if there is none.
  @inline(__always)
  static func firstNonASCII(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    var index = start
    while index &+ 32 <= raw.count {
      let first = raw.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
      let both = first.lowHalf | first.highHalf
      if (both.x | both.y) & 0x8080_8080_8080_8080 != 0 { break }
      index &+= 32
    }
    while index &+ 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let high = word & 0x8080_8080_8080_8080
      if high != 0 { return index &+ (high.trailingZeroBitCount &>> 3) }
      index &+= 8
    }
    while index < raw.count, raw[index] < 0x80 { index &+= 1 }
    return index
  }

  /// How long the character is that begins at a byte past ASCII; `nil` if it is wrong.
  static func length(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    func follows(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xbf) -> Bool {
      index + offset < text.count && range ~= text[index + offset]
    }
    switch text[index] {
    case 0xc2...0xdf: return follows(1) ? 2 : nil
    case 0xe0: return follows(1, 0xa0...0xbf) && follows(2) ? 3 : nil
    case 0xed: return follows(1, 0x80...0x9f) && follows(2) ? 3 : nil
    case 0xe1...0xef: return follows(1) && follows(2) ? 3 : nil
    case 0xf0: return follows(1, 0x90...0xbf) && follows(2) && follows(3) ? 4 : nil
    case 0xf1...0xf3: return follows(1) && follows(2) && follows(3) ? 4 : nil
    case 0xf4: return follows(1, 0x80...0x8f) && follows(2) && follows(3) ? 4 : nil
    default: return nil
    }
  }
}
