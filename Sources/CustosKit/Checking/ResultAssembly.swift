import CEL
import CivilTime
import Diagnostics
import Engine
import Findings
import Inventory
import Rules

/// Puts a result together from what was read and found.
struct ResultAssembly {
  let request: CheckRequest
  let rules: RunRules
  let read: InventoryRun.Outcome
  /// What was wrong or odd when inputs were looked for.
  let problems: [Diagnostic]

  func result() -> CheckResult {
    let notices = (problems + read.structure.diagnostics + read.engine.faults + ages).sorted()
    return CheckResult(
      header: header, findings: read.engine.findings, rootCauses: read.engine.rootCauses,
      coverage: read.engine.coverage, summary: read.engine.summary, notices: notices,
      inputs: inputs)
  }

  /// Sets the exit code and what it means, once it is known which findings count.
  func decide(_ result: inout CheckResult, _ triage: Triage) {
    let decision = ExitDecision.decide(
      findings: result.findings, failOn: request.failOn, incomplete: incomplete(result.notices),
      mostUndetermined: request.mostUndetermined, counts: triage.counts)
    result.summary.errors = result.notices.filter { $0.severity == .error }.count
    result.summary.exitCode = decision.code
    result.summary.verdict = decision.meaning
  }

  private var header: Header {
    let spoke = Set(read.engine.summary.byPack.filter { $0.counts.total > 0 }.map(\.key))
    let used = Dictionary(grouping: rules.set.rules, by: \.rule.pack).mapValues(\.count)
      .filter { spoke.contains($0.key) }
    let packs = rules.set.library.packs.compactMap { pack in
      used[pack.name].map { count in
        Header.Pack(
          name: pack.name, title: pack.title, version: pack.version,
          digest: request.digestsInputs ? pack.digest : "", rules: count)
      }
    }
    return Header(
      toolVersion: CustosVersion.text, asOf: request.asOf, failOn: request.failOn, packs: packs,
      profile: rules.profile.path,
      profileDigest: request.digestsInputs ? rules.profile.digest : nil,
      showsPersonalData: request.showsPersonalData, hasPseudonyms: request.pseudonymKey != nil,
      isLinked: request.isLinked)
  }

  private var inputs: [Input] {
    read.inputs.enumerated().map { index, input in
      let extracted = index < read.tree.files.count ? read.tree.files[index].extracted : .absent
      return Input(
        path: input.name, format: input.format == .xml ? "xml" : "json", bytes: input.byteCount,
        digest: index < read.digests.count ? read.digests[index] : nil,
        extracted: extracted.tag == .date ? extracted.asDays.description : nil,
        isComplete: input.isComplete)
    }
  }

  /// Why there can be no verdict; `nil` where there can.
  func incomplete(_ notices: [Diagnostic]) -> String? {
    if rules.set.rules.isEmpty { return "no rule was found" }
    if !read.engine.faults.isEmpty { return "a rule could not be evaluated" }
    let errors = notices.filter { $0.severity == .error }.count
    if errors > 0 || !read.isComplete {
      return "an input is unreadable or invalid (\(errors == 1 ? "1 error" : "\(errors) errors"))"
    }
    let counts = read.engine.summary
    if counts.organisations + counts.systems == 0 { return "no organisation or system was found" }
    if counts.total.total == counts.total.notApplicable {
      return "no rule speaks about anything in the inventory"
    }
    return nil
  }

  /// Inputs that are older than was asked for, or say no day.
  private var ages: [Diagnostic] {
    guard let most = request.mostAge else { return [] }
    return read.tree.files.enumerated().compactMap { index, file in
      let position = read.tree.position(of: file.extractedMark)
      guard file.extracted.tag == .date else {
        return Diagnostic(
          .error, "input.no-day", at: position, "\(file.path) does not say the day of its facts",
          hint: "an age can be checked only where the inventory gives \"extracted\"")
      }
      let last = file.extracted.firstDay.lastPermittedDay(most)
      guard request.asOf > last else { return nil }
      return Diagnostic(
        .error, "input.too-old", at: position,
        "the facts are of \(file.extracted.asDays), more than \(most) before \(request.asOf)",
        hint: "is the job that exports the inventory still running?")
    }
  }
}
