import Diagnostics
import Findings
import Ledger
import Results
import YAMLTree

/// What is already known about breaches: accepted ones, and those of an earlier result.
struct Triage {
  var waivers: WaiverFile?
  /// The waivers as they were written, where ``waivers`` name pseudonyms.
  private var maskedFile: WaiverFile?
  var baseline: Baseline?
  /// The identities of the findings of the last run, where a history stands for a baseline.
  var known: Set<String>?

  /// Reads what a request names.
  ///
  /// - Parameters:
  ///   - rules: The identifiers of all rules, for waivers that name none of them.
  ///   - codes: The identifiers of rules by their codes in the catalogue.
  static func load(
    _ request: CheckRequest, rules: [String], codes: [String: [String]] = [:]
  ) throws(ConfigurationFailure) -> (triage: Triage, notices: [Diagnostic]) {
    var triage = Triage()
    triage.known = request.knownFindings
    var notices: [Diagnostic] = []
    if let path = request.waiversPath {
      let (file, problems) = WaiverReader.read(
        try text(request.substitutes[path] ?? path), path: path)
      guard !problems.contains(where: { $0.severity == .error }) else {
        throw ConfigurationFailure(problems)
      }
      notices +=
        problems
        + file.unknownRules(
          among: rules, codes: codes, isStrict: request.isStrict)
      triage.waivers = file
    }
    if let path = request.baselinePath {
      do {
        triage.baseline = try Baseline.read(
          try FileBytes.read(request.substitutes[path] ?? path), path: path)
      } catch let failure as BaselineFailure {
        throw ConfigurationFailure(failure.diagnostics)
      } catch {
        throw (error as? ConfigurationFailure) ?? ConfigurationFailure([])
      }
    }
    return (triage, notices)
  }

  /// Applies waivers, then the baseline.
  ///
  /// - Returns: Notices, errors among them under strictness: a baseline entry that is gone.
  func apply(
    to result: inout CheckResult, named: [Location: Set<Int>], isStrict: Bool
  ) throws(ConfigurationFailure) -> [Diagnostic] {
    if let waivers {
      let resolver = WaiverResolver(waivers, asOf: result.header.asOf, named: named)
      _ = resolver.apply(to: &result)
      if !result.header.showsPersonalData { mask(&result.waivers, of: maskedFile ?? waivers) }
    }
    guard let baseline else {
      if let known {
        result.findings.updateSeparately { $0.state = known.contains($0.id) ? .unchanged : .new }
      }
      return []
    }
    do {
      let outcome = try baseline.compare(with: &result)
      return outcome.stale.map { finding in
        Diagnostic(
          isStrict ? .error : .notice, "baseline.stale", at: nil,
          "the baseline lists \(finding.rule) on \(finding.subject.path), which was not found again",
          hint: "write the baseline anew with --write-baseline")
      }
        + outcome.differences.map { difference in
          Diagnostic(.notice, "baseline.incomparable", at: nil, difference.message)
        }
    } catch {
      throw ConfigurationFailure(error.diagnostics)
    }
  }

  /// Takes from the list of waivers what names records or people.
  private func mask(_ standings: inout [WaiverStanding], of file: WaiverFile) {
    for (index, waiver) in zip(standings.indices, file.waivers) {
      standings[index].subject = waiver.maskedSubject
    }
  }

  /// Waivers of the same file for findings that were masked before the waivers were known.
  ///
  /// - Throws: `waiver.masked` for those that name a record which nobody can find again.
  mutating func adapt(
    toPseudonymsOf fingerprint: Fingerprint, _ header: Header
  ) throws(ConfigurationFailure) {
    guard let file = waivers, !header.showsPersonalData else { return }
    let hasKey = fingerprint.keyMark.map { header.recordIdentity == "key \($0)" } ?? false
    var problems: [Diagnostic] = []
    var adapted = file.waivers
    for (index, waiver) in file.waivers.enumerated() where waiver.namesRow {
      if hasKey, let changed = waiver.forPseudonyms(fingerprint) {
        adapted[index] = changed
      } else {
        problems.append(
          Diagnostic(
            .error, "waiver.masked", at: waiver.position,
            "the waiver \"\(waiver.id)\" names a record, and the partials do not show which it is",
            hint: "check the shards and merge under the same CUSTOS_PSEUDONYM_KEY, or with "
              + "--show-personal-data"))
      }
    }
    guard problems.isEmpty else { throw ConfigurationFailure(problems) }
    waivers?.waivers = adapted
    maskedFile = file
  }

  /// Whether a finding counts for the exit code.
  func counts(_ standing: FindingStanding) -> Bool {
    if standing.verdict == .undetermined, standing.isWaived { return false }
    guard baseline != nil || known != nil else { return true }
    return standing.state == .new || standing.state == .incomparable
  }

  private static func text(_ path: String) throws(ConfigurationFailure) -> String {
    do { return try TextFile.read(path).get() } catch {
      throw ConfigurationFailure([error.diagnostic])
    }
  }
}
