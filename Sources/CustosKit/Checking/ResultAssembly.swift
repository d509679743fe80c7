import Diagnostics
import Engine
import Findings
import Results

/// Puts a result together from what was read and found.
struct ResultAssembly {
  let frame: RunFrame
  let found: Engine.Outcome

  func result() -> CheckResult {
    var result = CheckResult(
      header: header, findings: found.findings, rootCauses: found.rootCauses,
      coverage: found.coverage, summary: found.summary,
      notices: (frame.notices + found.faults).sorted(), inputs: frame.inputs)
    result.findingCounts = found.findingCounts
    result.extent = found.extent
    return result
  }

  /// The result once it is known what is accepted and what is new, with its exit code.
  func result(after triage: Triage) throws(ConfigurationFailure) -> CheckResult {
    var result = result()
    let notices = try triage.apply(to: &result, named: found.named, isStrict: frame.isStrict)
    result.notices = (result.notices + notices).sorted()
    let failOn = frame.header.failOn
    let reached =
      result.findingCounts.map { ThresholdCounts($0, failOn: failOn) }
      ?? ThresholdCounts(result.findings, failOn: failOn, counts: triage.counts)
    var decision = ExitDecision.decide(
      reached, failOn: failOn, incomplete: incomplete(result.notices),
      mostUndetermined: frame.mostUndetermined)
    if decision.status == .clean, let missing = missingLevel {
      decision = ExitDecision.decide(
        reached, failOn: failOn, incomplete: missing, mostUndetermined: frame.mostUndetermined)
    }
    result.summary.errors = result.notices.filter { $0.severity == .error }.count
    result.summary.exitCode = decision.code
    result.summary.verdict = decision.meaning
    return result
  }

  /// What the inventory lacks without which nothing may look right; `nil` where nothing.
  private var missingLevel: String? {
    let counts = found.summary
    if counts.organisations == 0 { return "no organisation was found" }
    return counts.datasets == 0 ? "no dataset was found" : nil
  }

  /// The header with the packs that had something to say to an organisation.
  private var header: Header {
    var header = frame.header
    let spoke = Set(found.summary.byPack.filter { $0.counts.total > 0 }.map(\.key))
    let isForNobody = Set(header.packs.map(\.name)).subtracting(
      header.reach.filter { $0.applies != .no }.map(\.pack))
    header.packs = header.packs.filter {
      spoke.contains($0.name) && (header.reach.isEmpty || !isForNobody.contains($0.name))
    }
    return header
  }

  /// Why there can be no verdict; `nil` where there can.
  func incomplete(_ notices: [Diagnostic]) -> String? {
    if frame.rules == 0 { return "no rule was found" }
    if found.faults.contains(where: { $0.severity == .error }) {
      return "a rule could not be evaluated"
    }
    let errors = notices.filter { $0.severity == .error }.count
    if errors > 0 || !frame.isComplete {
      return "an input is unreadable or invalid (\(errors == 1 ? "1 error" : "\(errors) errors"))"
    }
    let counts = found.summary
    if counts.systems == 0 {
      return counts.organisations == 0
        ? "no organisation or system was found" : "no system was found"
    }
    if counts.total.total == counts.total.notApplicable {
      return "no rule applies to this inventory"
    }
    return nil
  }
}
