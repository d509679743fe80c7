import Bytes
import CivilTime

extension Formed {
  /// Reads it from an object, of which it must know every member.
  static func read(_ node: JSONNode) throws(FormFailure) -> Self {
    try node.object { (json) throws(FormFailure) in
      var item = blank
      try item.fields(&json)
      return item
    }
  }
}

/// Reads the canonical form.
extension ObjectReader: FieldVisitor {
  mutating func field(_ name: StaticString, _ text: inout String) throws(FormFailure) {
    text = try required(name).text()
  }

  mutating func field(
    _ name: StaticString, _ text: inout String?, _ kind: TextKind
  ) throws(FormFailure) {
    text = try optional(name)?.text()
  }

  mutating func field(_ name: StaticString, _ texts: inout [String]) throws(FormFailure) {
    texts = try required(name).list { (node) throws(FormFailure) in try node.text() }
  }

  mutating func field(
    _ name: StaticString, _ number: inout Int, _ kind: NumberKind
  ) throws(FormFailure) {
    number = try required(name).number()
  }

  mutating func field(
    _ name: StaticString, _ number: inout Int?, _ kind: NumberKind
  ) throws(FormFailure) {
    number = try optional(name)?.number()
  }

  mutating func field(_ name: StaticString, _ flag: inout Bool) throws(FormFailure) {
    flag = try required(name).flag()
  }

  mutating func field(_ name: StaticString, _ flag: inout Bool?) throws(FormFailure) {
    flag = try optional(name)?.flag()
  }

  mutating func field(_ name: StaticString, _ day: inout CivilDate) throws(FormFailure) {
    day = try required(name).day()
  }

  mutating func field(_ name: StaticString, _ day: inout CivilDate?) throws(FormFailure) {
    day = try optional(name)?.day()
  }

  mutating func field<Word: FormWord>(
    _ name: StaticString, _ word: inout Word
  ) throws(FormFailure) {
    word = try required(name).choice(Word.self)
  }

  mutating func field<Word: FormWord>(
    _ name: StaticString, _ word: inout Word?
  ) throws(FormFailure) {
    word = try optional(name)?.choice(Word.self)
  }

  mutating func field<Word: FormWord>(
    _ name: StaticString, _ words: inout [Word]
  ) throws(FormFailure) {
    words = try required(name).list { (node) throws(FormFailure) in try node.choice(Word.self) }
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ item: inout Item
  ) throws(FormFailure) {
    item = try Item.read(required(name))
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ item: inout Item?
  ) throws(FormFailure) {
    item = try optional(name).map(Item.read)
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ items: inout [Item], mayBeMissing: Bool
  ) throws(FormFailure) {
    let node = mayBeMissing ? optional(name) : try required(name)
    items = try node?.list(Item.read) ?? []
  }

  mutating func field(
    _ name: StaticString, _ text: inout String, where isTold: Bool
  ) throws(FormFailure) {
    text = try optional(name)?.text() ?? ""
  }

  mutating func members<Part: Formed>(of part: inout Part) throws(FormFailure) {
    try part.fields(&self)
  }

  mutating func members<Part: Formed>(
    of part: inout Part?, toldBy names: [StaticString]
  ) throws(FormFailure) {
    guard names.contains(where: { has($0) }) else {
      part = nil
      return
    }
    var told = Part.blank
    try told.fields(&self)
    part = told
  }

  mutating func derived(_ name: StaticString, _ text: () -> String) throws(FormFailure) {
    _ = try required(name).text()
  }

  mutating func derived<Word: FormWord>(
    _ name: StaticString, _ word: () -> Word?
  ) throws(FormFailure) {
    _ = try optional(name)?.text()
  }

  mutating func formerFlag(_ name: StaticString) throws(FormFailure) -> Bool? {
    try optional(name)?.flag()
  }
}
