/// The text of a cell without the white space around it.
enum CellText {
  @inline(__always)
  static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard !text.isEmpty else { return text }
    let (first, last) = (text[0], text[text.count - 1])
    // 0xA0 ends the two bytes of a no-break space, which spreadsheets have behind texts.
    if first > 0x20, last > 0x20, first != 0xc2, last != 0xa0 { return text }
    return slowlyTrimmed(text)
  }

  @inline(never)
  private static func slowlyTrimmed(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = text.count
    while start < end {
      if text[start] <= 0x20 {
        start += 1
      } else if text[start] == 0xc2, start + 1 < end, text[start + 1] == 0xa0 {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      if text[end - 1] <= 0x20 {
        end -= 1
      } else if text[end - 1] == 0xa0, end - 2 >= start, text[end - 2] == 0xc2 {
        end -= 2
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: text[start..<end])
  }
}
