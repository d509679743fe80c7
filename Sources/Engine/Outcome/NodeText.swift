import CEL
import Rules

/// Parts of conditions in words: their text with values in place of what was computed.
struct NodeText {
  let privacy: Privacy

  /// The text of a part with the values of its own parts in it: `2026-11-01 <= 2026-02-28`.
  func substituted(_ node: Explanation.Node) -> String {
    var text: [UInt8] = Array(node.text.utf8)
    let start = node.range.lowerBound
    let inner = node.children.filter {
      $0.letName == node.letName && node.range.contains($0.range.lowerBound)
        && $0.range.upperBound <= node.range.upperBound && $0.range != node.range
    }
    for child in inner.filter({ !Self.isObject($0.value) }).sorted(by: {
      $0.range.lowerBound > $1.range.lowerBound
    }) {
      let place = (child.range.lowerBound - start)..<(child.range.upperBound - start)
      guard place.upperBound <= text.count else { continue }
      text.replaceSubrange(place, with: Array(value(of: child).utf8))
    }
    return RuleText.oneLine(String(decoding: text, as: UTF8.self))
  }

  /// The value of a part; a mask where it tells of something that may not be shown.
  func value(of node: Explanation.Node) -> String {
    if case .bool(let bool) = node.value { return bool ? "true" : "false" }
    return isMasked(node) ? Privacy.mask : DatumText.of(node.value)
  }

  private static func isObject(_ datum: Datum) -> Bool {
    if case .object = datum { true } else { false }
  }

  /// Whether a part reads a field that may not be shown.
  func isMasked(_ node: Explanation.Node) -> Bool {
    privacy.isMasked(anyOf: Self.paths(in: node))
  }

  /// The paths that a part reads.
  static func paths(in node: Explanation.Node) -> [String] {
    [node.reference?.path].compactMap(\.self) + node.children.flatMap { paths(in: $0) }
  }
}
