import Bytes
import CivilTime
import Findings
import Results

/// Comma-separated values after RFC 4180: a header, a record for the run, one for each finding.
///
/// A forecast is in order of week and system, and gives the Monday of each week.
/// The file begins with a byte order mark, and lines end in CRLF. The record of the run makes that a file without findings still says how the run
/// ended. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
struct CSVReporter: Reporter {
  static let columns = [
    "kind", "id", "state", "verdict", "word", "severity", "provisional", "authority", "rule",
    "catalogue", "title", "system", "system name", "dataset", "holding", "record", "subject",
    "controllers", "cause", "trigger", "trigger value", "basis", "basis value",
    "last permitted day",
    "in breach since", "days over", "as of", "count", "remedy", "smallest fix", "root cause",
    "citations", "missing facts", "suppliers", "waiver", "waiver owner", "waived until", "file",
    "line", "column", "pointer", "exit code", "week", "evidence", "evidence in words",
  ]

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    let asOf = result.header.asOf.description
    let exitCode = String(result.summary.exitCode)
    // Excel takes a file without a byte order mark for one in the machine's old encoding.
    output.write("\u{FEFF}")
    writeRecord(Self.columns, to: &output)
    var run = [String](repeating: "", count: Self.columns.count)
    run[0] = "run"
    run[10] = result.headline
    if result.header.showsPersonalData { run[18] = personalDataNotice }
    run[26] = asOf
    run[run.count - 4] = exitCode
    writeRecord(run, to: &output)
    guard result.header.forecastUntil == nil else { return writeForecast(result, to: &output) }
    for finding in result.findings { write(finding, asOf, to: &output) }
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
        + [finding.evidence?.grade.rawValue ?? "", finding.evidence?.inWords ?? ""], to: &output)
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
      subject.link(.holding)?.id ?? "", subject.link(.record)?.id ?? "", subject.path,
      subject.controllers.joined(separator: " "), finding.cause,
    ]
  }

  private static func derivation(_ finding: Finding, _ asOf: String) -> [String] {
    let fact = finding.derivation.facts.first
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
      finding.remedy, finding.smallestFix ?? finding.noFix ?? "", finding.rootCause ?? "",
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
    for (index, field) in fields.enumerated() {
      if index > 0 { output.write(byte: UInt8(ascii: ",")) }
      Self.write(field, to: &output)
    }
    output.write("\r\n")
  }
}

extension CSVReporter {
  /// Writes a field, in quotes where it needs them (RFC 4180, section 2).
  ///
  /// It looks at bytes, not characters: a quote that carries a combining accent is one character and
  /// would slip through.
  static func write(_ field: String, to output: inout OutputBuffer) {
    let isFormula = looksLikeFormula(field)
    let needsQuotes = field.utf8.contains { byte in
      switch byte {
      case 0x22, 0x2C, 0x3B, 0..<0x20: true
      default: false
      }
    }
    guard needsQuotes else {
      if isFormula { output.write(byte: UInt8(ascii: "'")) }
      output.write(field)
      return
    }
    output.write(byte: 0x22)
    if isFormula { output.write(byte: UInt8(ascii: "'")) }
    for byte in field.utf8 {
      if byte == 0x22 { output.write(byte: 0x22) }
      output.write(byte: byte)
    }
    output.write(byte: 0x22)
  }

  /// Whether a spreadsheet might compute the field instead of showing it.
  ///
  /// The first scalar decides: `=`, `+`, `-`, `@`, a tab, a line break, and the full-width forms that
  /// some spreadsheets fold. A whole number is none.
  static func looksLikeFormula(_ field: String) -> Bool {
    guard let first = field.unicodeScalars.first else { return false }
    switch first.value {
    case 0x2D:
      return field.utf8.count < 2 || !field.utf8.dropFirst().allSatisfy { 0x30...0x39 ~= $0 }
    case 0x3D, 0x2B, 0x40, 0x09, 0x0A, 0x0D, 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20: return true
    default: return false
    }
  }
}
