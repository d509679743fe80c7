public import Findings

extension Header {
  /// Whether a pack of rules applies to some organisations, and why not where it does not.
  public struct Reach: Hashable, Sendable {
    /// The answers.
    public enum Answer: String, Hashable, Sendable, CaseIterable {
      case yes, no, unknown
    }

    /// The name of the pack.
    public var pack: String
    /// Its title.
    public var title: String
    /// Whether it applies.
    public var applies: Answer
    /// Why it does not, or why that cannot be told, such as *only for police forces*; `nil` where it
    /// applies.
    public var reason: String?
    /// The identifiers of the organisations, in the order of the inputs.
    public var organisations: [String]

    /// Says whether a pack applies.
    public init(
      pack: String, title: String, applies: Answer, reason: String?, organisations: [String]
    ) {
      self.pack = pack
      self.title = title
      self.applies = applies
      self.reason = reason
      self.organisations = organisations
    }
  }

  /// An article or section of the law of a pack that applies, and how far the rules of the run check
  /// it.
  public struct Article: Hashable, Sendable {
    /// The name of the pack.
    public var pack: String
    /// Which article.
    public var at: String
    /// What it asks.
    public var says: String
    /// How far it is checked.
    public var covered: CoverageExtent
    /// What is not checked, and why not.
    public var why: String?
    /// The identifiers of the organisations that it binds; empty for all to whom the pack applies.
    public var organisations: [String]

    /// Says how far an article is checked.
    public init(
      pack: String, at: String, says: String, covered: CoverageExtent, why: String? = nil,
      organisations: [String] = []
    ) {
      self.pack = pack
      self.at = at
      self.says = says
      self.covered = covered
      self.why = why
      self.organisations = organisations
    }
  }
}
