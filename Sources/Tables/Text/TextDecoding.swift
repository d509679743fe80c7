public import Diagnostics

/// Decodes whole texts.
public enum TextDecoding {
  /// The text of bytes in UTF-8, without a byte order mark.
  ///
  /// - Parameter declared: What they are said to be written in; `nil` for what they tell themselves.
  public static func utf8(
    _ bytes: [UInt8], declared: TextEncoding? = nil
  ) throws(InputFailure) -> [UInt8] {
    var stream = try TextStream(BytesInMemory.supply(bytes), declared: declared)
    var text: [UInt8] = []
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
    defer { room.deallocate() }
    while true {
      let count = try stream.read(into: room, most: 1 << 16)
      if count == 0 { return text }
      text.append(contentsOf: UnsafeBufferPointer(start: room, count: count))
    }
  }
}
