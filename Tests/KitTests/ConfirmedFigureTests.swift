import CivilTime
import CustosKit
import Findings
import Foundation
import Results
import Testing

/// Findings on figures that a profile confirms, or gives otherwise.
@Suite struct ConfirmedFigureTests {
  static let day = CivilDate(year: 2026, month: 11, day: 1)!

  static let inventory = """
    {"organisations": [
      {"id": "f", "kind": "police-force", "jurisdiction": "england-and-wales",
       "schedule": {"edition": "1"}},
      {"id": "g", "kind": "police-force", "jurisdiction": "england-and-wales",
       "schedule": {"edition": "1"}}], "systems": [
      {"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D",
       "category": "c1", "records": [{"id": "r1", "kind": "offender", "lastEvent": "2010-01-01"}]}]},
      {"id": "t", "name": "T", "controllers": ["g"], "datasets": [{"id": "e", "name": "E",
       "category": "c1", "records": [{"id": "r2", "kind": "offender", "lastEvent": "2010-01-01"}]}]},
      {"id": "u", "name": "U", "controllers": ["f", "g"], "datasets": [{"id": "h", "name": "H",
       "category": "c1", "records": [{"id": "r3", "kind": "offender", "lastEvent": "2010-01-01"}]}]}]}
    """

  static let rule = """
    id: own/ends
    title: A record ends
    level: record
    severity: high
    authority: guidance
    cites: [{source: policy, at: "ends", evidence: unread}]
    let:
      lastPermitted: lastDay(record.lastEvent, schedule(dataset.category).period)
    require: today <= lastPermitted
    cause: kept for too long
    remedy: Look at it.
    """

  static let pack = """
    pack: own
    title: Our own
    version: "1"
    sources:
      policy: {title: Our policy, checked: 2026-11-01, evidence: read}
      table: {title: The table, checked: 2026-11-01, evidence: unread}
    """

  static let schedule = """
    schedule: ours
    edition: "1"
    rows:
      - {code: c1, title: C, period: P6Y, source: own/table, at: row 7, authority: guidance}
    """

  /// The findings by system, with a profile.
  static func findings(_ profile: String, csv: String? = nil) throws -> [String: Finding] {
    let folder = try Folder()
    try folder.write("rules/own/pack.yaml", pack.utf8)
    try folder.write("rules/own/ends.yaml", rule.utf8)
    try folder.write("rules/schedule/ours.yaml", schedule.utf8)
    if let csv { try folder.write("tables/read.csv", csv.utf8) }
    let path = try folder.write("inventory.json", inventory.utf8)
    var request = CheckRequest(inputs: [path], asOf: day)
    request.latestDay = day
    request.rulePaths = ["\(folder.path)/rules"]
    request.profilePath = try folder.write("profile.yaml", profile.utf8)
    request.temporaryFolder = folder.path
    let result = try CheckRun.run(request)
    var found: [String: Finding] = [:]
    for finding in result.findings { found[finding.subject.systemID] = finding }
    return found
  }

  static let who = "by: A. Jones, on: 2026-10-20, edition: \"2025\""
  static let ends = "- {source: own/policy, at: ends, \(who)}"

  @Test("a finding is provisional until each figure that it rests on is confirmed")
  func confirms() throws {
    let open = try Self.findings("version: 1")
    #expect(open.values.allSatisfy { $0.isProvisional && $0.evidence == Evidence(.unread) })
    let half = try Self.findings("confirmations:\n  \(Self.ends)\n")
    #expect(half.count == 3 && half.values.allSatisfy(\.isProvisional))
    let whole = try Self.findings(
      "confirmations:\n  \(Self.ends)\n  - {source: own/table, at: row 7, \(Self.who)}\n")
    #expect(whole.count == 3 && whole.values.allSatisfy { !$0.isProvisional })
    let words = try #require(whole["s"]?.citations.first?.evidence.inWords)
    #expect(words.contains("confirmed by A. Jones on 2026-10-20 in the edition 2025"))
  }

  @Test("an organisation's confirmation is for what it answers for")
  func confirmsForOne() throws {
    let found = try Self.findings(
      """
      organisations:
        f:
          confirmations:
            \(Self.ends)
            - {source: own/table, at: row 7, \(Self.who)}
      """)
    #expect(found["s"]?.isProvisional == false)
    #expect(found["t"]?.isProvisional == true)
  }

  @Test("another figure decides, and the finding says whose it is and what it replaced")
  func overrides() throws {
    let found = try Self.findings(
      """
      confirmations:
        \(Self.ends)
        - {source: own/table, at: row 7, read: 8 years, \(Self.who)}
      """)
    let finding = try #require(found["s"])
    #expect(finding.dueDate == CivilDate(year: 2018, month: 1, day: 1))
    #expect(finding.isProvisional == false)
    let basis = try #require(finding.derivation.bases.first)
    #expect(basis.value == "P8Y")
    #expect(basis.origin.contains("read by A. Jones on 2026-10-20 in the edition 2025"))
    #expect(finding.derivation.precedence.contains { $0.reason.contains("replaced by P8Y") })
  }

  @Test("organisations that read different figures leave their shared records undetermined")
  func leavesOpen() throws {
    let found = try Self.findings(
      """
      organisations:
        f: {confirmations: [{source: own/table, at: row 7, read: P8Y, \(Self.who)}]}
        g: {confirmations: [{source: own/table, at: row 7, read: P20Y, \(Self.who)}]}
      """)
    #expect(found["s"]?.verdict == .breach)
    #expect(found["t"]?.verdict == nil, "twenty years are not over")
    #expect(found["u"]?.verdict == .undetermined)
  }

  @Test("a table beside the profile is read, and is part of its digest")
  func readsTable() throws {
    let head = "source,clause,figure,confirmed by,on,edition read,figure as read\n"
    let row = "own/table,row 7,P6Y,A. Jones,20/10/2026,2025,\n"
    let profile = "confirmations: [tables/read.csv, {source: own/policy, at: ends, \(Self.who)}]"
    let found = try Self.findings(profile, csv: head + row)
    #expect(found["s"]?.isProvisional == false)
    #expect(throws: ConfigurationFailure.self) { try Self.findings(profile) }
    #expect(throws: ConfigurationFailure.self) {
      try Self.findings(profile, csv: head + row.replacing("2025", with: ""))
    }
  }
}

extension Subject {
  fileprivate var systemID: String { link(.system)?.id ?? "" }
}
