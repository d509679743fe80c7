import CivilTime
import Findings

/// A finding in which nothing is left empty.
enum FullFinding {
  static func make() -> Finding {
    let place = Location(path: "a.json", line: 3, column: 7, pointer: "/systems/0")
    var finding = Finding(
      id: "f1", rule: "mopi/six-year-floor", catalogue: ["MOP-01"], title: "Kept six years",
      verdict: .waived, severity: .high, authority: .statutoryCode,
      citations: [
        Citation(
          title: "A code", at: "paragraph 4", url: "https://example.org/code", edition: "2005",
          checked: "2026-11-01",
          evidence: Evidence(
            .practice, publications: 3, differs: "another", confirmation: "the owner"))
      ], isProvisional: true,
      subject: Subject(
        links: [.init(level: .system, kind: "system", id: "rms", name: "Records Ü")],
        controllers: ["force"]),
      locations: [place], causeCode: "not-met", cause: "it was not kept",
      derivation: derivation(place),
      remedy: "Keep it.")
    finding.originalVerdict = .breach
    finding.owner = "the owner"
    finding.steward = "the steward"
    finding.since = CivilDate(dayNumber: -40_000)
    finding.dueDate = CivilDate(dayNumber: 20_000)
    finding.daysOver = -3
    finding.endedOn = CivilDate(dayNumber: 19_997)
    finding.comingCause = "it is kept too long"
    finding.fix = [FixStep(.set, "dataset.retention.period", value: "P1Y")]
    finding.smallestFix = "Keep it until 2027-01-01."
    finding.noFix = "none was found"
    finding.rootCause = "cause"
    finding.count = 1_000_000
    finding.checks = 12
    finding.others = "0123456789abcdef"
    finding.state = .moved
    finding.waiver = Finding.Waiver(
      id: "W1", reason: "agreed", owner: "the owner", until: CivilDate(dayNumber: 30_000),
      from: CivilDate(dayNumber: 29_000))
    return finding
  }

  private static func derivation(_ place: Location) -> Derivation {
    var derivation = Derivation()
    derivation.facts = [
      .init(
        path: "record.born", value: "[masked]", isMasked: true, location: place, original: "1 May")
    ]
    derivation.steps = [
      .init(name: "until", formula: "a + b", substituted: "1 + 2", value: "3", isMasked: true)
    ]
    derivation.clauses = [.init(text: "a < b", outcome: "false", detail: "3 < 1", isDecisive: true)]
    derivation.bases = [
      .init(
        kind: "schedule", name: "C1", value: "P6Y", origin: "national",
        evidence: Evidence(.disputed, publications: 1, differs: "a force", confirmation: "x"))
    ]
    derivation.missing = [
      .init(
        path: "record.lastEvent", state: "absent", location: place, supplier: "the owner",
        organisation: "northmoor")
    ]
    derivation.precedence = [
      .init(
        name: "a row", step: .schedule, until: "2030-01-01", applied: true, reason: "none lost")
    ]
    return derivation
  }
}

/// Finds what a value leaves empty, whatever fields its type has or will have.
enum Unfilled {
  static func paths(in value: Any, named name: String) -> [String] {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional, .collection:
      guard let first = mirror.children.first else { return [name] }
      return paths(in: first.value, named: name)
    case .struct:
      return mirror.children.flatMap { paths(in: $0.value, named: "\(name).\($0.label ?? "")") }
    default:
      return value as? String == "" || value as? Bool == false ? [name] : []
    }
  }
}
