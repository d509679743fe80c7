public import Findings
public import Results

/// The exit code of a check and what it means.
public struct ExitDecision: Hashable, Sendable {
  /// How the run ends: clean, with breaches, or without a verdict; the others are no results.
  public var status: ExitStatus
  /// What it means, in one sentence.
  public var meaning: String
  /// The exit code.
  public var code: Int { Int(status.rawValue) }

  /// Decides.
  ///
  /// An incomplete run outranks everything; then confirmed breaches at or above the threshold; then
  /// undetermined checks beyond what is accepted, and provisional breaches.
  ///
  /// - Parameters:
  ///   - reached: What reaches the threshold.
  ///   - incomplete: Why there can be no verdict; `nil` for a complete run.
  ///   - mostUndetermined: How many undetermined checks are accepted; `nil` for any number.
  public static func decide(
    _ reached: ThresholdCounts, failOn: Severity, incomplete: String?, mostUndetermined: Int?
  ) -> ExitDecision {
    let (breaches, provisional) = (reached.breaches, reached.provisional)
    let undetermined = reached.undetermined
    if let incomplete {
      return ExitDecision(status: .noVerdict, meaning: "no verdict: \(incomplete)")
    }
    let threshold = "at or above severity \(failOn.rawValue)"
    if breaches > 0 {
      return ExitDecision(
        status: .breaches,
        meaning: "complete; \(breaches) \(breaches == 1 ? "breach" : "breaches") \(threshold)")
    }
    if let mostUndetermined, undetermined > mostUndetermined {
      let checks = undetermined == 1 ? "1 check" : "\(undetermined) checks"
      return ExitDecision(
        status: .noVerdict, meaning: "no verdict: \(checks) \(threshold) could not be decided")
    }
    if provisional > 0 {
      let count = provisional == 1 ? "1 provisional breach" : "\(provisional) provisional breaches"
      return ExitDecision(
        status: .noVerdict,
        meaning: "no verdict: only \(count) \(threshold), whose figures nobody has confirmed")
    }
    return ExitDecision(status: .clean, meaning: "complete; nothing \(threshold)")
  }
}

/// How many checks are at or above the threshold of the exit code.
///
/// A finding that stands for several checks counts for as many.
public struct ThresholdCounts: Hashable, Sendable {
  /// Breaches that are not provisional.
  public private(set) var breaches = 0
  /// Breaches that are.
  public private(set) var provisional = 0
  /// Checks that could not be decided.
  public private(set) var undetermined = 0

  /// Counts the checks that findings stand for.
  ///
  /// - Parameter counts: Which findings count; those that a baseline knows do not.
  public init(
    _ findings: FindingStore, failOn: Severity, counts: (FindingStanding) -> Bool = { _ in true }
  ) {
    for (standing, count) in findings.standings
    where standing.severity >= failOn && counts(standing) {
      add(standing.verdict, isProvisional: standing.isProvisional, times: count)
    }
  }

  /// Adds up checks that were counted before.
  public init(_ counts: [SystemCounts], failOn: Severity) {
    for group in counts {
      for kind in group.counts where kind.severity >= failOn {
        add(
          kind.verdict, isProvisional: kind.isProvisional, times: kind.count * group.systems.count)
      }
    }
  }

  private mutating func add(_ verdict: Verdict, isProvisional: Bool, times: Int) {
    switch verdict {
    case .breach where isProvisional: provisional += times
    case .breach: breaches += times
    case .undetermined: undetermined += times
    case .pass, .notApplicable, .waived: break
    }
  }
}
