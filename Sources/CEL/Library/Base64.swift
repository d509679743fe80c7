/// Base 64 of RFC 4648, section 4; padding may be left out when reading.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 {
        group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0)
      }
      for position in 0..<4 {
        let digit = alphabet[Int(group >> UInt32(18 - 6 * position) & 63)]
        text.append(position <= count ? digit : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var digits = text[...]
    var padding = 0
    while digits.last == UInt8(ascii: "="), padding < 2 {
      digits = digits.dropLast()
      padding += 1
    }
    guard padding == 0 || text.count % 4 == 0, digits.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    var bitCount = 0
    for digit in digits {
      guard let value = alphabet.firstIndex(of: digit) else { return nil }
      group = group << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bitCount)))
        group &= (1 << UInt32(bitCount)) - 1
      }
    }
    return bytes
  }
}
