import CivilTime
import Findings
import Results
import Testing

/// A day, from its text.
func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

/// Findings and results for tests, with the few things that matter to a test as arguments.
enum Sample {
  static func finding(
    rule: String = "mopi/group-3-clear-period", system: String = "custody", record: String? = "r1",
    cause: String = "held-too-long", verdict: Verdict = .breach, severity: Severity = .high,
    due: String? = "2026-01-31", isProvisional: Bool = false
  ) -> Finding {
    var links = [Subject.Link(level: .system, id: system)]
    if let record {
      links.append(Subject.Link(level: .dataset, id: "main"))
      links.append(Subject.Link(level: .record, id: record))
    }
    let subject = Subject(links: links)
    let id = Fingerprint.findingID(rule: rule, subject: subject.path, causeCode: cause)
    var finding = Finding(
      id: id, rule: rule, catalogue: ["REC-04"], title: "No record is kept past its clear period",
      verdict: verdict, severity: severity, authority: .guidance, citations: [],
      isProvisional: isProvisional, subject: subject, locations: [], causeCode: cause,
      cause: "held past the last permitted day", derivation: Derivation(), remedy: "dispose")
    finding.dueDate = due.flatMap { try? CivilDate(parsing: $0) }
    return finding
  }

  static let pack = Header.Pack(
    name: "mopi", title: "Police information", version: "2026.1",
    digest: String(repeating: "a", count: 64), rules: 20)

  /// A result whose counts follow from its findings; every system has ten passes besides.
  static func result(
    _ findings: [Finding] = [], asOf: String = "2026-03-01", systems: [String] = ["custody"],
    packs: [Header.Pack] = [pack], isComplete: Bool = true
  ) throws -> CheckResult {
    var summary = Summary()
    summary.bySeverity = Severity.allCases.map { Summary.Row(key: $0.rawValue) }
    summary.byPack = packs.map { Summary.Row(key: $0.name) }
    summary.bySystem = systems.map { Summary.Row(key: $0) }
    summary.systems = systems.count
    var coverage = systems.map {
      Coverage(
        system: $0, dataset: "main", category: "N003", standing: .checked, counts: passes(10))
    }
    for index in summary.bySystem.indices { summary.bySystem[index].counts = passes(10) }
    summary.total = passes(10 * systems.count)
    for finding in findings {
      count(finding, in: &summary)
      let system = finding.subject.link(.system)?.id
      if let index = coverage.firstIndex(where: { $0.system == system }) {
        coverage[index].counts.add(finding.verdict)
      }
    }
    summary.exitCode = isComplete ? 1 : 3
    return CheckResult(
      header: Header(toolVersion: "1.0.0", asOf: try day(asOf), packs: packs),
      findings: FindingStore(findings), coverage: coverage, summary: summary,
      inputs: [
        Input(
          path: "inventory.xml", format: "xml", bytes: 100,
          digest: String(repeating: "b", count: 64), isComplete: isComplete)
      ])
  }

  private static func passes(_ number: Int) -> Summary.Counts {
    var counts = Summary.Counts()
    counts.pass = number
    return counts
  }

  private static func count(_ finding: Finding, in summary: inout Summary) {
    func add(_ rows: inout [Summary.Row], _ key: String?) {
      guard let index = rows.firstIndex(where: { $0.key == key }) else { return }
      rows[index].counts.add(finding.verdict)
      if finding.isProvisional, finding.verdict == .breach {
        rows[index].counts.provisional += 1
      }
    }
    summary.total.add(finding.verdict)
    if finding.isProvisional, finding.verdict == .breach { summary.total.provisional += 1 }
    add(&summary.bySeverity, finding.severity.rawValue)
    add(&summary.byPack, finding.pack)
    add(&summary.bySystem, finding.subject.link(.system)?.id)
  }
}

extension FindingStore {
  /// The findings in order.
  var all: [Finding] { Array(self) }
}
