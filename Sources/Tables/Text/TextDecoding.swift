/// Decodes whole texts.
public enum TextDecoding {
  /// The text of bytes in UTF-8, without a byte order mark.
  ///
  /// - Parameter declared: What they are said to be written in; `nil` for what they tell themselves.
  public static func utf8(
    _ bytes: [UInt8], declared: TextEncoding? = nil
  ) throws(TableFailure) -> [UInt8] {
    var next = 0
    var stream = try TextStream(
      { (target, most) throws(TableFailure) in
        let count = min(most, bytes.count - next)
        bytes.withUnsafeBytes { source in
          guard count > 0, let base = source.baseAddress else { return }
          target.copyMemory(from: base + next, byteCount: count)
        }
        next += count
        return count
      }, declared: declared)
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
