import Diagnostics

/// How many checks came to findings of one kind: of one rule in one system, with one severity and
/// one verdict.
///
/// A result that counts its findings and does not list them holds these in their place.
public struct FindingCount: Hashable, Sendable {
  /// The rule.
  public var rule: String
  /// What the findings are listed under; see ``Subject/systemKey``.
  public var system: String
  /// Their severity, as a profile may have set it.
  public var severity: Severity
  /// What the checks came to.
  public var verdict: Verdict
  /// Whether they are breaches whose figure nobody confirmed.
  public var isProvisional: Bool
  /// How many checks there are; a finding that stands for several counts for as many.
  public var count: Int

  /// Counts findings of one kind.
  public init(
    rule: String, system: String, severity: Severity, verdict: Verdict, isProvisional: Bool,
    count: Int
  ) {
    self.rule = rule
    self.system = system
    self.severity = severity
    self.verdict = verdict
    self.isProvisional = isProvisional
    self.count = count
  }

  /// In order of rule, system, severity (the worst first) and verdict; firm before provisional.
  public static func precedes(_ left: FindingCount, _ right: FindingCount) -> Bool {
    if left.rule != right.rule { return precedes(left.rule, right.rule) }
    if left.system != right.system { return precedes(left.system, right.system) }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.verdict != right.verdict {
      return precedes(left.verdict.rawValue, right.verdict.rawValue)
    }
    return !left.isProvisional && right.isProvisional
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.precedes(right)
  }
}
