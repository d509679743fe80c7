/// Finds the bytes that end a cell, eight at a time.
struct ByteEnds {
  private let delimiters: UInt64
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  init(_ delimiter: UInt8) { delimiters = UInt64(delimiter) &* Self.ones }

  /// The top bits of the bytes of a word, of which the lowest that is set marks the first delimiter
  /// or line end.
  @inline(__always)
  func hits(_ word: UInt64) -> UInt64 {
    let delimiter = word ^ delimiters
    let feed = word ^ 0x0a0a_0a0a_0a0a_0a0a
    let carriage = word ^ 0x0d0d_0d0d_0d0d_0d0d
    return
      ((delimiter &- Self.ones) & ~delimiter | (feed &- Self.ones) & ~feed
      | (carriage &- Self.ones) & ~carriage) & Self.tops
  }
}
