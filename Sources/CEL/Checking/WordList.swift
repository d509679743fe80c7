/// The words that a text may be, such as the codes of a list.
///
/// Declared for a field or for the argument of a function, it makes a text in an expression that is
/// compared with the field, or given to the function, and is no such word an error: the comparison
/// could never hold.
public struct WordList: Hashable, Sendable {
  /// What the words are, such as `record-kind`; shown in messages.
  public let name: String
  /// The words.
  public let words: Set<String>
  /// What to do where a word is missing from the list; `nil` for nothing.
  public let whereMissing: String?

  /// Declares words.
  public init(_ name: String, _ words: some Sequence<String>, whereMissing: String? = nil) {
    self.name = name
    self.words = Set(words)
    self.whereMissing = whereMissing
  }
}
