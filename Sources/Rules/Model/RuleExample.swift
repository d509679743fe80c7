public import CivilTime
public import Findings
public import YAMLTree

/// A subject with the verdict it must get: a test and documentation at once.
public struct RuleExample: Hashable, Sendable {
  /// What the example shows.
  public var name: String?
  /// The day on which it is checked.
  public var asOf: CivilDate
  /// The verdict that is expected.
  public var verdict: Verdict
  /// The facts of the subject.
  public var facts: Node
  /// Facts of ancestors, over those that the rule gives: organisation, system, dataset.
  public var ancestors: [String: Node]
  /// Parameters of the profile.
  public var parameters: Node?
  /// Other records of the same person, in another system.
  public var related: [Node]
  /// The days past the last permitted day, where expected.
  public var daysOver: Int?
  /// The missing facts, where expected.
  public var missing: [String]?
  /// The cause, where expected to the letter.
  public var cause: String?
  /// The competing sources that prevail, where expected.
  public var applied: [String]?
  /// The competing sources that lose, where expected.
  public var lost: [String]?
  /// The line in the rule file.
  public var line: Int
}
