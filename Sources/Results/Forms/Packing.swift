import Bytes
import CivilTime

/// Writes what waits on the disk.
extension Packer: FieldVisitor {
  mutating func field(_ name: StaticString, _ text: inout String) { write(text) }

  mutating func field(_ name: StaticString, _ text: inout String?, _ kind: TextKind) {
    write(text) { $0.write($1) }
  }

  mutating func field(_ name: StaticString, _ texts: inout [String]) {
    write(texts) { $0.write($1) }
  }

  mutating func field(_ name: StaticString, _ number: inout Int, _ kind: NumberKind) {
    write(number)
  }

  mutating func field(_ name: StaticString, _ number: inout Int?, _ kind: NumberKind) {
    write(number) { $0.write($1) }
  }

  mutating func field(_ name: StaticString, _ flag: inout Bool) { write(flag) }

  mutating func field(_ name: StaticString, _ flag: inout Bool?) {
    write(flag) { $0.write($1) }
  }

  mutating func field(_ name: StaticString, _ day: inout CivilDate) { write(day) }

  mutating func field(_ name: StaticString, _ day: inout CivilDate?) {
    write(day) { $0.write($1) }
  }

  mutating func field<Word: FormWord>(_ name: StaticString, _ word: inout Word) {
    write(word.rawValue)
  }

  mutating func field<Word: FormWord>(_ name: StaticString, _ word: inout Word?) {
    write(word) { $0.write($1.rawValue) }
  }

  mutating func field<Word: FormWord>(_ name: StaticString, _ words: inout [Word]) {
    write(words) { $0.write($1.rawValue) }
  }

  mutating func field<Item: Formed>(_ name: StaticString, _ item: inout Item) {
    item.fields(&self)
  }

  mutating func field<Item: Formed>(_ name: StaticString, _ item: inout Item?) {
    write(item != nil)
    item?.fields(&self)
  }

  mutating func field<Item: Formed>(
    _ name: StaticString, _ items: inout [Item], mayBeMissing: Bool
  ) {
    write(items.count)
    for item in items {
      var item = item
      item.fields(&self)
    }
  }

  mutating func field(_ name: StaticString, _ text: inout String, where isTold: Bool) {
    write(text)
  }

  mutating func members<Part: Formed>(of part: inout Part) { part.fields(&self) }

  mutating func members<Part: Formed>(of part: inout Part?, toldBy names: [StaticString]) {
    write(part != nil)
    part?.fields(&self)
  }

  mutating func derived(_ name: StaticString, _ text: () -> String) {}

  mutating func derived<Word: FormWord>(_ name: StaticString, _ word: () -> Word?) {}
}
