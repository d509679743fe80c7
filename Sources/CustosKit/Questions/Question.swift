public import Findings

/// A fact that checks need and nobody gave, as a question to whoever can know it.
public struct Question: Hashable, Sendable {
  /// What the question is about, by the identifiers of the inventory.
  public struct Place: Hashable, Sendable {
    /// The organisation; empty where the question is about a system.
    public var organisation = ""
    /// The system.
    public var system = ""
    /// The dataset.
    public var dataset = ""
    /// An item of a list, such as `request:S-1`.
    public var item = ""
  }

  /// A check that the answer decides.
  public struct Check: Hashable, Sendable {
    /// The rule.
    public var rule: String
    /// What it requires.
    public var requirement: String
    /// How grave a breach is.
    public var severity: Severity
  }

  /// How an answer gets into a check.
  public enum Route: Hashable, Sendable {
    /// In the answer's cell.
    case answer
    /// In an extract of records or counts, of which so many lack the fact.
    case extract(lacking: Int)
    /// In the inventory itself, because the object has no identifier to name it by.
    case inventory
    /// In the profile.
    case profile
  }

  /// A stable name, from what it asks and of what.
  public var id: String
  /// What it is about.
  public var place: Place
  /// The name of the system, or of the organisation.
  public var systemName: String
  /// The name of the dataset or the item; empty where it is about the whole system.
  public var partName: String
  /// The fact, as conditions name it: `dataset.retention.period`.
  public var fact: String
  /// What people call the fact.
  public var label: String
  /// The question.
  public var text: String
  /// What may be written.
  public var allowed: String
  /// The answers to choose among, where they are few and one of them is the answer.
  public var choices: [String]
  /// How the answer gets into a check.
  public var route: Route
  /// Who can answer; `nil` where the inventory names nobody.
  public var owner: String?
  /// Where the inventory should have it.
  public var location: Location?
  /// The checks that wait for it, the gravest first.
  public var checks: [Check]
  /// How many checks wait for it, on all subjects.
  public var count: Int

  /// The gravest severity of the checks.
  public var severity: Severity { checks.map(\.severity).max() ?? .info }
}
