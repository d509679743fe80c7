/// The names in the outermost object of a document in JSON, as far as its beginning shows.
enum OuterNames {
  /// The names that only an inventory has in its outermost object.
  static let own: Set<String> = ["organisations", "systems", "extracted"]

  /// Whether the outermost object has a name that only an inventory has, as far as its beginning shows.
  static func areOwn(_ text: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var index = text.startIndex
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let start = index + 1
        index = endOfString(text, from: start)
        guard depth == 1, index < text.endIndex else { break }
        let isName = text[(index + 1)...].first { $0 > 0x20 } == UInt8(ascii: ":")
        if isName, own.contains(String(decoding: text[start..<index], as: UTF8.self)) {
          return true
        }
      default: break
      }
      index += 1
    }
    return false
  }

  /// The place of the quote that ends a string.
  private static func endOfString(_ text: ArraySlice<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.endIndex, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, text.endIndex)
  }
}
