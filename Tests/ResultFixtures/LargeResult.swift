import Findings
public import Results

/// A result with as many findings as wanted, the same for the same number.
public enum LargeResult {
  private struct Kind {
    var rule: String
    var code: String
    var title: String
    var severity: Severity
    var authority: Authority
    var years: Int
  }

  private static let kinds = [
    Kind(
      rule: "mopi/custody-image-review", code: "IMG-02",
      title: "A custody image is deleted when its review period ends", severity: .critical,
      authority: .guidance, years: 6),
    Kind(
      rule: "mopi/group-3-clear-period", code: "REC-04",
      title: "A group 3 record is reviewed when its clear period ends", severity: .high,
      authority: .statutoryCode, years: 6),
    Kind(
      rule: "dpa-part3/time-limits", code: "P3-05",
      title: "Personal data processed for law enforcement have a time limit that is kept",
      severity: .high, authority: .statute, years: 7),
    Kind(
      rule: "uk-gdpr/storage-limitation", code: "DS-04",
      title: "Personal data are kept no longer than their purpose needs", severity: .medium,
      authority: .statute, years: 6),
    Kind(
      rule: "schedule/longer-than-national", code: "DS-02",
      title: "A period is no longer than the national schedule gives", severity: .low,
      authority: .standard, years: 7),
    Kind(
      rule: "good-practice/review-recorded", code: "GP-11", title: "Each review names who decided",
      severity: .info, authority: .goodPractice, years: 3),
  ]

  private static let systems = [
    ("anpr", "Number-plate recognition"), ("bwv", "Body-worn video"),
    ("cad", "Command and control"),
    ("cctv", "Station CCTV"), ("crime", "Crime recording"), ("custody", "Custody and detention"),
    ("dems", "Digital evidence management"), ("firearms", "Firearms licensing"),
    ("forensics", "Forensic case management"), ("hr", "People services"),
    ("intel", "Intelligence store"), ("property", "Property and exhibits"),
    ("psd", "Professional standards"), ("vetting", "Vetting"), ("visor", "Offender management"),
    ("email", "Mail archive"),
  ]

  /// A result of a number of findings spread over systems, rules and ages.
  ///
  /// - Parameter store: An empty store that takes them.
  public static func make(findings count: Int, in store: FindingStore = FindingStore())
    -> CheckResult
  {
    var random = UInt64(20_261_101)
    func next(_ limit: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % limit
    }
    var store = store
    var counter = Counter(systems)
    for index in 0..<count {
      let kind = kinds[min(next(kinds.count), next(kinds.count + 2))]
      let system = systems[min(next(systems.count), next(systems.count))]
      let days = next(40) * next(40) + next(200) - 60
      let finding = finding(index, kind, system, days: days)
      counter.add(finding)
      store.append(finding)
    }
    store.sort()
    var result = SampleResult.make()
    result.findings = store
    result.summary = counter.summary(records: count * 3)
    result.coverage = coverage(next)
    return result
  }

  private static func finding(
    _ index: Int, _ kind: Kind, _ system: (String, String), days: Int
  ) -> Finding {
    let digits = String(index * 2_654_435_761 % 0xFFFF_FFFF, radix: 16)
    var finding = SampleResult.customImage(
      digits + String(index, radix: 16), record: "r-\(digits)", line: 40 + index * 9, over: days)
    finding.rule = kind.rule
    finding.catalogue = [kind.code]
    finding.title = kind.title
    finding.severity = kind.severity
    finding.authority = kind.authority
    finding.subject = SampleResult.subject(
      system.0, system.1, dataset: "\(system.0)-records", record: "r-\(digits)")
    finding.rootCause = nil
    finding.cause = "The record is kept \(days) days past its last permitted day"
    switch index % 23 {
    case 3: finding = undecided(finding)
    case 5: finding.isProvisional = kind.severity == .low
    case 7:
      finding.verdict = .waived
      finding.waiver = SampleResult.waived.waiver
    default: break
    }
    if days <= 0, finding.verdict == .breach {
      finding.verdict = .pass
      finding.daysOver = nil
      finding.cause = "The record falls into breach unless it is reviewed or disposed of"
    }
    return finding
  }

  private static func undecided(_ finding: Finding) -> Finding {
    var finding = finding
    finding.verdict = .undetermined
    finding.since = nil
    finding.dueDate = nil
    finding.daysOver = nil
    finding.cause = "Whether the record is kept too long cannot be told"
    let fields = ["record.lastEvent", "record.closed", "record.group", "dataset.retention.period"]
    var derivation = Derivation()
    derivation.missing = [
      Derivation.Missing(
        path: fields[finding.id.utf8.count % fields.count], state: "absent",
        location: finding.locations.first, supplier: "Owner of \(finding.subject.links[0].id ?? "")"
      )
    ]
    finding.derivation = derivation
    return finding
  }

  /// Counts findings as they come.
  private struct Counter {
    var counts = SampleResult.summary([])
    var rows: [String: Summary.Row] = [:]

    init(_ systems: [(String, String)]) {
      for (id, name) in systems { rows[id] = Summary.Row(key: id, name: name) }
    }

    mutating func add(_ finding: Finding) {
      counts.total.add(finding.verdict)
      if finding.isProvisional, finding.verdict == .breach { counts.total.provisional += 1 }
      counts.bySeverity[finding.severity.rank].counts.add(finding.verdict)
      rows[finding.subject.links[0].id ?? ""]?.counts.add(finding.verdict)
    }

    func summary(records: Int) -> Summary {
      var summary = counts
      summary.bySystem = rows.keys.sorted().compactMap { rows[$0] }
      summary.systems = rows.count
      summary.records = records
      return summary
    }
  }

  private static func coverage(_ next: (Int) -> Int) -> [Coverage] {
    let classes = [
      "crime-report", "custody-image", "intelligence-report", "personnel-file", "video",
    ]
    return systems.flatMap { id, _ in
      classes.filter { _ in next(3) > 0 }.map { category in
        var counts = Summary.Counts()
        counts.pass = next(900)
        let standing = Coverage.Standing.allCases[min(next(6), next(6))]
        if standing == .breached { counts.breach = 1 + next(40) }
        if standing == .undecided { counts.undetermined = 1 + next(9) }
        return Coverage(
          system: id, dataset: "\(id)-records", category: category, standing: standing,
          counts: counts)
      }
    }
  }
}
