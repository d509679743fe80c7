/// Finds where the plain bytes of a string in JSON end, eight bytes at a time.
public enum StringRun {
  /// The top bit of each byte of a word.
  @inlinable @inline(__always)
  public static var tops: UInt64 { 0x8080_8080_8080_8080 }

  /// The first byte that ends a run of plain string bytes: a quotation mark, a backslash or a control
  /// character, such as the zeros that must stand behind the last byte.
  ///
  /// - Parameter high: Collects the bytes before it, to see by ``tops`` whether any is not ASCII.
  @inlinable @inline(__always)
  public static func end(
    of start: UnsafePointer<UInt8>, _ high: inout UInt64
  ) -> UnsafePointer<UInt8> {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var pointer = start
    while true {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
      let quote = word ^ 0x2222_2222_2222_2222
      let slash = word ^ 0x5c5c_5c5c_5c5c_5c5c
      let control = (word &- 0x2020_2020_2020_2020) & ~word
      let hits = ((quote &- ones) & ~quote | (slash &- ones) & ~slash | control) & tops
      if hits != 0 {
        let zeros = hits.trailingZeroBitCount
        high |= word & ((1 &<< UInt64(zeros &- 7)) &- 1)
        return pointer + (zeros &>> 3)
      }
      high |= word
      pointer += 8
    }
  }
}
