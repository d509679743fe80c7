public import CivilTime
public import Findings

/// How long waivers may last and when they count as expiring.
public struct WaiverPolicy: Hashable, Sendable {
  /// The longest span of a waiver per severity; a severity that is not named has no limit.
  ///
  /// A waiver that begins on 1 January and may last `P1Y` ends on 1 January a year later at the
  /// latest: the day on which it begins is not counted.
  public var longest: [Severity: Period]
  /// How many days before its last day a waiver is expiring.
  public var expiringDays: Int

  /// A policy.
  public init(longest: [Severity: Period], expiringDays: Int) {
    self.longest = longest
    self.expiringDays = expiringDays
  }

  /// The worse the breach, the shorter: three months for critical up to two years for low and
  /// info; expiring within 30 days.
  public static let standard = WaiverPolicy(
    longest: [
      .critical: Period(months: 3, days: 0), .high: Period(months: 6, days: 0),
      .medium: Period(months: 12, days: 0), .low: Period(months: 24, days: 0),
      .info: Period(months: 24, days: 0),
    ], expiringDays: 30)
}

extension WaiverPolicy {
  /// Whether a waiver lasts longer than a breach of a severity allows.
  func isTooLong(_ waiver: Waiver, for severity: Severity) -> Bool {
    guard let longest = longest[severity] else { return false }
    return waiver.until > waiver.from.adding(longest)
  }

  /// Whether a waiver lasts longer than any severity allows.
  func isTooLongForAll(_ waiver: Waiver) -> Bool {
    Severity.allCases.allSatisfy { isTooLong(waiver, for: $0) }
  }
}
