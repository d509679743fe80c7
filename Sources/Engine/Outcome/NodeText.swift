import CEL
import Rules

/// Parts of conditions in words: their text with values in place of what was computed.
struct NodeText {
  let privacy: Privacy

  /// The text of a part with the values of its own parts in it: `2026-11-01 <= 2026-02-28`.
  func substituted(_ node: Explanation.Node) -> String {
    if Self.isDefaulted(node) { return value(of: node) }
    var text: [UInt8] = Array(node.text.utf8)
    let start = node.range.lowerBound
    for child in Self.shownParts(of: node).sorted(by: { $0.range.lowerBound > $1.range.lowerBound })
    {
      let place = (child.range.lowerBound - start)..<(child.range.upperBound - start)
      guard place.upperBound <= text.count else { continue }
      let shown = term(child)
      text.replaceSubrange(
        Self.widened(place, for: shown, in: text), with: Array(shown.utf8))
    }
    return RuleText.oneLine(String(decoding: text, as: UTF8.self))
  }

  /// What decided a question about the elements of a list: the terms for the element that did.
  ///
  /// `nil` where the part is no such question, or no single element decided it.
  func deciding(_ node: Explanation.Node) -> String? {
    let isNegated = node.text.hasPrefix("!") && node.children.count == 1
    let macro = isNegated ? node.children[0] : node
    guard macro.elementCount != nil, case .bool = macro.value,
      let element = macro.children.first(where: { $0.role == .decisive })
    else { return nil }
    return terms(of: element).joined(separator: " && ")
  }

  private func terms(of node: Explanation.Node) -> [String] {
    let inner = node.children.filter { $0.role == .decisive || $0.role == .contributing }
    if Self.isLogic(node), !inner.isEmpty { return inner.flatMap(terms) }
    let isClaim = node.children.allSatisfy { if case .bool = $0.value { true } else { false } }
    return [isClaim && !isMasked(node) ? RuleText.oneLine(node.text) : substituted(node)]
  }

  /// Whether a part is a chain of `&&` or `||`.
  static func isLogic(_ node: Explanation.Node) -> Bool {
    node.children.count > 1 && (node.text.contains("&&") || node.text.contains("||"))
      && node.formula == nil && node.distanceInDays == nil && node.elementCount == nil
  }

  /// Whether a part takes a field or, where it is not given, something else.
  private static func isDefaulted(_ node: Explanation.Node) -> Bool {
    guard let optional = node.children.first, case .optional = optional.value,
      node.range.contains(optional.range.lowerBound)
    else { return false }
    let rest = node.text.utf8.dropFirst(optional.range.upperBound - node.range.lowerBound)
    return String(decoding: rest, as: UTF8.self).drop(while: \.isWhitespace)
      .hasPrefix(".orValue(")
  }

  /// The parts of a part that stand in its text once and can be shown; of a macro, its list.
  private static func shownParts(of node: Explanation.Node) -> [Explanation.Node] {
    let isMacro = node.elementCount != nil
    return node.children.filter { child in
      child.letName == node.letName && node.range.contains(child.range.lowerBound)
        && child.range.upperBound <= node.range.upperBound && child.range != node.range
        && !(isMacro && child.range.lowerBound != node.range.lowerBound) && canBeShown(child.value)
    }
  }

  /// Objects have no text, and so have lists of them.
  private static func canBeShown(_ datum: Datum) -> Bool {
    switch datum {
    case .object: false
    case .list(let elements): elements.allSatisfy(canBeShown)
    default: true
    }
  }

  /// The value of a part among others: a list keeps its brackets.
  private func term(_ node: Explanation.Node) -> String {
    if case .list = node.value, !isMasked(node) { return "[\(value(of: node))]" }
    return value(of: node)
  }

  /// The place that a value takes: without the parentheses that only the text needed, and without
  /// the line break before what is called on it.
  private static func widened(
    _ place: Range<Int>, for shown: String, in text: [UInt8]
  ) -> Range<Int> {
    var place = place
    let before = place.lowerBound > 1 ? text[place.lowerBound - 2] : UInt8(ascii: " ")
    let isCall = before == UInt8(ascii: "_") || Character(UnicodeScalar(before)).isLetter
    if place.lowerBound > 0, place.upperBound < text.count, !isCall, !shown.hasPrefix("-"),
      text[place.lowerBound - 1] == UInt8(ascii: "("), text[place.upperBound] == UInt8(ascii: ")")
    {
      place = (place.lowerBound - 1)..<(place.upperBound + 1)
    }
    let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    if let next = text[place.upperBound...].firstIndex(where: { !isSpace($0) }),
      text[next] == UInt8(ascii: ".")
    {
      place = place.lowerBound..<next
    }
    return place
  }

  /// The value of a part; a mask where it tells of something that may not be shown.
  func value(of node: Explanation.Node) -> String {
    if case .bool(let bool) = node.value { return bool ? "true" : "false" }
    return isMasked(node) ? Privacy.mask : ValueText.of(node.value)
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
