import CEL
import Findings

/// Parts of conditions in words: their text with values in place of what was computed.
struct NodeText {
  /// Which fields of the explanation may not be shown, by their numbers.
  private let masked: [Bool]
  private let hidesNothing: Bool

  /// - Parameter masked: Which fields of the explanation may not be shown, by their numbers.
  init(masked: [Bool]) {
    self.masked = masked
    hidesNothing = !masked.contains(true)
  }

  /// A named value with its formula.
  func step(_ name: String, _ node: Explanation.Node) -> Derivation.Step {
    let formula = node.part.line
    // Of a choice only what was taken is told.
    let substituted = node.part.hasChoice ? value(of: node) : substituted(node)
    return Derivation.Step(
      name: name, formula: formula, substituted: substituted == formula ? "" : substituted,
      value: value(of: node), isMasked: isMasked(node))
  }

  /// What stood on the sides of a clause; empty where its text says it.
  func detail(_ node: Explanation.Node) -> String {
    let substituted = deciding(node) ?? substituted(node)
    var detail = substituted == node.part.line ? "" : substituted
    if let days = node.distanceInDays, days != 0, !isMasked(node) {
      detail += ", \(abs(days)) \(abs(days) == 1 ? "day" : "days") apart"
    }
    return detail
  }

  /// The text of a part with the values of its own parts in it: `2026-11-01 <= 2026-02-28`.
  private func substituted(_ node: Explanation.Node) -> String {
    if Self.isDefaulted(node) { return value(of: node) }
    var shown = node.children.filter { Self.isShown($0, in: node) }
    if shown.isEmpty { return node.part.line }
    if shown.count > 1 { shown.sort { $0.range.lowerBound > $1.range.lowerBound } }
    var text: [UInt8] = Array(node.text.utf8)
    let start = node.range.lowerBound
    for child in shown {
      let place = (child.range.lowerBound - start)..<(child.range.upperBound - start)
      guard place.upperBound <= text.count else { continue }
      let term = term(child)
      text.replaceSubrange(Self.widened(place, for: term, in: text), with: term.utf8)
    }
    return SourceText.oneLine(text)
  }

  /// What decided a question about the elements of a list: the terms for the element that did.
  ///
  /// `nil` where the part is no such question, or no single element decided it.
  private func deciding(_ node: Explanation.Node) -> String? {
    let isNegated = node.children.count == 1 && node.text.utf8.first == UInt8(ascii: "!")
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
    return [isClaim && !isMasked(node) ? node.part.line : substituted(node)]
  }

  /// Whether a part is a chain of `&&` or `||`.
  static func isLogic(_ node: Explanation.Node) -> Bool {
    node.children.count > 1 && node.part.hasLogic && !node.isComputed
      && node.distanceInDays == nil && node.elementCount == nil
  }

  /// Whether a part takes a field or, where it is not given, something else.
  private static func isDefaulted(_ node: Explanation.Node) -> Bool {
    guard node.part.hasFallback, let optional = node.children.first else { return false }
    if case .optional = optional.value { return true } else { return false }
  }

  /// Whether a part of a part stands in its text once and can be shown; of a macro, its list.
  private static func isShown(_ child: Explanation.Node, in node: Explanation.Node) -> Bool {
    let isMacro = node.elementCount != nil
    return child.letName == node.letName && node.range.contains(child.range.lowerBound)
      && child.range.upperBound <= node.range.upperBound && child.range != node.range
      && !(isMacro && child.range.lowerBound != node.range.lowerBound) && canBeShown(child.value)
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
    if place.lowerBound > 0, place.upperBound < text.count,
      text[place.lowerBound - 1] == UInt8(ascii: "("), text[place.upperBound] == UInt8(ascii: ")"),
      shown.utf8.first != UInt8(ascii: "-")
    {
      let before = place.lowerBound > 1 ? text[place.lowerBound - 2] : UInt8(ascii: " ")
      let isCall = before == UInt8(ascii: "_") || Character(UnicodeScalar(before)).isLetter
      if !isCall { place = (place.lowerBound - 1)..<(place.upperBound + 1) }
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
  private func value(of node: Explanation.Node) -> String {
    if case .bool(let bool) = node.value { return bool ? "true" : "false" }
    return isMasked(node) ? Privacy.mask : ValueText.of(node.value)
  }

  /// Whether a part reads a field that may not be shown; then nothing computed from it may be.
  private func isMasked(_ node: Explanation.Node) -> Bool {
    if hidesNothing { return false }
    if let reference = node.reference, masked[reference.number] { return true }
    return node.children.contains { isMasked($0) }
  }
}
