public import CivilTime
import Diagnostics
import Findings
public import Results

/// A realistic result of two invented forces, with every verdict and every odd thing that a report
/// must bear.
public enum SampleResult {
  /// The day of the check.
  public static let asOf = day(2026, 11, 1)

  /// The result.
  public static func make() -> CheckResult {
    let findings = failures + doubtful + others
    return CheckResult(
      header: header, findings: FindingStore(findings), rootCauses: rootCauses,
      coverage: coverage, summary: summary(findings), waivers: waivers, notices: notices,
      inputs: inputs)
  }

  /// A day that is known to exist.
  public static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? .earliest
  }

  static let header: Header = {
    var header = plainHeader
    header.organisations = [
      Header.Organisation(id: "northmoor", name: "Northmoor Constabulary"),
      Header.Organisation(id: "eastvale", name: "Eastvale Police"),
    ]
    header.marking = "OFFICIAL-SENSITIVE"
    header.lookedAheadUntil = asOf.adding(days: 90)
    return header
  }()

  private static let plainHeader = Header(
    toolVersion: "0.1.0", asOf: asOf,
    packs: [
      Header.Pack(
        name: "dpa-part3", title: "Data Protection Act 2018, Part 3", version: "1.2.0",
        digest: "5a1c0f0e9d4b7a63c2f18e07d9b6a4350c8e7f21b9d3a6580f4e2c7195b8d6a3", rules: 24),
      Header.Pack(
        name: "mopi", title: "Management of police information", version: "1.0.3",
        digest: "c7195b8d6a35a1c0f0e9d4b7a63c2f18e07d9b6a4350c8e7f21b9d3a6580f4e2", rules: 17),
      Header.Pack(
        name: "uk-gdpr", title: "UK GDPR", version: "1.1.0",
        digest: "8e7f21b9d3a6580f4e2c7195b8d6a35a1c0f0e9d4b7a63c2f18e07d9b6a4350c", rules: 31),
    ], profile: "northmoor.yaml",
    profileDigest: "9f1c2d3e4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
    hasPseudonyms: true)

  static let rootCauses = [
    RootCause(
      key: "no-disposal:custody/custody-images",
      title: "Dataset custody-images of system custody has no disposal job",
      fix: "Schedule a monthly disposal job for custody-images and record it under disposals",
      findings: 3, severity: .critical, rules: ["mopi/custody-image-review"], systems: ["custody"]),
    RootCause(
      key: "no-trigger:hr", title: "System hr does not record when employment ended",
      fix: "Export the leaving date as record.closed", findings: 2, severity: .medium,
      rules: ["uk-gdpr/storage-limitation"], systems: ["hr"]),
  ]

  static let coverage: [Coverage] = {
    func row(
      _ system: String, _ dataset: String?, _ category: String?, _ standing: Coverage.Standing,
      _ pass: Int, _ breach: Int, _ undetermined: Int
    ) -> Coverage {
      var counts = Summary.Counts()
      counts.pass = pass
      counts.breach = breach
      counts.undetermined = undetermined
      return Coverage(
        system: system, dataset: dataset, category: category, standing: standing, counts: counts)
    }
    return [
      row("bwv", "bwv-footage", "body-worn-video", .checked, 412, 0, 0),
      row("cctv", nil, nil, .checked, 31, 0, 2),
      row("crime", "crime-reports", "crime-report", .breached, 1204, 2, 0),
      row("crime", "victim-letters", "victim-correspondence", .noRule, 0, 0, 0),
      row("custody", "custody-images", "custody-image", .breached, 1831, 3, 0),
      row("custody", "custody-records", "custody-record", .breached, 960, 1, 0),
      row("hr", "staff-files", "personnel-file", .undecided, 0, 0, 2),
      row("intel", "intel-reports", "intelligence-report", .breached, 77, 2, 0),
      row("intel", "legacy", "x-unsorted", .unknownClass, 0, 0, 0),
      row("vetting", "vetting-files", "vetting-file", .noEvidence, 0, 0, 0),
    ]
  }()

  static let waivers = [
    WaiverStanding(
      id: "W-2026-014", rule: "mopi/group-3-clear-period", subject: "system:crime/**",
      reason: "Review team starts in January; risk accepted by the SIRO",
      owner: "Head of Records", approver: "SIRO", ticket: "CHG0041187", from: day(2026, 9, 1),
      until: day(2027, 1, 31), states: [.active], findings: 1),
    WaiverStanding(
      id: "W-2025-031", rule: "uk-gdpr/*", subject: "system:payroll", reason: "Migration",
      owner: "Head of HR", approver: "DPO", ticket: nil, from: day(2025, 11, 1),
      until: day(2026, 10, 31), states: [.expired, .unused], findings: 0),
  ]

  static let notices = [
    Diagnostic(
      .warning, "inventory.unknown-field",
      at: SourcePosition(path: "northmoor/custody.xml", line: 214, column: 9),
      "no field \"retension\" in a dataset", hint: "did you mean \"retention\"?"),
    Diagnostic(
      .notice, "inventory.duplicate-source",
      at: SourcePosition(path: "eastvale/crime.json", line: 3, column: 3),
      "system crime is described in two files",
      related: [
        Diagnostic.Related(
          at: SourcePosition(path: "northmoor/crime.xml", line: 5, column: 3), "the other one")
      ]),
  ]

  static let inputs = [
    Input(
      path: "eastvale/crime.json", format: "json", bytes: 88_120,
      digest: "0c8e7f21b9d3a6580f4e2c7195b8d6a35a1c0f0e9d4b7a63c2f18e07d9b6a435",
      extracted: "2026-10-30", isComplete: true),
    Input(
      path: "northmoor/custody.xml", format: "xml", bytes: 1_412_003,
      digest: "e07d9b6a4350c8e7f21b9d3a6580f4e2c7195b8d6a35a1c0f0e9d4b7a63c2f18",
      extracted: "2026-10-31", isComplete: true),
  ]

  static func summary(_ findings: [Finding]) -> Summary {
    var summary = Summary()
    summary.organisations = 2
    summary.systems = 7
    summary.datasets = 11
    summary.holdings = 4
    summary.records = 4_531
    summary.rules = 72
    summary.bySeverity = Severity.allCases.map { Summary.Row(key: $0.rawValue) }
    var packs: [String: Summary.Counts] = [
      "dpa-part3": .init(), "mopi": .init(), "uk-gdpr": .init(),
    ]
    let names = [
      "bwv": "Body-worn video", "cctv": "Station CCTV", "crime": "Crime recording",
      "custody": "Custody and detention", "hr": "People services",
      "intel": "Intelligence store", "vetting": "Vetting",
    ]
    var systems = names.mapValues { Summary.Row(key: "", name: $0) }
    for finding in findings {
      summary.total.add(finding.verdict)
      let isProvisional = finding.verdict == .breach && finding.isProvisional
      if isProvisional {
        summary.total.provisional += 1
        summary.bySeverity[finding.severity.rank].counts.provisional += 1
        systems[finding.subject.link(.system)?.id ?? ""]?.counts.provisional += 1
      }
      summary.bySeverity[finding.severity.rank].counts.add(finding.verdict)
      packs[finding.pack]?.add(finding.verdict)
      systems[finding.subject.link(.system)?.id ?? ""]?.counts.add(finding.verdict)
    }
    summary.total.add(.pass, times: 4_476)
    summary.total.add(.notApplicable, times: 1_930)
    summary.byPack = packs.keys.sorted().map { Summary.Row(key: $0, counts: packs[$0]!) }
    summary.bySystem = names.keys.sorted().map { key in
      Summary.Row(key: key, name: names[key], counts: systems[key]!.counts)
    }
    summary.exitCode = 1
    summary.verdict = "complete; a breach at or above the threshold (medium)"
    return summary
  }
}
