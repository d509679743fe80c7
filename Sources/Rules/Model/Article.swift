public import Findings

extension Pack {
  /// An article or section of a pack's law, and how far rules check it.
  public struct Article: Hashable, Sendable {
    /// Which article.
    public var at: String
    /// What it asks, in our own words.
    public var says: String
    /// How far it is checked.
    public var covered: CoverageExtent
    /// The rules that check it.
    public var by: [String]
    /// What is not checked, and why not.
    public var why: String?
    /// The codes of the places whose law it is; empty for all that the pack is for.
    public var jurisdictions: [String] = []
    /// The kinds of organisation that it binds; empty for all that the pack is for.
    public var appliesTo: [String] = []
    /// Where it stands in the pack's file.
    var line: Int
  }

  /// Whom a pack concerns only for what they process under certain regimes.
  public struct RegimeScope: Hashable, Sendable {
    /// The regimes of processing that the pack is about.
    public var regimes: [String]
    /// The kinds of organisation that it concerns for nothing else.
    public var kinds: [String]
  }
}
