package import CivilTime

/// Takes the members of an object by name and refuses those that nobody asked for.
///
/// Members that are asked for in the order in which they stand are found at once.
package struct ObjectReader {
  package let offset: Int
  private let members: [JSONMember]
  private var isTaken: [Bool]
  private var next = 0

  package init(offset: Int, members: [JSONMember]) {
    self.offset = offset
    self.members = members
    self.isTaken = [Bool](repeating: false, count: members.count)
  }

  /// The value of a member that may be missing.
  package mutating func optional(_ name: StaticString) -> JSONNode? {
    place(of: name).map { take($0) }
  }

  /// Whether there is a member of a name.
  package func has(_ name: StaticString) -> Bool { place(of: name) != nil }

  private func place(of name: StaticString) -> Int? {
    if next < members.count, members[next].isNamed(name) { return next }
    return members.firstIndex { $0.isNamed(name) }
  }

  private mutating func take(_ index: Int) -> JSONNode {
    isTaken[index] = true
    next = index + 1
    return members[index].node
  }

  /// The value of a member that must be there.
  package mutating func required(_ name: StaticString) throws(FormFailure) -> JSONNode {
    guard let node = optional(name) else {
      throw FormFailure(
        code: "result.missing-member", offset: offset,
        message: "the object has no member \"\(name)\"")
    }
    return node
  }

  /// Fails if a member was not taken.
  package func finish() throws(FormFailure) {
    guard let index = isTaken.firstIndex(of: false) else { return }
    throw FormFailure(
      code: "result.unknown-member", offset: members[index].offset,
      message: "no member \"\(members[index].name)\" in this object of a result")
  }
}

extension ObjectReader {
  package mutating func text(_ name: StaticString) throws(FormFailure) -> String {
    try required(name).text()
  }

  package mutating func texts(_ name: StaticString) throws(FormFailure) -> [String] {
    try required(name).list { (node) throws(FormFailure) in try node.text() }
  }

  package mutating func number(_ name: StaticString) throws(FormFailure) -> Int {
    try required(name).number()
  }

  package mutating func flag(_ name: StaticString) throws(FormFailure) -> Bool {
    try required(name).flag()
  }

  package mutating func day(_ name: StaticString) throws(FormFailure) -> CivilDate {
    try required(name).day()
  }

  package mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: StaticString
  ) throws(FormFailure) -> Choice where Choice.RawValue == String {
    try required(name).choice(Choice.self)
  }

  /// A list of objects that must be there.
  package mutating func list<Item>(
    _ name: StaticString, _ body: (JSONNode) throws(FormFailure) -> Item
  ) throws(FormFailure) -> [Item] {
    try required(name).list(body)
  }
}
