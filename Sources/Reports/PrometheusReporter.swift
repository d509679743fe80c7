import Bytes
import CivilTime
import Findings
import Results

/// Metrics in the text format of Prometheus, for the textfile collector of the node exporter.
///
/// No sample has a time stamp: the collector drops a file that has one. Labels are few: severities,
/// systems, states; never a record.
struct PrometheusReporter: Reporter {
  static let horizons = [30, 60, 90, 365]

  private let options: ReportOptions
  /// What tells the samples of runs apart whose files are in one folder.
  private let run: String

  init(options: ReportOptions = ReportOptions(), run: String = "") {
    self.options = options
    self.run = run
  }

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    guard !run.isEmpty else {
      let run = result.runName(options)
      return PrometheusReporter(options: options, run: run).write(result, to: &output)
    }
    var tally = Tally()
    for finding in result.findings.separately { tally.add(finding, result.header.asOf) }
    for group in result.findingCounts ?? [] {
      for system in group.systems { tally.add(group.counts, in: system) }
    }
    write(
      "custos_exit_code", "The exit code of the run.", [([], result.summary.exitCode)], to: &output)
    write(
      "custos_complete",
      "Whether every input was read whole; custos_system_read says which systems were not read.",
      [([], result.isWhole ? 1 : 0)], to: &output)
    let asOf = Int(result.header.asOf.dayNumber) * 86_400
    write(
      "custos_as_of_timestamp_seconds", "The day of the check, its midnight in UTC.", [([], asOf)],
      to: &output)
    if let marking = result.header.marking {
      write(
        "custos_marking", "The protective marking of what the run found.",
        [([("marking", marking)], 1)], to: &output)
    }
    let settings = result.settingsInUse
    if !settings.isEmpty {
      write(
        "custos_settings_in_use", "Settings that did not stand on the command line.",
        settings.map { ([("from", $0)], 1) }, to: &output)
    }
    writeChecks(tally, result, to: &output)
    writeTally(tally, result, to: &output)
    writeExtent(result, to: &output)
  }

  /// What findings above systems are listed under: every organisation that was read, also where it has
  /// no finding.
  private func organisations(_ result: CheckResult) -> [String] {
    result.header.organisations.map { "organisation \($0.id.isEmpty ? "?" : $0.id)" }
  }

  private func writeChecks(_ tally: Tally, _ result: CheckResult, to output: inout OutputBuffer) {
    let total = result.summary.total
    let verdicts = [
      ("pass", total.pass), ("breach", total.breach), ("undetermined", total.undetermined),
      ("not-applicable", total.notApplicable), ("waived", total.waived),
    ]
    write(
      "custos_checks", "Checks by verdict.",
      verdicts.map { ([("verdict", $0.0)], $0.1) }, to: &output)
    write(
      "custos_provisional_breaches", "Breaches that rest on a figure which nobody has confirmed.",
      [([], total.provisional)], to: &output)
    let open =
      result.summary.bySystem.map { ($0.key, $0.counts.undetermined) }
      + organisations(result).map { ($0, tally.undetermined[$0] ?? 0) }
    write(
      "custos_system_undetermined", "Checks of a system or organisation that could not be decided.",
      open.map { ([("system", $0.0)], $0.1) }, to: &output)
    let earlier = earlier(result, beside: Set(open.map(\.0)))
    output.write(earlier.lines(of: "custos_system_undetermined"))
    write(
      "custos_system_read",
      "Whether a system or organisation was read; where not, its series are those of an earlier run.",
      open.map { ([("system", $0.0)], 1) } + earlier.systems.map { ([("system", $0)], 0) },
      to: &output)
  }

  /// The series of systems that the run before this one read and this one did not: what was open is
  /// open until it is checked again.
  private func earlier(_ result: CheckResult, beside systems: Set<String>) -> EarlierMetrics {
    let text = result.isWhole ? "" : options.earlierMetrics ?? ""
    return EarlierMetrics(text, run: run, without: systems)
  }

  private func writeTally(_ tally: Tally, _ result: CheckResult, to output: inout OutputBuffer) {
    var samples: [([(String, String)], Int)] = []
    // What was read and has no breach has a sample of 0: without one, the night on which all is
    // mended looks like a job that died.
    let systems = Set(tally.breaches.keys).union(result.summary.bySystem.map(\.key))
      .union(organisations(result))
    for system in systems.sorted() {
      for severity in Severity.allCases {
        let count = tally.breaches[system]?[severity.rank] ?? 0
        samples.append(([("severity", severity.rawValue), ("system", system)], count))
      }
    }
    write(
      "custos_breaches",
      "Breaches by severity and system, those among them that custos_provisional_breaches counts.",
      samples, to: &output)
    output.write(earlier(result, beside: systems).lines(of: "custos_breaches"))
    writeForecast(tally, result.header, to: &output)
    write(
      "custos_waivers", "Waivers by how they stand.",
      WaiverStanding.State.allCases.map { state in
        ([("state", state.rawValue)], result.waivers.count { $0.states.contains(state) })
      }, to: &output)
  }

  /// How many checks fall into breach, within the days that a forecast looked at; a check looked at
  /// none.
  private func writeForecast(_ tally: Tally, _ header: Header, to output: inout OutputBuffer) {
    guard let until = header.forecastUntil ?? header.lookedAheadUntil else { return }
    let samples = Self.horizons.enumerated()
      .filter { header.asOf.adding(days: $0.element) <= until }
      .map { ([("days", String($0.element))], tally.due[$0.offset]) }
    write(
      "custos_due_within", "Checks that fall into breach within a number of days.", samples,
      to: &output)
  }

  /// Who is judged by which packs.
  private func writeLaw(_ header: Header, to output: inout OutputBuffer) {
    let samples = header.reach.flatMap { reach in
      reach.organisations.map { organisation in
        let value =
          switch reach.applies {
          case .yes: 1
          case .no: 0
          case .unknown: -1
          }
        return ([("organisation", organisation), ("pack", reach.pack)], value)
      }
    }
    guard !samples.isEmpty else { return }
    write(
      "custos_pack_applies",
      "Whether the rules of a pack apply to an organisation; -1 where that cannot be told.",
      samples, to: &output)
  }

  private func writeExtent(_ result: CheckResult, to output: inout OutputBuffer) {
    let summary = result.summary
    let kinds = [
      ("organisation", summary.organisations), ("system", summary.systems),
      ("dataset", summary.datasets), ("holding", summary.holdings), ("record", summary.records),
    ]
    write(
      "custos_subjects", "What was read, by kind.", kinds.map { ([("kind", $0.0)], $0.1) },
      to: &output)
    write("custos_rules", "Rules in use.", [([], summary.rules)], to: &output)
    writeLaw(result.header, to: &output)
    write(
      "custos_shows_personal_data", "Whether the report contains personal data, as requested.",
      [([], result.header.showsPersonalData ? 1 : 0)], to: &output)
    write("custos_input_errors", "Errors in the inputs.", [([], summary.errors)], to: &output)
    if let older = summary.older {
      write(
        "custos_older_findings",
        "Open findings that an earlier result knew and are not counted here.",
        [([], older)], to: &output)
    }
  }

  private func write(
    _ name: String, _ help: String, _ samples: [([(String, String)], Int)],
    to output: inout OutputBuffer
  ) {
    output.write("# HELP \(name) \(help)\n# TYPE \(name) gauge\n")
    for (labels, value) in samples {
      output.write(name)
      let texts = ([("run", run)] + labels).map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
      output.write("{\(texts.joined(separator: ","))}")
      output.write(" \(value)\n")
    }
  }

  /// Escapes a label value: backslash, quote, line break (Prometheus, "Exposition formats").
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in PlainText.inline(text).unicodeScalars {
      if scalar == "\\" || scalar == "\"" { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}

extension PrometheusReporter {
  /// What the summary does not count.
  private struct Tally {
    /// Breaches by system, then by the rank of their severity.
    var breaches: [String: [Int]] = [:]
    /// Undetermined checks by what they are listed under.
    var undetermined: [String: Int] = [:]
    var due = [Int](repeating: 0, count: PrometheusReporter.horizons.count)

    mutating func add(breaches count: Int, _ severity: Severity, in system: String) {
      let empty = [Int](repeating: 0, count: Severity.allCases.count)
      breaches[system, default: empty][severity.rank] += count
    }

    mutating func add(_ counts: [FindingCount], in system: String) {
      for kind in counts {
        if kind.verdict == .breach { add(breaches: kind.count, kind.severity, in: system) }
        if kind.verdict == .undetermined { undetermined[system, default: 0] += kind.count }
      }
    }

    mutating func add(_ finding: Finding, _ asOf: CivilDate) {
      if finding.verdict == .breach, finding.state != .cured {
        add(breaches: finding.checksCounted, finding.severity, in: finding.systemKey)
      }
      if finding.verdict == .undetermined {
        undetermined[finding.systemKey, default: 0] += finding.checksCounted
      }
      guard finding.verdict == .pass, let since = finding.since else { return }
      let days = since.days(since: asOf)
      guard days > 0 else { return }
      for (index, horizon) in PrometheusReporter.horizons.enumerated() where days <= horizon {
        due[index] += finding.checksCounted
      }
    }
  }
}
