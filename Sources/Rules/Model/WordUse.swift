import Diagnostics
import YAMLTree

/// A word of a code list that a file of rules, schedules or packs uses, to be checked once all lists
/// are known.
struct WordUse: Sendable {
  /// The list; ``RuleLibrary/classList`` for classes of records.
  var list: String
  /// The word.
  var word: String
  /// Where it is.
  var position: SourcePosition
}

extension DocumentReader {
  /// The words of a list under a key, which are noted as words of a code list.
  mutating func words(_ key: String, of list: String, _ uses: inout [WordUse]) -> [String] {
    let words = texts(key)
    guard let value = node[key] else { return words }
    for node in value.elements ?? [value] {
      guard let word = node.text else { continue }
      note(word, of: list, at: node, &uses)
    }
    return words
  }

  /// The word under a key, which is noted as one of a code list.
  mutating func word(_ key: String, of list: String, _ uses: inout [WordUse]) -> String? {
    guard let word = text(key), let value = node[key] else { return nil }
    note(word, of: list, at: value, &uses)
    return word
  }

  /// Notes a word of a code list.
  func note(_ word: String, of list: String, at node: Node, _ uses: inout [WordUse]) {
    uses.append(
      WordUse(
        list: list, word: word,
        position: SourcePosition(path: path, line: node.line, column: node.column)))
  }
}
