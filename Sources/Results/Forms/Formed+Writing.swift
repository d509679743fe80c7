import Bytes
import CivilTime

extension Formed {
  /// Writes it as an object.
  func write(to json: inout JSONWriter) {
    var copy = self
    json.object { copy.fields(&$0) }
  }
}

/// Writes the canonical form.
extension JSONWriter: FieldVisitor {
  mutating func field(_ name: StaticString, _ text: inout String) { member(name, text) }

  mutating func field(_ name: StaticString, _ text: inout String?, _ kind: TextKind) {
    member(name, text)
  }

  mutating func field(_ name: StaticString, _ texts: inout [String]) { member(name, texts) }

  mutating func field(_ name: StaticString, _ number: inout Int, _ kind: NumberKind) {
    member(name, number)
  }

  mutating func field(_ name: StaticString, _ number: inout Int?, _ kind: NumberKind) {
    member(name, number)
  }

  mutating func field(_ name: StaticString, _ flag: inout Bool) { member(name, flag) }

  mutating func field(_ name: StaticString, _ flag: inout Bool?) {
    if let flag { member(name, flag) }
  }

  mutating func field(_ name: StaticString, _ day: inout CivilDate) { member(name, day) }

  mutating func field(_ name: StaticString, _ day: inout CivilDate?) { member(name, day) }

  mutating func field<Word: FormWord>(_ name: StaticString, _ word: inout Word) {
    member(name, word.rawValue)
  }

  mutating func field<Word: FormWord>(_ name: StaticString, _ word: inout Word?) {
    member(name, word?.rawValue)
  }

  mutating func field<Word: FormWord>(_ name: StaticString, _ words: inout [Word]) {
    list(name, words) { $0.value($1.rawValue) }
  }

  mutating func field<Item: Formed>(_ name: StaticString, _ item: inout Item) {
    self.name(name)
    item.write(to: &self)
  }

  mutating func field<Item: Formed>(_ name: StaticString, _ item: inout Item?) {
    guard let item else { return }
    self.name(name)
    item.write(to: &self)
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ items: inout [Item], mayBeMissing: Bool
  ) {
    if mayBeMissing, items.isEmpty { return }
    list(name, items) { $1.write(to: &$0) }
  }

  mutating func field(_ name: StaticString, _ text: inout String, where isTold: Bool) {
    if isTold { member(name, text) }
  }

  mutating func members<Part: Formed>(of part: inout Part) { part.fields(&self) }

  mutating func members<Part: Formed>(of part: inout Part?, toldBy names: [StaticString]) {
    part?.fields(&self)
  }

  mutating func derived(_ name: StaticString, _ text: () -> String) { member(name, text()) }

  mutating func derived<Word: FormWord>(_ name: StaticString, _ word: () -> Word?) {
    member(name, word()?.rawValue)
  }
}
