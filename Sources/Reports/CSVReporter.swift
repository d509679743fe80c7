import Bytes
import CivilTime
import Findings
import Results

/// Comma-separated values after RFC 4180: a header, a record for the run, one for each finding, and one for
/// each pack of rules and each article of its law.
///
/// A forecast is in order of week and system, and gives the Monday of each week.
/// The file begins with a byte order mark, since Excel on Windows takes a file without one for one in
/// the machine's old encoding and shows "GÅµyr" for "Gŵyr"; readers that do not know the mark are
/// told to use `utf-8-sig`. Lines end in CRLF. The record of the run makes that a file without findings still says how the run
/// ended. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
struct CSVReporter: Reporter {
  static let columns = [
    "kind", "id", "state", "verdict", "word", "severity", "provisional", "authority", "rule",
    "catalogue", "title", "system", "system name", "dataset", "holding", "record", "subject",
    "controllers", "cause", "trigger", "trigger value", "basis", "basis value",
    "last permitted day",
    "in breach since", "days over", "as of", "count", "remedy", "smallest fix", "root cause",
    "citations", "missing facts", "suppliers", "waiver", "waiver owner", "waived until", "file",
    "line", "column", "pointer", "exit code", "week", "evidence", "evidence in words", "owner",
    "steward", "checks",
  ]
  /// What every record ends with, so that a row that is copied or sorted keeps its marking.
  static let lastColumns = ["marking", "run name"]

  var grouping = Grouping.system
  /// The marking and the name of the run.
  private var last = ["", ""]

