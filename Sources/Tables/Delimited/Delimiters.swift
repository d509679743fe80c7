/// Tells what separates the cells of a file.
enum Delimiters {
  /// Those that are looked for, the likeliest first.
  private static let candidates = [",", ";", "\t", "|"].map { Array($0.utf8)[0] }

  /// The delimiter that stands most often in the first line outside quotation marks; a comma where
  /// none does.
  static func find(in text: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var counts = [Int](repeating: 0, count: candidates.count)
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0a || byte == 0x0d {
        if counts.contains(where: { $0 > 0 }) { break }
        continue
      }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// The delimiter that a first line such as `sep=;` names, and the length of the line.
  static func named(
    in text: UnsafeBufferPointer<UInt8>
  ) -> (delimiter: UInt8, length: Int)? {
    guard text.count > 5, text.prefix(4).elementsEqual("sep=".utf8) else { return nil }
    if text[5] == 0x0a { return (text[4], 6) }
    return text.count > 6 && text[5] == 0x0d && text[6] == 0x0a ? (text[4], 7) : nil
  }
}
