import CivilTime
import Findings

extension SampleResult {
  /// A name that tries every trick at once.
  public static let hostileName =
    "=HYPERLINK(\"http://evil.example\")<script>alert(1)</script>|`x`\u{202E}gpj"
    + "\u{1B}[31m ::error::x ##vso[task] @everyone #1 ![i](http://e.example/i) ]]>&amp;,;\"'\r\nEND"

  static let hostile: Finding = {
    var finding = noLogging
    finding.id = "6b03d8c5a917ef24"
    finding.subject = subject("intel", hostileName, controllers: ["eastvale"])
    finding.cause = "\(hostileName) does not log consultation"
    finding.severity = .medium
    finding.locations = []
    return finding
  }()

  static let sharedSystem: Finding = {
    var finding = noLogging
    finding.id = "7c8ae15f30d64b92"
    finding.rule = "uk-gdpr/joint-controllers-arrangement"
    finding.catalogue = ["GOV-11", "GOV-12"]
    finding.title = "Joint controllers have an arrangement"
    finding.authority = .statute
    finding.severity = .low
    finding.subject = Subject(
      links: [
        Subject.Link(level: .organisation, id: "eastvale", name: "Eastvale Police"),
        Subject.Link(level: .item, kind: "processor", id: "p-9", name: "Cloud Archive Ltd"),
      ], controllers: ["eastvale"])
    finding.cause = "No arrangement is recorded between Northmoor Constabulary and Eastvale Police"
    finding.causeCode = "no-arrangement"
    return finding
  }()

  /// Provisional and undecided ones.
  static let doubtful: [Finding] = [provisional, undecided("8d"), undecided("9e")]

  static let provisional: Finding = {
    var finding = customImage("a04f6d92be1573c8", record: "r-5501", line: 77, over: 31)
    finding.rule = "mopi/intelligence-five-year-review"
    finding.catalogue = ["INT-03"]
    finding.title = "An intelligence report is reviewed after five years"
    finding.isProvisional = true
    finding.severity = .high
    finding.authority = .local
    finding.citations = [
      Citation(title: "Eastvale retention schedule", at: "row 14", evidence: Evidence(.unread))
    ]
    finding.subject = subject(
      "intel", "Intelligence store", dataset: "intel-reports", record: "r-5501",
      controllers: ["eastvale"])
    finding.derivation.bases[0].evidence = Evidence(
      .disputed, differs: "Eastvale's own page says five years")
    finding.rootCause = nil
    return finding
  }()

  static func undecided(_ prefix: String) -> Finding {
    var derivation = Derivation()
    let place = Location(
      path: "northmoor/hr.xml", line: prefix == "8d" ? 61 : 90, column: 5,
      pointer: "/inventory/system[4]/dataset/record[1]")
    derivation.missing = [
      Derivation.Missing(
        path: "record.closed", state: "absent", location: place, supplier: "HR systems manager")
    ]
    var finding = Finding(
      id: prefix + "10b7c46ff2a935", rule: "uk-gdpr/storage-limitation", catalogue: ["DS-04"],
      title: "Personal data are kept no longer than their purpose needs", verdict: .undetermined,
      severity: .medium, authority: .statute,
      citations: [Citation(title: "UK GDPR", at: "Art. 5(1)(e)", evidence: Evidence(.read))],
      isProvisional: false,
      subject: subject(
        "hr", "People services", dataset: "staff-files", record: "r-\(prefix)0192"),
      locations: [place], causeCode: "missing-fact",
      cause: "Whether the file is kept too long cannot be told: it has no leaving date",
      derivation: derivation, remedy: "Delete the file six years after the person left")
    finding.rootCause = "no-trigger:hr"
    return finding
  }

  /// Waived, coming and cured ones.
  static let others: [Finding] = [waived, coming, passed]

  static let waived: Finding = {
    var finding = overdueReview
    finding.id = "b7e25d0c49f81a63"
    finding.verdict = .waived
    finding.originalVerdict = .breach
    finding.waiver = Finding.Waiver(
      id: "W-2026-014", reason: "Review team starts in January; risk accepted by the SIRO",
      owner: "Head of Records", until: day(2027, 1, 31), from: day(2026, 9, 1))
    finding.state = .unchanged
    return finding
  }()

  static let coming: Finding = {
    var finding = customImage("c91a3f74e06db852", record: "r-6641", line: 15, over: -45)
    finding.rule = "mopi/custody-image-review"
    finding.verdict = .pass
    finding.severity = .medium
    finding.daysOver = nil
    finding.cause = "The footage falls into breach unless it is reviewed or disposed of"
    finding.subject = subject(
      "bwv", "Body-worn video", dataset: "bwv-footage", record: "r-6641")
    finding.rootCause = nil
    finding.smallestFix = nil
    finding.state = nil
    return finding
  }()

  static let passed: Finding = {
    var finding = noLogging
    finding.id = "d25c70e8b3946fa1"
    finding.verdict = .notApplicable
    finding.subject = subject("cctv", "Station CCTV")
    finding.cause = "The system is not automated"
    finding.smallestFix = nil
    return finding
  }()
}
