import Findings
public import Results

extension WaiverResolver {
  /// Applies the waivers to a whole result: its findings, its list of waivers, and its counts,
  /// which move from breach to waived.
  ///
  /// The exit code and its sentence are left for whoever decides them.
  ///
  /// - Precondition: The result was not waived before; to judge a saved result anew, apply to its
  ///   findings and count again.
  public func apply(to result: inout CheckResult) -> Outcome {
    var waived: [Finding] = []
    let outcome = apply(to: &result.findings) { waived.append($0) }
    for finding in waived {
      result.summary.waive(finding)
      result.waiveCoverage(finding)
    }
    result.waivers = outcome.standings
    return outcome
  }
}

extension CheckResult {
  /// Moves a finding's count in the coverage of its dataset, or of its system itself.
  fileprivate mutating func waiveCoverage(_ finding: Finding) {
    let system = finding.subject.link(.system)?.id
    let dataset = finding.subject.link(.dataset)?.id
    let index = coverage.firstIndex {
      $0.system == system && $0.dataset == dataset && $0.counts.breach > 0
    }
    if let index { coverage[index].counts.waive(finding) }
  }
}

extension Summary {
  /// Moves a finding's count from breach to waived wherever it was counted.
  fileprivate mutating func waive(_ finding: Finding) {
    total.waive(finding)
    Self.waive(finding, in: &bySeverity, key: finding.severity.rawValue)
    Self.waive(finding, in: &byPack, key: finding.pack)
    if let system = finding.subject.link(.system)?.id {
      Self.waive(finding, in: &bySystem, key: system)
    }
  }

  private static func waive(_ finding: Finding, in rows: inout [Row], key: String) {
    if let index = rows.firstIndex(where: { $0.key == key }) {
      rows[index].counts.waive(finding)
    }
  }
}

extension Summary.Counts {
  fileprivate mutating func waive(_ finding: Finding) {
    let checks = min(finding.checksCounted, breach)
    breach -= checks
    waived += checks
    if finding.isProvisional { provisional -= min(checks, provisional) }
  }
}
