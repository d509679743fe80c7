/// A pattern in which `*` stands for any text and `?` for one byte, such as `mopi/*`.
public struct Glob: Hashable, Sendable {
  /// The pattern as written.
  public let pattern: String
  private let bytes: [UInt8]

  /// Reads a pattern; every text is one.
  public init(_ pattern: String) {
    self.pattern = pattern
    self.bytes = Array(pattern.utf8)
  }

  /// Whether the whole of a text fits the pattern; case matters.
  ///
  /// - Complexity: O(pattern × text) at worst; there is no exponential case.
  public func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    var place = 0
    var index = 0
    var star: (place: Int, index: Int)?
    while index < text.count {
      if place < bytes.count, bytes[place] == UInt8(ascii: "*") {
        star = (place, index)
        place += 1
      } else if place < bytes.count,
        bytes[place] == UInt8(ascii: "?") || bytes[place] == text[index]
      {
        place += 1
        index += 1
      } else if let last = star {
        star = (last.place, last.index + 1)
        place = last.place + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    return bytes[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
