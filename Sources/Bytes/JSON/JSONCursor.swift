/// Reads strict JSON (RFC 8259) value by value: no duplicate members, no comments, no trailing commas,
/// whole numbers only, valid UTF-8 only, at most 64 levels deep.
package struct JSONCursor {
  package static let mostDeep = 64

  package let bytes: [UInt8]
  package private(set) var index = 0
  private var depth = 0
  /// Whether members that nobody takes are passed over, not refused.
  package var passesOverMembers = false

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package mutating func move(to index: Int) {
    self.index = index
  }

  /// The next byte that is no white space; `nil` at the end.
  package mutating func peek() -> UInt8? {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return bytes[index]
      }
    }
    return nil
  }

  /// Fails unless nothing follows.
  package mutating func expectEnd() throws(FormFailure) {
    if peek() != nil { throw .malformed(index, "something follows after the end of the document") }
  }

  package mutating func value() throws(FormFailure) -> JSONNode {
    guard let byte = peek() else {
      throw .malformed(index, "the document ends where a value should be")
    }
    let offset = index
    switch byte {
    case UInt8(ascii: "{"): return node(.object(try members()), at: offset)
    case UInt8(ascii: "["): return node(.list(try items()), at: offset)
    case UInt8(ascii: "\""): return node(.text(try text()), at: offset)
    case UInt8(ascii: "t"):
      try word("true")
      return node(.flag(true), at: offset)
    case UInt8(ascii: "f"):
      try word("false")
      return node(.flag(false), at: offset)
    case UInt8(ascii: "n"):
      try word("null")
      return node(.null, at: offset)
    default: return node(.number(try number()), at: offset)
    }
  }

  private func node(_ value: JSONNode.Value, at offset: Int) -> JSONNode {
    JSONNode(offset: offset, value: value, isOpen: passesOverMembers)
  }

  private mutating func members() throws(FormFailure) -> [JSONMember] {
    var members: [JSONMember] = []
    try object { (cursor, name, offset) throws(FormFailure) in
      members.append(JSONMember(name: name, offset: offset, node: try cursor.value()))
    }
    return members
  }

  private mutating func items() throws(FormFailure) -> [JSONNode] {
    var items: [JSONNode] = []
    try array { (cursor) throws(FormFailure) in items.append(try cursor.value()) }
    return items
  }

  /// Reads an object; the body reads each member's value.
  ///
  /// Names that Unicode takes for the same count as the same; a result has none such.
  package mutating func object(
    _ body: (inout JSONCursor, String, Int) throws(FormFailure) -> Void
  ) throws(FormFailure) {
    try open(UInt8(ascii: "{"), "an object")
    var names: [String] = []
    if try close(UInt8(ascii: "}")) { return }
    repeat {
      guard peek() == UInt8(ascii: "\"") else {
        throw .malformed(index, "expected the name of a member in quotation marks")
      }
      let offset = index
      let name = try text()
      if names.contains(name) {
        throw FormFailure(
          code: "result.duplicate-member", offset: offset,
          message: "the member \"\(name)\" occurs twice in one object")
      }
      names.append(name)
      guard peek() == UInt8(ascii: ":") else {
        throw .malformed(index, "expected a colon")
      }
      index += 1
      try body(&self, name, offset)
    } while try !endsOrContinues(UInt8(ascii: "}"))
  }

  /// Reads an array; the body reads each item.
  package mutating func array(
    _ body: (inout JSONCursor) throws(FormFailure) -> Void
  ) throws(FormFailure) {
    try open(UInt8(ascii: "["), "an array")
    if try close(UInt8(ascii: "]")) { return }
    repeat {
      try body(&self)
    } while try !endsOrContinues(UInt8(ascii: "]"))
  }

  private mutating func open(_ bracket: UInt8, _ what: String) throws(FormFailure) {
    guard peek() == bracket else { throw .malformed(index, "expected \(what)") }
    depth += 1
    guard depth <= Self.mostDeep else {
      throw FormFailure(
        code: "result.too-deep", offset: index,
        message: "objects and arrays are nested more than \(Self.mostDeep) deep")
    }
    index += 1
  }

  private mutating func close(_ bracket: UInt8) throws(FormFailure) -> Bool {
    guard peek() == bracket else { return false }
    index += 1
    depth -= 1
    return true
  }

  private mutating func endsOrContinues(_ bracket: UInt8) throws(FormFailure) -> Bool {
    if try close(bracket) { return true }
    guard let next = peek() else {
      throw .malformed(index, "the document ends before it is complete")
    }
    guard next == UInt8(ascii: ",") else {
      throw .malformed(index, "expected a comma or the closing bracket")
    }
    index += 1
    return false
  }

  private mutating func word(_ word: StaticString) throws(FormFailure) {
    let start = index
    let matches = word.withUTF8Buffer { bytes[start...].starts(with: $0) }
    guard matches else { throw .malformed(start, "not a JSON value") }
    index += word.utf8CodeUnitCount
  }

  private mutating func number() throws(FormFailure) -> Int {
    let start = index
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let firstDigit = index
    var number = 0
    while index < bytes.count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit <= 9 {
      let (product, overflows) = number.multipliedReportingOverflow(by: 10)
      let (sum, alsoOverflows) = product.subtractingReportingOverflow(Int(digit))
      guard !overflows, !alsoOverflows else { throw .malformed(start, "the number is too large") }
      number = sum
      index += 1
    }
    guard index > firstDigit else { throw .malformed(start, "not a JSON value") }
    guard bytes[firstDigit] != UInt8(ascii: "0") || index == firstDigit + 1 else {
      throw .malformed(start, "a number does not begin with 0")
    }
    if index < bytes.count, [0x2E, 0x45, 0x65].contains(bytes[index]) {
      throw .malformed(start, "only whole numbers occur in a result")
    }
    guard isNegative || number > Int.min else { throw .malformed(start, "the number is too large") }
    return isNegative ? number : -number
  }
}
