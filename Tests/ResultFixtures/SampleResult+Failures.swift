import CivilTime
import Findings

extension SampleResult {
  /// The chain from the system to a record.
  static func subject(
    _ system: String, _ name: String, dataset: String? = nil, record: String? = nil,
    controllers: [String] = ["northmoor"]
  ) -> Subject {
    var links = [Subject.Link(level: .system, id: system, name: name)]
    if let dataset { links.append(Subject.Link(level: .dataset, id: dataset)) }
    if let record { links.append(Subject.Link(level: .record, id: record)) }
    return Subject(links: links, controllers: controllers)
  }

  static let images = subject(
    "custody", "Custody and detention", dataset: "custody-images", record: "r-8f3a02c4")

  /// Breaches that count.
  static let failures: [Finding] = [
    customImage("1f0c93a4d2b75e86", record: "r-8f3a02c4", line: 120, over: 489),
    customImage("2a7d10b8e6c94f35", record: "r-13bb90ef", line: 188, over: 72),
    aggregate, overdueReview, noLogging, hostile, sharedSystem,
  ]

  static func customImage(_ id: String, record: String, line: Int, over: Int) -> Finding {
    let due = asOf.adding(days: -over)
    let created = day(due.year - 6, due.month, due.day)
    var finding = Finding(
      id: id, rule: "mopi/custody-image-review", catalogue: ["IMG-02"],
      title: "A custody image is deleted when its review period ends", verdict: .breach,
      severity: .critical, authority: .guidance, citations: [apCitation], isProvisional: false,
      subject: subject(
        "custody", "Custody and detention", dataset: "custody-images", record: record),
      locations: [
        Location(
          path: "northmoor/custody.xml", line: line, column: 7,
          pointer: "/inventory/system[1]/dataset[2]/record[@id='\(record)']")
      ], causeCode: "past-last-permitted-day",
      cause: "The image is kept \(over) days past its last permitted day",
      derivation: imageDerivation(
        created: created.description, due: due.description, line: line),
      remedy: "Delete the image, or record a review that decides to retain it and why")
    finding.since = due.adding(days: 1)
    finding.dueDate = due
    finding.daysOver = over
    finding.smallestFix = "Record a review with outcome retain on or after \(due), or dispose of it"
    finding.rootCause = "no-disposal:custody/custody-images"
    finding.state = over > 100 ? .unchanged : .new
    finding.owner = "Head of Custody"
    finding.steward = "Custody Manager"
    return finding
  }

  static let apCitation = Citation(
    title: "APP Management of police information: Retention, review and disposal", at: "Table 2",
    url: "https://www.college.police.uk/app/information-management", edition: "2024-03",
    checked: "2026-11-23", evidence: Evidence(.read))

  static func imageDerivation(created: String, due: String, line: Int) -> Derivation {
    var derivation = Derivation()
    derivation.facts = [
      Derivation.Fact(
        path: "record.created", value: created,
        location: Location(path: "northmoor/custody.xml", line: line + 4, column: 18)),
      Derivation.Fact(
        path: "record.subject.name", value: "***", isMasked: true,
        location: Location(path: "northmoor/custody.xml", line: line + 6, column: 18)),
    ]
    derivation.bases = [
      Derivation.Basis(
        kind: "schedule", name: "N003", value: "P6Y", origin: "NPCC schedule, edition 4",
        evidence: Evidence(.read))
    ]
    derivation.steps = [
      Derivation.Step(
        name: "lastPermitted", formula: "record.created + period", substituted: "\(created) + P6Y",
        value: due)
    ]
    derivation.clauses = [
      Derivation.Clause(
        text: "today <= lastPermitted", outcome: "false", detail: "\(asOf) is after \(due)",
        isDecisive: true)
    ]
    derivation.precedence = [
      Derivation.Source(
        name: "six clear years of group 3", step: .reviewGroup, until: "\(due)", applied: true),
      Derivation.Source(
        name: "a year of the force's own schedule", step: .schedule, applied: false,
        reason: "the review group with its clear period comes before the retention schedule"),
    ]
    return derivation
  }

  static let aggregate: Finding = {
    var finding = customImage("3c55e0d19a84b7f2", record: "x", line: 300, over: 10)
    finding.subject = Subject(
      links: [
        Subject.Link(level: .system, id: "custody", name: "Custody and detention"),
        Subject.Link(level: .dataset, id: "custody-records"),
        Subject.Link(level: .holding, id: "h-2018", name: "Paper custody records 2018"),
      ], controllers: ["northmoor"])
    finding.count = 1_240
    finding.severity = .high
    finding.cause = "1,240 records of the holding are past their last permitted day"
    return finding
  }()

  static let overdueReview: Finding = {
    var finding = customImage("4d1f7a62c0e83b95", record: "r-77aa01", line: 42, over: 1_203)
    finding.rule = "mopi/group-3-clear-period"
    finding.catalogue = ["REC-04"]
    finding.title = "A group 3 record is reviewed when its clear period ends"
    finding.severity = .high
    finding.authority = .statutoryCode
    finding.subject = subject(
      "crime", "Crime recording", dataset: "crime-reports", record: "r-77aa01",
      controllers: ["eastvale", "northmoor"])
    finding.rootCause = nil
    return finding
  }()

  static let noLogging: Finding = {
    var derivation = Derivation()
    derivation.facts = [
      Derivation.Fact(
        path: "system.logging.operations", value: "collection, alteration, erasure",
        location: Location(path: "northmoor/crime.xml", line: 31, column: 5))
    ]
    derivation.clauses = [
      Derivation.Clause(
        text: "['consultation', 'disclosure'].all(o, o in system.logging.operations)",
        outcome: "false", detail: "consultation and disclosure are not logged", isDecisive: true)
    ]
    var finding = Finding(
      id: "5e92b40d7f1ac638", rule: "dpa-part3/log-six-operations", catalogue: ["LOG-01"],
      title: "An automated law-enforcement system logs the six operations", verdict: .breach,
      severity: .high, authority: .statute,
      citations: [
        Citation(
          title: "Data Protection Act 2018", at: "s.62(1)",
          url: "https://www.legislation.gov.uk/ukpga/2018/12/section/62", checked: "2026-11-23",
          evidence: Evidence(.read))
      ], isProvisional: false, subject: subject("crime", "Crime recording"),
      locations: [Location(path: "northmoor/crime.xml", line: 28, column: 3)],
      causeCode: "not-logged", cause: "Crime recording does not log consultation and disclosure",
      derivation: derivation,
      remedy: "Switch the audit trail on for the operations named, and set its own retention")
    finding.smallestFix = "Add consultation and disclosure to system.logging.operations"
    finding.owner = "Head of Crime"
    return finding
  }()
}
