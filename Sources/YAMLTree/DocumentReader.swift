public import CivilTime
public import Diagnostics

/// Reads the members of one mapping by key, and reports what is wrong or left over.
///
/// The codes of its own problems are ``area``, a dot and `wrong-kind`, `missing-key`,
/// `unknown-value`, `unknown-version` or `unknown-key`.
public struct DocumentReader {
  /// The mapping.
  public let node: Node
  /// How messages name the file.
  public let path: String
  /// What the codes of problems begin with, such as `rule`.
  public let area: String
  /// What is wrong so far.
  public var problems: [Diagnostic] = []
  /// The keys that were asked for.
  private var known: [String] = []
  private let members: [Node.Member]
  /// Whether a member was asked for, by its place.
  private var isAsked: [Bool]
  /// The place behind the member that was asked for last: files mostly have their keys in the order in
  /// which they are read.
  private var next = 0
  /// The keys that are missing, with what was reported of each.
  private var missing: [String: Diagnostic] = [:]

  /// Begins to read a mapping; anything else is reported as standing where `what` is expected.
  public init(_ node: Node, path: String, what: String, area: String = "rule") {
    self.node = node
    members = node.members ?? []
    known.reserveCapacity(members.count + 8)
    isAsked = Array(repeating: false, count: members.count)
    self.path = path
    self.area = area
    if node.members == nil {
      fail(code("wrong-kind"), at: node, "expected \(what), found \(node.kindName)")
    }
  }

  private func code(_ problem: String) -> String { "\(area).\(problem)" }

  /// Reports an error at a node under a whole code such as `rule.no-examples`.
  public mutating func fail(_ code: String, at node: Node, _ message: String, hint: String? = nil) {
    let position = SourcePosition(path: path, line: node.line, column: node.column)
    problems.append(Diagnostic(.error, code, at: position, message, hint: hint))
  }

  /// Checks the version of a file's form, which need not be given.
  ///
  /// - Parameters:
  ///   - key: The key that gives it.
  ///   - version: The version that is read.
  ///   - what: What messages call a file of the form.
  public mutating func checkVersion(_ key: String, is version: String, of what: String) {
    guard let value = value(key), value.text != version else { return }
    fail(
      code("unknown-version"), at: value,
      "the version of \(what) is \(value.kindName); this version of custos reads \(version)")
  }

  /// The value of a key, whatever it is.
  public mutating func value(_ key: String) -> Node? {
    known.append(key)
    guard let place = place(of: key) else { return nil }
    isAsked[place] = true
    next = place + 1
    return members[place].value.isNull ? nil : members[place].value
  }

  /// The place of a key, which no mapping has twice.
  private func place(of key: String) -> Int? {
    for place in next..<members.count where members[place].key.isSame(as: key) { return place }
    for place in 0..<next where members[place].key.isSame(as: key) { return place }
    return nil
  }

  /// The text of a key.
  public mutating func text(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.text else {
      fail(code("wrong-kind"), at: value, "expected a text, found \(value.kindName)")
      return nil
    }
    return text
  }

  /// The text of a key that must be there and say something.
  public mutating func requiredText(_ key: String) -> String {
    guard let text = text(key) else {
      reportMissing(key)
      return ""
    }
    if !text.saysSomething {
      fail(code("missing-key"), at: node[key] ?? node, "the key \"\(key)\" has no value")
    } else if text.isStandIn {
      failStandIn(key, text)
    }
    return text
  }

  /// The text of a key that need not be there, and must say something if it is.
  public mutating func statement(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    if text.isStandIn { failStandIn(key, text) }
    return text
  }

  /// Reports a text that only stands where something is left open, such as a dash.
  private mutating func failStandIn(_ key: String, _ text: String) {
    fail(
      code("missing-key"), at: node[key] ?? node,
      "the key \"\(key)\" has no value: \"\(text)\" says nothing")
  }

  /// Reports that a key is missing or has no value, if so; a value of the wrong kind is reported
  /// where it is read.
  public mutating func reportMissing(_ key: String) {
    guard node.members != nil else { return }
    guard let value = node[key] else {
      fail(code("missing-key"), at: node, "the key \"\(key)\" is missing")
      missing[key] = problems.last
      return
    }
    if value.isNull {
      fail(code("missing-key"), at: value, "the key \"\(key)\" has no value")
    }
  }

