import Bytes
import CivilTime
import Findings
import Results

/// Workflow commands of GitHub, which show findings beside the changed lines.
///
/// GitHub shows ten of each kind for a step and drops the rest without a word, so the tenth says how
/// many there are.
struct GitHubReporter: Reporter {
  static let mostOfAKind = 10

  var options = ReportOptions()

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    var lines: [String: WorstFindings] = [:]
    for finding in result.findings {
      guard let kind = Self.kind(finding, result.header) else { continue }
      lines[kind, default: WorstFindings(most: Self.mostOfAKind)].add(finding)
    }
    command("notice", [("title", "custos")], headline(result), to: &output)
    for kind in ["error", "warning", "notice"] {
      guard let ofKind = lines[kind] else { continue }
      // The headline is a notice too, and the last place is for what is left out.
      let room = kind == "notice" ? Self.mostOfAKind - 1 : Self.mostOfAKind
      let shown = ofKind.count > room ? room - 1 : ofKind.count
      for finding in ofKind.findings.prefix(shown) { write(finding, kind, to: &output) }
      if ofKind.count > shown {
        command(
          kind, [("title", "custos")],
          "\(ofKind.count - shown) more are not shown, as GitHub shows ten of a kind; "
            + "custos check --format text or html lists them", to: &output)
      }
    }
  }

  private func headline(_ result: CheckResult) -> String {
    let notice = result.header.showsPersonalData ? " \(personalDataNotice)" : ""
    let settings = result.settingsInUse.map { " \($0)." }.joined()
    let law = LawView(result.header).bodies.map { bodies in
      " \(bodies.inWords): judged by "
        + "\(bodies.applying.isEmpty ? "no pack" : bodies.applying.joined(separator: ", "))."
    }.joined()
    let marking = result.header.marking.map { "\($0). " } ?? ""
    let run = result.header.runName.map { "Run \($0): " } ?? ""
    return
      "\(marking)\(run)\(result.headline) (exit code \(result.summary.exitCode))\(notice)\(settings)\(law)"
  }

  /// The kind of annotation; `nil` where a finding gets none.
  private static func kind(_ finding: Finding, _ header: Header) -> String? {
    if finding.state == .cured { return nil }
    switch finding.verdict {
    case .breach where finding.isProvisional: return "warning"
    case .breach: return finding.severity >= header.failOn ? "error" : "warning"
    case .undetermined: return "warning"
    case .waived: return "notice"
    case .pass: return finding.since.map { $0 > header.asOf } == true ? "notice" : nil
    case .notApplicable: return nil
    }
  }

  private func write(_ finding: Finding, _ kind: String, to output: inout OutputBuffer) {
    var properties: [(String, String)] = []
    if let location = finding.locations.first {
      properties.append(("file", options.relative(location.path)))
      properties.append(("line", String(location.line)))
      properties.append(("col", String(location.column)))
    }
    let word = finding.displayWord
    properties.append(
      ("title", "\(word), \(finding.severity.rawValue): \(finding.systemName ?? finding.systemKey)")
    )
    let words = FactWords(options.labels)
    let codes = finding.catalogue.map { " \($0)" }.joined()
    let doubt =
      finding.isProvisional
      ? " (provisional: a figure is \(finding.evidence?.inWords ?? "not known"))" : ""
    command(
      kind, properties,
      "\(words.cause(finding.problemInPlace, of: finding)). "
        + "What to do: \(finding.whatToDo { words.text($0) }) "
        + "Requirement: \(finding.title)\(doubt). [\(finding.rule)\(codes)]",
      to: &output)
  }

  private func command(
    _ kind: String, _ properties: [(name: String, value: String)], _ message: String,
    to output: inout OutputBuffer
  ) {
    output.write("::\(kind) ")
    output.write(
      properties.map { "\($0.name)=\(Self.escaped($0.value, isProperty: true))" }
        .joined(separator: ","))
    output.write("::\(Self.escaped(message, isProperty: false))\n")
  }

  /// Escapes what ends a property or a command (GitHub, "Workflow commands", and its toolkit).
  static func escaped(_ text: String, isProperty: Bool) -> String {
    var escaped = ""
    for scalar in PlainText.inline(text).unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case ":" where isProperty: escaped += "%3A"
      case "," where isProperty: escaped += "%2C"
      // Azure and old runners obey commands that stand anywhere in a line.
      case "#": escaped += isProperty ? "%23" : "# "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
