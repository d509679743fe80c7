import Diagnostics

/// Where two texts first differ.
struct ByteDifference {
  let line: Int
  let column: Int
  private let before: String
  private let after: String

  /// `nil` if they do not differ.
  init?(_ before: [UInt8], _ after: [UInt8]) {
    guard before != after else { return nil }
    let shorter = min(before.count, after.count)
    let offset = (0..<shorter).first { before[$0] != after[$0] } ?? shorter
    (line, column) = LineTable(before.prefix(offset)).position(of: offset)
    self.before = Self.excerpt(before, around: offset)
    self.after = Self.excerpt(after, around: offset)
  }

  /// The place and what stands there in both, in one line.
  var message: String {
    "doing the run again gives another result from line \(line), column \(column) on: "
      + "it was \(before), and is \(after)"
  }

  /// A few bytes around a place, with nothing in them that a terminal would act on.
  private static func excerpt(_ bytes: [UInt8], around offset: Int) -> String {
    guard offset < bytes.count else { return "at its end" }
    let start = max(0, offset - 20)
    let end = min(bytes.count, offset + 40)
    let visible = bytes[start..<end].map { 0x20..<0x7f ~= $0 ? $0 : UInt8(ascii: "?") }
    return "\"\(String(decoding: visible, as: UTF8.self))\""
  }
}
