import CivilTime
import Diagnostics
import YAMLTree

/// Reads the members of one mapping by key, and reports what is wrong or left over.
struct DocumentReader {
  let node: Node
  let path: String
  private(set) var known: Set<String> = []
  var problems: [Diagnostic] = []

  init(_ node: Node, path: String, what: String) {
    self.node = node
    self.path = path
    if node.members == nil {
      fail("rule.wrong-kind", at: node, "\(node.kindName) stands where \(what) is expected")
    }
  }

  /// Reports an error at a node.
  mutating func fail(_ code: String, at node: Node, _ message: String, hint: String? = nil) {
    let position = SourcePosition(path: path, line: node.line, column: node.column)
    problems.append(Diagnostic(.error, code, at: position, message, hint: hint))
  }

  /// The value of a key, whatever it is.
  mutating func value(_ key: String) -> Node? {
    known.insert(key)
    guard let value = node[key], !value.isNull else { return nil }
    return value
  }

  /// The text of a key.
  mutating func text(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.text else {
      fail("rule.wrong-kind", at: value, "\(value.kindName) stands where a text is expected")
      return nil
    }
    return text
  }

  /// The text of a key that must be there.
  mutating func requiredText(_ key: String) -> String {
    if let text = text(key) { return text }
    if node[key] == nil, node.members != nil {
      fail("rule.missing-key", at: node, "the key \"\(key)\" is missing")
    }
    return ""
  }

  /// The expression of a key.
  mutating func expression(_ key: String) -> Expression? {
    guard let value = value(key), text(key) != nil else { return nil }
    return Expression(value)
  }

  /// A list of texts; one text stands for a list of one.
  mutating func texts(_ key: String) -> [String] {
    guard let value = value(key) else { return [] }
    if let text = value.text { return [text] }
    guard let elements = value.elements else {
      fail("rule.wrong-kind", at: value, "\(value.kindName) stands where a list is expected")
      return []
    }
    return elements.compactMap { element in
      if element.text == nil {
        fail("rule.wrong-kind", at: element, "\(element.kindName) stands where a text is expected")
      }
      return element.text
    }
  }

  /// `true` or `false`.
  mutating func bool(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    switch value.text {
    case "true": return true
    case "false": return false
    default:
      fail("rule.wrong-kind", at: value, "\(value.kindName) stands where true or false is expected")
      return nil
    }
  }

  /// A day.
  mutating func date(_ key: String) -> CivilDate? {
    guard let value = value(key) else { return nil }
    if let text = value.text, let date = try? CivilDate(parsing: text) { return date }
    fail(
      "rule.wrong-kind", at: value,
      "\(value.kindName) stands where a day such as 2026-02-28 is expected")
    return nil
  }

  /// A period.
  mutating func period(_ key: String) -> Period? {
    guard let value = value(key) else { return nil }
    if value.text == "indefinite" { return .indefinite }
    if let text = value.text, let period = try? Period(parsing: text) { return period }
    fail(
      "rule.wrong-kind", at: value,
      "\(value.kindName) stands where a period such as P6Y is expected")
    return nil
  }

  /// One of the names of an enumeration.
  mutating func choice<T: RawRepresentable & CaseIterable>(_ key: String, _ type: T.Type) -> T?
  where T.RawValue == String {
    guard let value = value(key), let text = text(key) else { return nil }
    if let choice = T(rawValue: text) { return choice }
    let names = T.allCases.map(\.rawValue)
    let hint = nearestName(to: text, among: names).map { "did you mean \"\($0)\"?" }
    fail(
      "rule.unknown-value", at: value,
      "\"\(text)\" stands for \"\(key)\", expected one of \(names.joined(separator: ", "))",
      hint: hint)
    return nil
  }

  /// The members of a mapping of a key.
  mutating func members(_ key: String) -> [Node.Member] {
    guard let value = value(key) else { return [] }
    guard let members = value.members else {
      fail("rule.wrong-kind", at: value, "\(value.kindName) stands where a mapping is expected")
      return []
    }
    return members
  }

  /// The elements of a list of a key.
  mutating func elements(_ key: String) -> [Node] {
    guard let value = value(key) else { return [] }
    guard let elements = value.elements else {
      fail("rule.wrong-kind", at: value, "\(value.kindName) stands where a list is expected")
      return []
    }
    return elements
  }

  /// Reports the keys that nobody asked for, and returns all problems.
  mutating func finish() -> [Diagnostic] {
    for member in node.members ?? [] where !known.contains(member.key) {
      let hint = nearestName(to: member.key, among: known.sorted()).map {
        "did you mean \"\($0)\"?"
      }
      let position = SourcePosition(path: path, line: member.line, column: member.column)
      problems.append(
        Diagnostic(
          .error, "rule.unknown-key", at: position, "no key \"\(member.key)\" is known here",
          hint: hint))
    }
    return problems
  }
}
