import Bytes
import CivilTime

extension Formed {
  /// What the schema says of it.
  static var definition: SchemaDefinition {
    var description = FieldDescription()
    var item = blank
    item.fields(&description)
    return SchemaDefinition(formName.description, description.members)
  }
}

/// Notes what members there are, for the schema.
struct FieldDescription: FieldVisitor {
  private(set) var members: [SchemaDefinition.Member] = []
  /// Whether the members that come belong to a part that may be missing.
  private var isOptional = false

  private mutating func note(
    _ name: StaticString, _ kind: SchemaDefinition.Kind, mayBeMissing: Bool
  ) {
    members.append(
      SchemaDefinition.Member(
        name: name.description, kind: kind, isRequired: !mayBeMissing && !isOptional))
  }

  mutating func field(_ name: StaticString, _ text: inout String) {
    note(name, .text, mayBeMissing: false)
  }

  mutating func field(_ name: StaticString, _ text: inout String?, _ kind: TextKind) {
    note(name, kind == .digest ? .digest : .text, mayBeMissing: true)
  }

  mutating func field(_ name: StaticString, _ texts: inout [String]) {
    note(name, .list(.text), mayBeMissing: false)
  }

  mutating func field(_ name: StaticString, _ number: inout Int, _ kind: NumberKind) {
    note(name, Self.kind(kind), mayBeMissing: false)
  }

  mutating func field(_ name: StaticString, _ number: inout Int?, _ kind: NumberKind) {
    note(name, Self.kind(kind), mayBeMissing: true)
  }

  private static func kind(_ kind: NumberKind) -> SchemaDefinition.Kind {
    switch kind {
    case .number: .number
    case .count: .count
    case .position: .position
    }
  }

  mutating func field(_ name: StaticString, _ flag: inout Bool) {
    note(name, .flag, mayBeMissing: false)
  }

  mutating func field(_ name: StaticString, _ flag: inout Bool?) {
    note(name, .flag, mayBeMissing: true)
  }

  mutating func field(_ name: StaticString, _ day: inout CivilDate) {
    note(name, .day, mayBeMissing: false)
  }

  mutating func field(_ name: StaticString, _ day: inout CivilDate?) {
    note(name, .day, mayBeMissing: true)
  }

  mutating func field<Word: FormWord>(_ name: StaticString, _ word: inout Word) {
    note(name, .words(Word.self), mayBeMissing: false)
  }

  mutating func field<Word: FormWord>(_ name: StaticString, _ word: inout Word?) {
    note(name, .words(Word.self), mayBeMissing: true)
  }

  mutating func field<Word: FormWord>(_ name: StaticString, _ words: inout [Word]) {
    note(name, .list(.words(Word.self)), mayBeMissing: false)
  }

  mutating func field<Item: Formed>(_ name: StaticString, _ item: inout Item) {
    note(name, .object(Item.formName.description), mayBeMissing: false)
  }

  mutating func field<Item: Formed>(_ name: StaticString, _ item: inout Item?) {
    note(name, .object(Item.formName.description), mayBeMissing: true)
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ items: inout [Item], mayBeMissing: Bool
  ) {
    note(name, .list(.object(Item.formName.description)), mayBeMissing: mayBeMissing)
  }

  mutating func field(_ name: StaticString, _ text: inout String, where isTold: Bool) {
    note(name, .text, mayBeMissing: true)
  }

  mutating func members<Part: Formed>(of part: inout Part) { part.fields(&self) }

  mutating func members<Part: Formed>(of part: inout Part?, toldBy names: [StaticString]) {
    let outer = isOptional
    isOptional = true
    var told = Part.blank
    told.fields(&self)
    isOptional = outer
  }

  mutating func derived(_ name: StaticString, _ text: () -> String) {
    note(name, .text, mayBeMissing: false)
  }

  mutating func derived<Word: FormWord>(_ name: StaticString, _ word: () -> Word?) {
    note(name, .words(Word.self), mayBeMissing: true)
  }
}
