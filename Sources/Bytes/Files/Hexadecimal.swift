/// Bytes as hexadecimal digits, small letters.
public enum Hexadecimal {
  private static let digits: [UInt8] = Array("0123456789abcdef".utf8)

  /// The first digits of some bytes, an even number of them.
  public static func text(of bytes: some Sequence<UInt8>, digits count: Int) -> String {
    String(unsafeUninitializedCapacity: count) { text in
      var written = 0
      for byte in bytes where written < count {
        text[written] = digits[Int(byte >> 4)]
        text[written + 1] = digits[Int(byte & 15)]
        written += 2
      }
      return written
    }
  }
}
