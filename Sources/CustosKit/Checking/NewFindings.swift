import Findings
public import Results

extension CheckResult {
  /// The result with only the findings that are new, and counts of those.
  ///
  /// What passed, what does not apply and the coverage stay: they say what was looked at.
  public func listingOnlyNew() -> CheckResult {
    var listed = self
    listed.findings = findings.emptied
    var total = Summary.Counts()
    var bySystem: [String: Summary.Counts] = [:]
    var causes: Set<String> = []
    var older = 0
    for finding in findings {
      guard finding.state == .new || finding.state == .incomparable else {
        let isOpen = finding.verdict == .breach || finding.verdict == .undetermined
        if isOpen, finding.state != .cured { older += 1 + finding.othersCount }
        continue
      }
      listed.findings.append(finding)
      if let cause = finding.rootCause { causes.insert(cause) }
      total.add(finding, checks: finding.checksCounted)
      for (system, checks) in findings.checksBySystem(finding) {
        bySystem[system, default: Summary.Counts()].add(finding, checks: checks)
      }
    }
    listed.summary.older = older
    listed.rootCauses = rootCauses.filter { causes.contains($0.key) }
    listed.summary.total.recount(total)
    for index in listed.summary.bySystem.indices {
      let key = listed.summary.bySystem[index].key
      listed.summary.bySystem[index].counts.recount(bySystem[key] ?? Summary.Counts())
    }
    return listed
  }
}

extension Summary.Counts {
  fileprivate mutating func add(_ finding: Finding, checks: Int) {
    add(finding.verdict, times: checks)
    if finding.verdict == .breach, finding.isProvisional { provisional += checks }
  }

  /// Takes over other counts of what is listed; what passed and what does not apply stay.
  fileprivate mutating func recount(_ listed: Summary.Counts) {
    breach = listed.breach
    undetermined = listed.undetermined
    waived = listed.waived
    provisional = listed.provisional
  }
}
