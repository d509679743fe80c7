import CivilTime

/// How much a breach wants to be shown before others with the same remedy.
///
/// The firm come before the provisional, the most severe first; then what is still open, what has been
/// open for longest, and the order of findings.
package struct Urgency: Sendable {
  private let isProvisional: Bool
  private let severity: Severity
  private let hasEnded: Bool
  private let since: CivilDate
  private let daysOver: Int
  private let key: FindingKey

  package init(_ finding: Finding) {
    isProvisional = finding.isProvisional
    severity = finding.severity
    hasEnded = finding.endedOn != nil
    since = finding.since ?? .latest
    daysOver = finding.daysOver ?? 0
    key = FindingKey(finding)
  }

  /// Whether a breach comes before another.
  package static func precedes(_ left: Urgency, _ right: Urgency) -> Bool {
    if left.isProvisional != right.isProvisional { return !left.isProvisional }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.hasEnded != right.hasEnded { return !left.hasEnded }
    // What has ended is the worse, the longer it took; what goes on, the earlier it began.
    if left.hasEnded, left.daysOver != right.daysOver { return left.daysOver > right.daysOver }
    if left.since != right.since { return left.since < right.since }
    return FindingKey.precedes(left.key, right.key)
  }
}
