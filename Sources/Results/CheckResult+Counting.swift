import Findings

extension CheckResult {
  /// Puts counts in the place of findings; does nothing where they are counted already.
  public mutating func countFindings() {
    guard findingCounts == nil else { return }
    var counting = SystemCounting()
    for finding in findings {
      guard finding.verdict != .pass, finding.verdict != .notApplicable else { continue }
      for (system, checks) in findings.checksBySystem(finding) {
        counting.add(FindingCount(finding, count: checks), in: system)
      }
    }
    findingCounts = counting.gathered
    findings = findings.emptied
    rootCauses = []
  }
}
