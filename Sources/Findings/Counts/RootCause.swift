/// One cause that several findings share, with what to do about it.
public struct RootCause: Hashable, Sendable {
  /// Its key, which findings carry.
  public var key: String
  /// The cause in one sentence.
  public var title: String
  /// What to do about it; see ``effect``.
  public var fix: String
  /// How many findings share it.
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

extension RootCause {
  /// What carrying out the fix does to the findings.
  public enum Effect: Sendable {
    /// Checking again finds none of them.
    case clears
    /// None can be decided without it; each may need more facts, or turn out a breach.
    case needed
    /// It is what the rule asks for; nothing was tried.
    case behind
  }

  /// What carrying out the fix does, by the kind of cause: one that is named after a fix was found by
  /// trying the fix on every finding.
  public var effect: Effect {
    if key.hasPrefix("fix:") { return .clears }
    return key.hasPrefix("missing:") ? .needed : .behind
  }

  /// What the fix is called: it is done, or recorded once the remedy is carried out.
  package var fixLabel: String { effect == .clears && !isDeed ? "then record" : "what to do" }

  /// Whether the fix says what to do, and not only what to change in the inventory once it is done.
  public var isDeed: Bool { effect == .behind || key.hasPrefix("fix:\(CauseKey.disposal)@") }
}
