import Diagnostics

/// How many checks came to findings of one kind: of one rule, with one severity and one verdict.
public struct FindingCount: Hashable, Sendable {
  /// The rule.
  public var rule: String
  /// The severity of the findings, as a profile may have set it.
  public var severity: Severity
  /// What the checks came to.
  public var verdict: Verdict
  /// Whether they are breaches whose figure nobody confirmed.
  public var isProvisional: Bool
  /// How many checks there are; a finding that stands for several counts for as many.
  public var count: Int

  /// Counts findings of one kind.
  public init(
    rule: String, severity: Severity, verdict: Verdict, isProvisional: Bool, count: Int
  ) {
    self.rule = rule
    self.severity = severity
    self.verdict = verdict
    self.isProvisional = isProvisional
    self.count = count
  }

  /// Counts checks that came to what a finding says, in one of the systems that it is listed under.
  public init(_ finding: Finding, count: Int) {
    self.init(
      rule: finding.rule, severity: finding.severity, verdict: finding.verdict,
      isProvisional: finding.verdict == .breach && finding.isProvisional, count: count)
  }

  /// In order of rule, severity (the worst first) and verdict; firm before provisional.
  public static func precedes(_ left: FindingCount, _ right: FindingCount) -> Bool {
    if left.rule != right.rule { return left.rule.precedes(right.rule) }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.verdict != right.verdict {
      return left.verdict.rawValue.precedes(right.verdict.rawValue)
    }
    return !left.isProvisional && right.isProvisional
  }
}
