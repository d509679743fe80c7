import Bytes
import CivilTime

/// Something that stands in a result: an object whose members are named once, in ``fields(_:)``.
///
/// From the one description follow the canonical form, its strict reader, its schema and the form in
/// which findings wait on the disk, so none of them can forget a member that another knows.
protocol Formed {
  /// The name of its kind in the schema.
  static var formName: StaticString { get }
  /// One that says nothing, to read into.
  static var blank: Self { get }
  /// Names every member, in the order in which they are written.
  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure)
}

/// What may be said of a text besides that it is one.
enum TextKind { case text, digest }

/// What may be said of a number besides that it is whole.
enum NumberKind { case number, count, position }

/// Goes through the members of something and writes, reads, describes or packs them.
///
/// A member with `nil` is left out, and a list where it is empty and may be missing.
protocol FieldVisitor {
  associatedtype Failure: Error

  mutating func field(_ name: StaticString, _ text: inout String) throws(Failure)
  mutating func field(
    _ name: StaticString, _ text: inout String?, _ kind: TextKind) throws(Failure)
  mutating func field(_ name: StaticString, _ texts: inout [String]) throws(Failure)
  mutating func field(
    _ name: StaticString, _ number: inout Int, _ kind: NumberKind) throws(Failure)
  mutating func field(
    _ name: StaticString, _ number: inout Int?, _ kind: NumberKind) throws(Failure)
  mutating func field(_ name: StaticString, _ flag: inout Bool) throws(Failure)
  mutating func field(_ name: StaticString, _ flag: inout Bool?) throws(Failure)
  mutating func field(_ name: StaticString, _ day: inout CivilDate) throws(Failure)
  mutating func field(_ name: StaticString, _ day: inout CivilDate?) throws(Failure)
  mutating func field<Word: FormWord>(_ name: StaticString, _ word: inout Word) throws(Failure)
  mutating func field<Word: FormWord>(_ name: StaticString, _ word: inout Word?) throws(Failure)
  mutating func field<Word: FormWord>(_ name: StaticString, _ words: inout [Word]) throws(Failure)
  mutating func field<Item: Formed>(_ name: StaticString, _ item: inout Item) throws(Failure)
  mutating func field<Item: Formed>(_ name: StaticString, _ item: inout Item?) throws(Failure)
  mutating func field<Item: Formed>(
    _ name: StaticString, _ items: inout [Item], mayBeMissing: Bool) throws(Failure)

  /// A text that is only written where it says something, and empty otherwise.
  mutating func field(
    _ name: StaticString, _ text: inout String, where isTold: Bool) throws(Failure)
  /// Members of this object that are described by a part of it.
  mutating func members<Part: Formed>(of part: inout Part) throws(Failure)
  /// Members of this object that are described by a part of it that may be missing: it is there
  /// where one of some members is.
  mutating func members<Part: Formed>(
    of part: inout Part?, toldBy names: [StaticString]) throws(Failure)
  /// A member that can be told from the others; it is there for whoever filters results with other
  /// tools.
  mutating func derived(_ name: StaticString, _ text: () -> String) throws(Failure)
  mutating func derived<Word: FormWord>(_ name: StaticString, _ word: () -> Word?) throws(Failure)
  /// A flag that earlier versions wrote; `nil` where it is not there.
  mutating func formerFlag(_ name: StaticString) throws(Failure) -> Bool?
}

/// A word of a fixed set.
typealias FormWord = RawRepresentable<String> & CaseIterable

extension FieldVisitor {
  mutating func field(_ name: StaticString, _ text: inout String?) throws(Failure) {
    try field(name, &text, .text)
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ items: inout [Item]
  ) throws(Failure) {
    try field(name, &items, mayBeMissing: false)
  }

  mutating func formerFlag(_ name: StaticString) throws(Failure) -> Bool? { nil }
}
