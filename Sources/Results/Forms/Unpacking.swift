import Bytes
import CivilTime

/// Reads what waits on the disk.
extension Unpacker: FieldVisitor {
  mutating func field(_ name: StaticString, _ value: inout String) throws(ScratchFailure) {
    value = try text()
  }

  mutating func field(
    _ name: StaticString, _ value: inout String?, _ kind: TextKind
  ) throws(ScratchFailure) {
    value = try flag() ? text() : nil
  }

  mutating func field(_ name: StaticString, _ texts: inout [String]) throws(ScratchFailure) {
    texts = try list { (packed) throws(ScratchFailure) in try packed.text() }
  }

  mutating func field(
    _ name: StaticString, _ value: inout Int, _ kind: NumberKind
  ) throws(ScratchFailure) {
    value = try number()
  }

  mutating func field(
    _ name: StaticString, _ value: inout Int?, _ kind: NumberKind
  ) throws(ScratchFailure) {
    value = try flag() ? number() : nil
  }

  mutating func field(_ name: StaticString, _ value: inout Bool) throws(ScratchFailure) {
    value = try flag()
  }

  mutating func field(_ name: StaticString, _ value: inout Bool?) throws(ScratchFailure) {
    value = try flag() ? flag() : nil
  }

  mutating func field(_ name: StaticString, _ value: inout CivilDate) throws(ScratchFailure) {
    value = try day()
  }

  mutating func field(_ name: StaticString, _ value: inout CivilDate?) throws(ScratchFailure) {
    value = try flag() ? day() : nil
  }

  mutating func field<Word: FormWord>(
    _ name: StaticString, _ word: inout Word
  ) throws(ScratchFailure) {
    word = try choice()
  }

  mutating func field<Word: FormWord>(
    _ name: StaticString, _ word: inout Word?
  ) throws(ScratchFailure) {
    word = try flag() ? choice() : nil
  }

  mutating func field<Word: FormWord>(
    _ name: StaticString, _ words: inout [Word]
  ) throws(ScratchFailure) {
    words = try list { (packed) throws(ScratchFailure) in try packed.choice() }
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ item: inout Item
  ) throws(ScratchFailure) {
    try item.fields(&self)
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ item: inout Item?
  ) throws(ScratchFailure) {
    item = try flag() ? blankFilled() : nil
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ items: inout [Item], mayBeMissing: Bool
  ) throws(ScratchFailure) {
    items = try list { (packed) throws(ScratchFailure) in try packed.blankFilled() }
  }

  mutating func field(
    _ name: StaticString, _ value: inout String, where isTold: Bool
  ) throws(ScratchFailure) {
    value = try text()
  }

  mutating func members<Part: Formed>(of part: inout Part) throws(ScratchFailure) {
    try part.fields(&self)
  }

  mutating func members<Part: Formed>(
    of part: inout Part?, toldBy names: [StaticString]
  ) throws(ScratchFailure) {
    part = try flag() ? blankFilled() : nil
  }

  mutating func derived(_ name: StaticString, _ text: () -> String) {}

  mutating func derived<Word: FormWord>(_ name: StaticString, _ word: () -> Word?) {}

  private mutating func blankFilled<Item: Formed>() throws(ScratchFailure) -> Item {
    var item = Item.blank
    try item.fields(&self)
    return item
  }
}
