/// Where a rule comes from, so that a reader can open the document at the page.
public struct Citation: Hashable, Sendable {
  /// The title of the document.
  public var title: String
  /// The section, article or table.
  public var at: String
  /// Where the document is published.
  public var url: String?
  /// The edition or date of the document.
  public var edition: String?
  /// The day on which somebody last compared the rule with the document.
  public var checked: String?
  /// How well it is known that the document says so.
  public var evidence: Evidence

  /// Names a place in a document.
  public init(
    title: String, at: String, url: String? = nil, edition: String? = nil, checked: String? = nil,
    evidence: Evidence
  ) {
    self.title = title
    self.at = at
    self.url = url
    self.edition = edition
    self.checked = checked
    self.evidence = evidence
  }
}
