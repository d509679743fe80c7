package import CivilTime

/// A value that was read, and where it begins.
package struct JSONNode {
  package enum Value {
    case object([JSONMember])
    case list([JSONNode])
    case text(String)
    case number(Int)
    case flag(Bool)
    case null
  }

  package var offset: Int
  package var value: Value
  /// Whether an object may have members that nobody takes.
  var isOpen = false

  /// Reads an object with a body that takes every member that it knows; others are refused, unless the
  /// document was read with ``JSONCursor/passesOverMembers``.
  package func object<Result>(
    _ body: (inout ObjectReader) throws(FormFailure) -> Result
  ) throws(FormFailure) -> Result {
    guard case .object(let members) = value else { throw wrongType("an object") }
    var reader = ObjectReader(offset: offset, members: members)
    let result = try body(&reader)
    if !isOpen { try reader.finish() }
    return result
  }

  package func list<Item>(
    _ body: (JSONNode) throws(FormFailure) -> Item
  ) throws(FormFailure) -> [Item] {
    guard case .list(let nodes) = value else { throw wrongType("an array") }
    var items: [Item] = []
    items.reserveCapacity(nodes.count)
    for node in nodes { items.append(try body(node)) }
    return items
  }

  package func text() throws(FormFailure) -> String {
    guard case .text(let text) = value else { throw wrongType("a text") }
    return text
  }

  package func number() throws(FormFailure) -> Int {
    guard case .number(let number) = value else { throw wrongType("a whole number") }
    return number
  }

  package func flag() throws(FormFailure) -> Bool {
    guard case .flag(let flag) = value else { throw wrongType("true or false") }
    return flag
  }

  package func day() throws(FormFailure) -> CivilDate {
    let text = try text()
    guard let day = try? CivilDate(parsing: text) else {
      throw FormFailure(
        code: "result.unknown-value", offset: offset,
        message: "\"\(text)\" is not a date such as 2026-02-28")
    }
    return day
  }

  package func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type
  ) throws(FormFailure) -> Choice where Choice.RawValue == String {
    let text = try text()
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw FormFailure(
        code: "result.unknown-value", offset: offset,
        message: "\"\(text)\" is not a recognised value; use one of \(known)")
    }
    return choice
  }

  private func wrongType(_ expected: String) -> FormFailure {
    FormFailure(
      code: "result.wrong-type", offset: offset, message: "expected \(expected)")
  }
}

/// A member of an object that was read.
package struct JSONMember {
  package var name: String
  package var offset: Int
  package var node: JSONNode

  /// Whether it has a name.
  func isNamed(_ other: StaticString) -> Bool {
    other.withUTF8Buffer { other in
      name.utf8.count == other.count && name.utf8.elementsEqual(other)
    }
  }
}
