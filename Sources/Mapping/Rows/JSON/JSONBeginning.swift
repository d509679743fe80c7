/// The beginning of a text in JSON as a text of its own.
enum JSONBeginning {
  /// The bytes up to the last item that is whole, with everything closed that is open there.
  ///
  /// - Returns: `nil` if nothing in it is whole.
  static func closed(_ bytes: [UInt8]) -> [UInt8]? {
    var end: Int?
    walk(bytes) { index, byte, _ in
      if byte == UInt8(ascii: ",") { end = index }
      return true
    }
    guard let end else { return nil }
    var closers: [UInt8] = []
    walk(bytes) { index, _, open in
      guard index == end else { return true }
      closers = open.reversed()
      return false
    }
    return bytes[..<end] + closers
  }

  /// Goes through the bytes that stand in no string.
  ///
  /// - Parameter body: Takes a byte, its offset, and the ends of what is open around it; says whether to
  ///   go on.
  private static func walk(_ bytes: [UInt8], _ body: (Int, UInt8, [UInt8]) -> Bool) {
    var open: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if isInString {
        isEscaped = byte == UInt8(ascii: "\\")
        isInString = byte != UInt8(ascii: "\"")
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
        case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
        case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
        default: break
        }
        guard body(index, byte, open) else { return }
      }
    }
  }
}
