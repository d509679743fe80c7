import Diagnostics

/// What a finding is sorted by, made once for each.
package struct FindingKey: Sendable {
  private var path: String
  private var rule: String
  private var id: String
  private var place: Location?

  package init(_ finding: Finding) {
    path = finding.subject.path
    rule = finding.rule
    id = finding.id
    place = finding.locations.first
  }

  /// Whether a finding comes before another: by subject path, rule, identity and place.
  package static func precedes(_ left: FindingKey, _ right: FindingKey) -> Bool {
    if left.path != right.path { return left.path.precedes(right.path) }
    if left.rule != right.rule { return left.rule.precedes(right.rule) }
    if left.id != right.id { return left.id.precedes(right.id) }
    if let place = left.place, let other = right.place, place != other {
      return precedes(place, other)
    }
    return false
  }

  private static func precedes(_ left: Location, _ right: Location) -> Bool {
    if left.path != right.path { return left.path.precedes(right.path) }
    return (left.line, left.column) < (right.line, right.column)
  }
}