  init(grouping: Grouping = .system) { self.grouping = grouping }

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    var reporter = self
    reporter.last = [result.header.marking ?? "", result.header.runName ?? ""]
    reporter.writeAll(result, to: &output)
  }

  private func writeAll(_ result: CheckResult, to output: inout OutputBuffer) {
    let asOf = result.header.asOf.description
    let exitCode = String(result.summary.exitCode)
    output.write(CSVText.mark)
    CSVText.write(Self.columns + Self.lastColumns, to: &output)
    var run = [String](repeating: "", count: Self.columns.count)
    run[0] = "run"
    run[10] = result.headline
    let notices =
      (result.header.showsPersonalData ? [personalDataNotice] : []) + result.settingsInUse
    run[18] = notices.joined(separator: "; ")
    run[26] = asOf
    run[run.count - 7] = exitCode
    writeRecord(run, to: &output)
    guard result.header.forecastUntil == nil else { return writeForecast(result, to: &output) }
    writeFindings(result, asOf, to: &output)
    writeLaw(result.header, to: &output)
  }

  private func writeFindings(_ result: CheckResult, _ asOf: String, to output: inout OutputBuffer) {
    guard grouping != .system else {
      for finding in result.findings { write(finding, asOf, to: &output) }
      return
    }
    for finding in FindingList(result.findings, by: grouping) { write(finding, asOf, to: &output) }
  }

  /// Writes which packs apply to whom and how far each article is checked, a record for each.
  ///
  /// The columns have what they have for findings: the rule is the pack, the word is the standing, the
  /// cause is the reason, the citation is the article.
  private func writeLaw(_ header: Header, to output: inout OutputBuffer) {
    func record(
      _ kind: String, word: String, pack: String, title: String, controllers: [String],
      cause: String, citation: String
    ) -> [String] {
      let cells = [
        "kind": kind, "word": word, "rule": pack, "title": title,
        "controllers": controllers.joined(separator: " "), "cause": cause, "citations": citation,
      ]
      return Self.columns.map { cells[$0] ?? "" }
    }
    for pack in header.reach {
      let word =
        switch pack.applies {
        case .yes: "applies"
        case .no: "does not apply"
        case .unknown: "cannot be told"
        }
      writeRecord(
        record(
          "pack", word: word, pack: pack.pack, title: pack.title, controllers: pack.organisations,
          cause: pack.reason ?? "", citation: ""), to: &output)
    }
    for article in header.articles {
      writeRecord(
        record(
          "article", word: article.covered.inWords, pack: article.pack, title: article.says,
          controllers: article.organisations, cause: article.why ?? "", citation: article.at),
        to: &output)
    }
  }

  /// Writes a forecast by week and, in each, by system.
  private func writeForecast(_ result: CheckResult, to output: inout OutputBuffer) {
    for week in ForecastWeeks(FindingList(dated: result.findings)).weeks {
      for system in week.systems {
        for finding in system.findings {
          write(finding, result.header.asOf.description, week: week.monday, to: &output)
        }
      }
    }
  }

  private func write(
    _ finding: Finding, _ asOf: String, week: CivilDate? = nil, to output: inout OutputBuffer
  ) {
    writeRecord(
      Self.identity(finding) + Self.subject(finding) + Self.derivation(finding, asOf)
        + Self.cure(finding) + Self.place(finding) + ["", week?.description ?? ""]
        + [finding.evidence?.grade.rawValue ?? "", finding.evidence?.inWords ?? ""]
        + [finding.owner ?? "", finding.steward ?? "", String(finding.checksCounted)], to: &output)
  }

  private static func identity(_ finding: Finding) -> [String] {
    [
      "finding", finding.id, finding.state?.rawValue ?? "", finding.verdict.rawValue,
      finding.displayWord, finding.severity.rawValue, finding.isProvisional ? "yes" : "no",
      finding.authority.rawValue, finding.rule, finding.catalogue.joined(separator: " "),
      finding.title,
    ]
  }

  private static func subject(_ finding: Finding) -> [String] {
    let subject = finding.subject
    let system = subject.link(.system)
    return [
      system?.id ?? "", system?.name ?? "", subject.link(.dataset)?.id ?? "",
      subject.link(.holding)?.id ?? "", subject.link(.record)?.id ?? "",
      subject.path + subject.level.more(finding.othersCount),
      subject.controllers.joined(separator: " "), finding.cause,
    ]
  }

  private static func derivation(_ finding: Finding, _ asOf: String) -> [String] {
    let fact = finding.trigger
    let basis = finding.derivation.bases.first
    return [
      fact?.path ?? "", fact?.value ?? "", basis.map { "\($0.kind) \($0.name)" } ?? "",
      basis?.value ?? "", finding.dueDate?.description ?? "", finding.since?.description ?? "",
      finding.daysOver.map(String.init) ?? "", asOf, finding.count.map(String.init) ?? "",
    ]
  }

  private static func cure(_ finding: Finding) -> [String] {
    let missing = finding.derivation.missing
    return [
      finding.remedy, finding.smallestFix ?? "", finding.rootCause ?? "",
      finding.citations.map { "\($0.title), \($0.at)" }.joined(separator: "; "),
      missing.map { "\($0.path) (\($0.state))" }.joined(separator: "; "),
      missing.compactMap(\.supplier).joined(separator: "; "), finding.waiver?.id ?? "",
      finding.waiver?.owner ?? "", finding.waiver?.until.description ?? "",
    ]
  }

  private static func place(_ finding: Finding) -> [String] {
    guard let location = finding.locations.first else { return ["", "", "", ""] }
    return [
      location.path, String(location.line), String(location.column), location.pointer ?? "",
    ]
  }

  private func writeRecord(_ fields: [String], to output: inout OutputBuffer) {
    // A name may hold a line break, after which a build server would look for a command, or one itself.
    CSVText.write((fields + last).map(TextPage.safe), to: &output)
  }
}

extension Finding {
  /// The fact with the day from which the last permitted day is counted, or else the first day that
  /// the rule reads; `nil` where no day plays a part.
  fileprivate var trigger: Derivation.Fact? {
    let days = derivation.facts.filter { fact in
      !fact.isMasked && (FactWords.day(fact.value) ?? FactWords.instant(fact.value)) != nil
    }
    let counted = days.first { fact in
      derivation.steps.contains { step in
        step.substituted != fact.value && step.substituted.contains(fact.value)
      }
    }
    return counted ?? (since == nil && dueDate == nil ? nil : days.first)
  }
}