  /// A list of texts; one text stands for a list of one.
  public mutating func texts(_ key: String) -> [String] {
    guard let value = value(key) else { return [] }
    if let text = value.text { return [text] }
    guard let elements = value.elements else {
      fail(code("wrong-kind"), at: value, "expected a list, found \(value.kindName)")
      return []
    }
    return elements.compactMap { element in
      if element.text == nil {
        fail(code("wrong-kind"), at: element, "expected a text, found \(element.kindName)")
      }
      return element.text
    }
  }

  /// `true` or `false`.
  public mutating func bool(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    switch value.text {
    case "true": return true
    case "false": return false
    default:
      fail(
        code("wrong-kind"), at: value, "expected true or false, found \(value.kindName)")
      return nil
    }
  }

  /// A whole number.
  public mutating func number(_ key: String) -> Int? {
    guard let value = value(key) else { return nil }
    if let text = value.text, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let number = Int(text)
    {
      return number
    }
    fail(
      code("wrong-kind"), at: value, "expected a whole number, found \(value.kindName)")
    return nil
  }

  /// A day.
  public mutating func date(_ key: String) -> CivilDate? {
    guard let value = value(key) else { return nil }
    if let text = value.text, let date = try? CivilDate(parsing: text) { return date }
    fail(
      code("wrong-kind"), at: value,
      "expected a day such as 2026-02-28, found \(value.kindName)")
    return nil
  }

  /// A day that must be there.
  public mutating func requiredDate(_ key: String) -> CivilDate? {
    if let date = date(key) { return date }
    reportMissing(key)
    return nil
  }

  /// A period.
  public mutating func period(_ key: String) -> Period? {
    guard let value = value(key) else { return nil }
    if value.text == "indefinite" { return .indefinite }
    if let text = value.text, let period = try? Period(parsing: text) { return period }
    fail(
      code("wrong-kind"), at: value,
      "expected a period such as P6Y, found \(value.kindName)")
    return nil
  }

  /// One of the names of an enumeration.
  public mutating func choice<T: RawRepresentable & CaseIterable>(_ key: String, _ type: T.Type)
    -> T?
  where T.RawValue == String {
    guard let value = value(key), let text = text(key) else { return nil }
    if let choice = T(rawValue: text) { return choice }
    let names = T.allCases.map(\.rawValue)
    let hint = nearestName(to: text, among: names).map { "did you mean \"\($0)\"?" }
    fail(
      code("unknown-value"), at: value,
      "\"\(key)\": \"\(text)\" is not a recognised value; use one of \(names.joined(separator: ", "))",
      hint: hint)
    return nil
  }

  /// The members of a mapping of a key.
  public mutating func members(_ key: String) -> [Node.Member] {
    guard let value = value(key) else { return [] }
    guard let members = value.members else {
      fail(code("wrong-kind"), at: value, "expected a mapping, found \(value.kindName)")
      return []
    }
    return members
  }

  /// The elements of a list of a key.
  public mutating func elements(_ key: String) -> [Node] {
    guard let value = value(key) else { return [] }
    guard let elements = value.elements else {
      fail(code("wrong-kind"), at: value, "expected a list, found \(value.kindName)")
      return []
    }
    return elements
  }

  /// Reports the keys that nobody asked for, and returns all problems.
  ///
  /// A key that is missing because it is misspelt is reported once, where it stands.
  public mutating func finish() -> [Diagnostic] {
    for (member, isAsked) in zip(members, isAsked)
    where !isAsked && !known.contains(where: { $0.isSame(as: member.key) }) {
      let keys = Set(known).sorted()
      let nearest = nearestName(to: member.key, among: keys)
      if let nearest, let reported = missing.removeValue(forKey: nearest) {
        problems.removeAll { $0 == reported }
      }
      let hint =
        nearest.map { "did you mean \"\($0)\"?" }
        ?? (keys.isEmpty ? nil : "keys here are \(keys.joined(separator: ", "))")
      let position = SourcePosition(path: path, line: member.line, column: member.column)
      problems.append(
        Diagnostic(
          .error, code("unknown-key"), at: position, "no key \"\(member.key)\" is known here",
          hint: hint))
    }
    return problems
  }
}
