import Findings
import Results

/// The findings of two results, paired.
///
/// First by identity, as often as it stands in both; then what is left by rule and subject, so
/// that a check which went from a breach to undetermined is not taken for cured. Two breaches of
/// one rule and subject with different causes are two findings, and are not paired.
struct FindingPairs {
  private(set) var pairs: [(before: Finding, after: Finding)] = []
  private(set) var onlyBefore: [Finding] = []
  private(set) var onlyAfter: [Finding] = []

  init(_ before: CheckResult, _ after: CheckResult) {
    var waiting: [Finding?] = Self.listed(before)
    var rest: [Finding] = []
    var byID = Self.index(waiting) { $0.id }
    for finding in Self.listed(after) {
      if let index = byID[finding.id]?.popLast(), let earlier = waiting[index] {
        pairs.append((earlier, finding))
        waiting[index] = nil
      } else {
        rest.append(finding)
      }
    }
    var byCheck = Self.index(waiting) { $0.check }
    for finding in rest {
      let key = finding.check
      let candidates = byCheck[key] ?? []
      let place = candidates.lastIndex { index in
        waiting[index].map { Self.isSameCheck($0, finding) } ?? false
      }
      guard let place, let earlier = waiting[candidates[place]] else {
        onlyAfter.append(finding)
        continue
      }
      pairs.append((earlier, finding))
      waiting[candidates[place]] = nil
      byCheck[key]?.remove(at: place)
    }
    onlyBefore = waiting.compactMap { $0 }
  }

  private static func listed(_ result: CheckResult) -> [Finding] {
    result.findings.separately.filter { finding in
      finding.state != .cured && finding.verdict != .notApplicable
        && !finding.isComing(after: result.header.asOf)
    }
  }

  private static func isSameCheck(_ before: Finding, _ after: Finding) -> Bool {
    before.verdict != after.verdict || before.verdict == .undetermined || before.verdict == .pass
  }

  /// Where the findings of a key stand, the first of them last.
  private static func index(
    _ findings: [Finding?], _ key: (Finding) -> String
  ) -> [String: [Int]] {
    var index: [String: [Int]] = [:]
    for (place, finding) in findings.enumerated().reversed() {
      if let finding { index[key(finding), default: []].append(place) }
    }
    return index
  }
}
