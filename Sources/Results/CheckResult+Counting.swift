import Findings

extension CheckResult {
  /// Puts counts in the place of findings; does nothing where they are counted already.
  public mutating func countFindings() {
    guard findingCounts == nil else { return }
    var counts: [FindingCount: Int] = [:]
    for finding in findings {
      guard finding.verdict != .pass, finding.verdict != .notApplicable else { continue }
      let kind = FindingCount(
        rule: finding.rule, system: finding.subject.systemKey, severity: finding.severity,
        verdict: finding.verdict,
        isProvisional: finding.verdict == .breach && finding.isProvisional, count: 0)
      counts[kind, default: 0] += finding.checksCounted
    }
    findingCounts = counts.map { kind, count in
      var kind = kind
      kind.count = count
      return kind
    }.sorted(by: FindingCount.precedes)
    findings = findings.emptied
    rootCauses = []
  }
}
