extension Pack {
  /// An article or section of a pack's law, and how far rules check it.
  public struct Article: Hashable, Sendable {
    /// How much of an article an inventory can show and rules check.
    public enum Extent: String, Hashable, Sendable, CaseIterable {
      case whole, part, no
    }

    /// Which article.
    public var at: String
    /// What it asks, in our own words.
    public var says: String
    /// How far it is checked.
    public var covered: Extent
    /// The rules that check it.
    public var by: [String]
    /// What is not checked, and why not.
    public var why: String?
    /// Where it stands in the pack's file.
    var line: Int
  }
}
