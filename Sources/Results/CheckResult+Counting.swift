import Findings

extension CheckResult {
  /// Puts counts in the place of findings; does nothing where they are counted already.
  public mutating func countFindings() {
    guard findingCounts == nil else { return }
    var counts: [FindingCount: Int] = [:]
    for finding in findings {
      guard finding.verdict != .pass, finding.verdict != .notApplicable else { continue }
      let isProvisional = finding.verdict == .breach && finding.isProvisional
      for (system, checks) in findings.checksBySystem(finding) {
        let kind = FindingCount(
          rule: finding.rule, system: system, severity: finding.severity,
          verdict: finding.verdict, isProvisional: isProvisional, count: 0)
        counts[kind, default: 0] += checks
      }
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
