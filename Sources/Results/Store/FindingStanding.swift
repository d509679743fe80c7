public import Findings

/// What of a finding decides whether it counts, so that it need not be looked at again.
public struct FindingStanding: Hashable, Sendable {
  /// What it came to.
  public var verdict: Verdict
  /// How much harm it can do.
  public var severity: Severity
  /// Whether a figure of the derivation was not read in a primary text.
  public var isProvisional: Bool
  /// Whether a waiver covers it.
  public var isWaived: Bool
  /// How it stands to a baseline or an earlier result.
  public var state: Finding.State?

  /// How a finding stands.
  public init(_ finding: Finding) {
    verdict = finding.verdict
    severity = finding.severity
    isProvisional = finding.isProvisional
    isWaived = finding.waiver != nil
    state = finding.state
  }
}
