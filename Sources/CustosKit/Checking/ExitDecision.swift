public import Findings

/// The exit code of a check and what it means.
public struct ExitDecision: Hashable, Sendable {
  /// The code, 0, 1 or 3; the others are no results.
  public var code: Int
  /// What it means, in one sentence.
  public var meaning: String

  /// Decides.
  ///
  /// An incomplete run outranks everything; then confirmed breaches at or above the threshold; then
  /// undetermined checks beyond what is accepted, and provisional breaches.
  ///
  /// - Parameters:
  ///   - incomplete: Why there can be no verdict; `nil` for a complete run.
  ///   - mostUndetermined: How many undetermined checks are accepted; `nil` for any number.
  ///   - counts: Which findings count; those that a baseline knows do not.
  public static func decide(
    findings: FindingStore, failOn: Severity, incomplete: String?, mostUndetermined: Int?,
    counts: (FindingStanding) -> Bool = { _ in true }
  ) -> ExitDecision {
    var breaches = 0
    var provisional = 0
    var undetermined = 0
    for (standing, count) in findings.standings {
      guard standing.severity >= failOn, counts(standing) else { continue }
      switch standing.verdict {
      case .breach where standing.isProvisional: provisional += count
      case .breach: breaches += count
      case .undetermined: undetermined += count
      case .pass, .notApplicable, .waived: break
      }
    }
    if let incomplete { return ExitDecision(code: 3, meaning: "no verdict: \(incomplete)") }
    let threshold = "at or above severity \(failOn.rawValue)"
    if breaches > 0 {
      return ExitDecision(
        code: 1,
        meaning: "complete; \(breaches) \(breaches == 1 ? "breach" : "breaches") \(threshold)")
    }
    if let mostUndetermined, undetermined > mostUndetermined {
      let checks = undetermined == 1 ? "1 check" : "\(undetermined) checks"
      return ExitDecision(
        code: 3, meaning: "no verdict: \(checks) \(threshold) could not be decided")
    }
    if provisional > 0 {
      let count = provisional == 1 ? "1 provisional breach" : "\(provisional) provisional breaches"
      return ExitDecision(
        code: 3,
        meaning: "no verdict: only \(count) \(threshold), whose figures nobody has confirmed")
    }
    return ExitDecision(code: 0, meaning: "complete; nothing \(threshold)")
  }
}
