public import Findings
public import Results

/// What another set of rules makes of the same inventory.
public struct RuleImpact: Sendable {
  /// A check that comes out otherwise.
  public struct Flip: Hashable, Sendable {
    /// The rule.
    public var rule: String
    /// The subject's path.
    public var subject: String
    /// Where it stands; `nil` where unknown.
    public var place: Location?
    /// What it came to under the old rules; `nil` where the rule was not there.
    public var before: Verdict?
    /// What it comes to under the new rules; `nil` where the rule is not there.
    public var after: Verdict?
    /// Why, as the finding that says it does.
    public var reason: String

    /// The verdicts before and after, such as `pass → breach`.
    public var change: String {
      "\(before?.rawValue ?? "not checked") → \(after?.rawValue ?? "not checked")"
    }
  }

  /// The checks that come out otherwise, by rule and subject.
  public var flips: [Flip]
  /// How many checks come out as before.
  public var unchanged: Int

  /// Compares two results of the same inventory, both with the checks that passed.
  public init(before: CheckResult, after: CheckResult) {
    var old = Self.byCheck(before)
    var flips: [Flip] = []
    var unchanged = 0
    for finding in after.findings.separately {
      let key = Self.key(finding)
      let earlier = old.removeValue(forKey: key)
      if earlier?.verdict == finding.verdict {
        unchanged += 1
      } else {
        flips.append(
          Flip(
            rule: finding.rule, subject: finding.subject.path,
            place: finding.locations.first, before: earlier?.verdict,
            after: finding.verdict, reason: Self.reason(earlier, finding)))
      }
    }
    for finding in old.values {
      flips.append(
        Flip(
          rule: finding.rule, subject: finding.subject.path, place: finding.locations.first,
          before: finding.verdict, after: nil,
          reason: "the rule does not apply to it any more"))
    }
    self.flips = flips.sorted {
      let left = [$0.rule, $0.subject, $0.place?.description ?? "", $0.reason]
      let right = [$1.rule, $1.subject, $1.place?.description ?? "", $1.reason]
      return left.lexicographicallyPrecedes(right)
    }
    self.unchanged = unchanged
  }

  /// Why a check comes out otherwise: what is found now, or what is found no longer.
  private static func reason(_ before: Finding?, _ after: Finding) -> String {
    guard after.verdict == .pass, let before, !before.cause.isEmpty else { return after.cause }
    return "no longer: \(before.cause)"
  }

  /// How many checks change from one verdict to another, such as `2 pass → breach`.
  public var changes: [String] {
    let kinds = Dictionary(grouping: flips, by: \.change).mapValues(\.count)
    return kinds.keys.sorted().map { "\(kinds[$0, default: 0]) \($0)" }
  }

  /// Rule and place: the identity of a finding changes with its verdict.
  private static func key(_ finding: Finding) -> String {
    let place = finding.locations.first.map(\.description) ?? ""
    return "\(finding.rule)\n\(finding.subject.path)\n\(place)"
  }

  private static func byCheck(_ result: CheckResult) -> [String: Finding] {
    var checks: [String: Finding] = [:]
    for finding in result.findings.separately { checks[key(finding)] = finding }
    return checks
  }
}
