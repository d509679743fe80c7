public import Findings

extension CheckResult {
  /// The result with only the findings that are new, and counts of those.
  ///
  /// What passed, what does not apply and the coverage stay: they say what was looked at.
  public func listingOnlyNew() -> CheckResult {
    var listed = self
    let new = findings.filter { $0.state == .new || $0.state == .incomparable }
    listed.findings = FindingStore(new)
    let causes = Set(new.compactMap(\.rootCause))
    listed.rootCauses = rootCauses.filter { causes.contains($0.key) }
    listed.summary.total = Self.recounted(summary.total, new)
    let bySystem = Dictionary(grouping: new) { $0.subject.link(.system)?.id ?? "" }
    for index in listed.summary.bySystem.indices {
      let row = summary.bySystem[index]
      listed.summary.bySystem[index].counts = Self.recounted(row.counts, bySystem[row.key] ?? [])
    }
    return listed
  }

  private static func recounted(
    _ counts: Summary.Counts, _ findings: [Finding]
  ) -> Summary.Counts {
    var counts = counts
    counts.breach = 0
    counts.undetermined = 0
    counts.waived = 0
    for finding in findings where finding.verdict != .pass && finding.verdict != .notApplicable {
      counts.add(finding.verdict)
    }
    counts.provisional = findings.count { $0.verdict == .breach && $0.isProvisional }
    return counts
  }
}
