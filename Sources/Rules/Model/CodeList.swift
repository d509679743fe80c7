/// A list of codes with what each means.
public struct CodeList: Hashable, Sendable {
  /// Its name, which the vocabulary uses.
  public var name: String
  /// What it lists.
  public var title: String
  /// Whether others may be used too.
  public var isOpen: Bool
  /// The codes in order, with meanings.
  public var codes: [Code]
  /// The wider codes that a code belongs to, by code; of places, the wider ones they are in.
  public var within: [String: [String]] = [:]
  /// The codes that a code stands for, by code; of places, those they consist of.
  public var parts: [String: [String]] = [:]

  /// A code.
  public struct Code: Hashable, Sendable {
    /// The code.
    public var code: String
    /// What it means.
    public var meaning: String

    /// A code and its meaning.
    public init(code: String, meaning: String) {
      self.code = code
      self.meaning = meaning
    }
  }
}
