/// The line of a source text in which something stands, with a mark beneath it.
enum SourceExcerpt {
  /// Two lines, indented: that of the place, and one with `^` beneath each character of it.
  ///
  /// - Parameter range: The place in UTF-8 bytes; one that goes over the line is cut off there.
  static func text(of source: String, at range: Range<Int>) -> String {
    let bytes = Array(source.utf8)
    let start = min(max(range.lowerBound, 0), bytes.count)
    let isBreak = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    let lineStart = bytes[..<start].lastIndex(where: isBreak).map { $0 + 1 } ?? 0
    let lineEnd = bytes[start...].firstIndex(where: isBreak) ?? bytes.count
    let end = min(max(range.upperBound, start), lineEnd)
    let before = String(decoding: bytes[lineStart..<start], as: UTF8.self)
    let place = String(decoding: bytes[start..<end], as: UTF8.self)
    let line = String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self)
    let indent = String(before.map { $0 == "\t" ? "\t" : " " })
    return "  \(line)\n  \(indent)\(String(repeating: "^", count: max(place.count, 1)))"
  }
}

extension Issue: CustomStringConvertible {
  /// What is wrong in one line, with the hint; ``shown(in:)`` adds the place.
  public var description: String {
    let name = letName.map { " in \"\($0)\"" } ?? ""
    let cure = hint.map { "; \($0)" } ?? ""
    return "\(severity.rawValue)\(name): \(message)\(cure) [\(code)]"
  }

  /// What is wrong, the line in which it stands with a mark beneath, and the hint.
  ///
  /// - Parameter source: The text that ``range`` counts in: that of the named expression where
  ///   ``letName`` names one.
  public func shown(in source: String) -> String {
    let name = letName.map { " in \"\($0)\"" } ?? ""
    let cure = hint.map { "\n  hint: \($0)" } ?? ""
    return "\(severity.rawValue)\(name): \(message) [\(code)]\n"
      + SourceExcerpt.text(of: source, at: range) + cure
  }
}

extension Compilation: CustomStringConvertible {
  /// Everything that is wrong or odd, each with its line and a mark beneath the place.
  public var description: String {
    issues.map { issue in
      issue.shown(in: sources.first { $0.name == issue.letName }?.text ?? "")
    }.joined(separator: "\n")
  }
}
