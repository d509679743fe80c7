/// One cause that several findings share, with the one fix that clears them.
public struct RootCause: Hashable, Sendable {
  /// Its key, which findings carry.
  public var key: String
  /// The cause in one sentence.
  public var title: String
  /// What clears it.
  public var fix: String
  /// How many findings it clears.
  public var findings: Int
  /// The worst severity among them.
  public var severity: Severity
  /// The rules concerned, sorted.
  public var rules: [String]
  /// The systems concerned, by identifier, sorted.
  public var systems: [String]

  /// Describes a root cause.
  public init(
    key: String, title: String, fix: String, findings: Int, severity: Severity, rules: [String],
    systems: [String]
  ) {
    self.key = key
    self.title = title
    self.fix = fix
    self.findings = findings
    self.severity = severity
    self.rules = rules
    self.systems = systems
  }
}
