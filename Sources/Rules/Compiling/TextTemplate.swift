public import CEL

/// A text with expressions in braces, such as `held {daysOver} days past {lastPermitted}`.
public struct TextTemplate: Sendable {
  /// A part of the text.
  public enum Part: Sendable {
    case text(String)
    case value(Program)
    /// The days past the last permitted day.
    case daysOver
    /// How many records a finding of a dataset stands for.
    case count
  }

  /// The parts in order.
  public let parts: [Part]

  /// The programs among the parts.
  public var programs: [Program] {
    parts.compactMap { if case .value(let program) = $0 { program } else { nil } }
  }

  /// A part as it was written: its text, or its expression with the offset of its first byte.
  enum Fragment: Equatable {
    case text(String)
    case expression(String, offset: Int)
    /// A brace that is not closed, at an offset.
    case unclosed(offset: Int)
  }

  /// Splits a text at its braces; `{{` and `}}` stand for braces in the text.
  ///
  /// Braces within an expression pair up, so that map literals work.
  static func split(_ source: String) -> [Fragment] {
    let bytes = Array(source.utf8)
    var fragments: [Fragment] = []
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isDouble = index + 1 < bytes.count && bytes[index + 1] == byte
      if byte == UInt8(ascii: "{"), !isDouble {
        if !text.isEmpty { fragments.append(.text(String(decoding: text, as: UTF8.self))) }
        text = []
        guard let end = closingBrace(bytes, after: index) else {
          fragments.append(.unclosed(offset: index))
          return fragments
        }
        let expression = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        fragments.append(.expression(expression, offset: index + 1))
        index = end + 1
      } else {
        let isBrace = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
        text.append(byte)
        index += isBrace && isDouble ? 2 : 1
      }
    }
    if !text.isEmpty { fragments.append(.text(String(decoding: text, as: UTF8.self))) }
    return fragments
  }

  /// The expressions in braces of a text.
  static func expressions(_ source: String) -> [String] {
    guard source.utf8.contains(UInt8(ascii: "{")) else { return [] }
    return split(source).compactMap { fragment in
      if case .expression(let source, _) = fragment { source } else { nil }
    }
  }

  private static func closingBrace(_ bytes: [UInt8], after start: Int) -> Int? {
    var depth = 0
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: "{") { depth += 1 }
      if bytes[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}
