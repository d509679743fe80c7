import CivilTime
import Diagnostics
import Findings
import Ledger
import Results
import Testing

@Suite struct WaiverResolverTests {
  static func waiver(
    rule: String = "mopi/*", subject: String = "system:custody/*", owner: String = "Owner",
    approver: String = "Approver", from: String = "2026-01-10", until: String = "2026-03-10"
  ) throws -> Waiver {
    Waiver(
      id: "W-1", rule: rule, subject: subject, reason: "reason", owner: owner, approver: approver,
      from: try day(from), until: try day(until),
      position: SourcePosition(path: "w.yaml", line: 1, column: 1))
  }

  static func apply(
    _ waivers: [Waiver], to findings: [Finding], asOf: String = "2026-02-01"
  ) throws -> (outcome: WaiverResolver.Outcome, findings: [Finding]) {
    var store = FindingStore(findings)
    let file = WaiverFile(path: "w.yaml", waivers: waivers)
    let outcome = WaiverResolver(file, asOf: try day(asOf)).apply(to: &store)
    return (outcome, store.all)
  }

  struct Day: Sendable, CustomTestStringConvertible {
    let name: String
    let day: String
    let isWaived: Bool
    let states: [WaiverStanding.State]
    var testDescription: String { name }
  }

  static let days = [
    Day(name: "the day before it begins", day: "2026-01-09", isWaived: false, states: [.notYet]),
    Day(name: "its first day", day: "2026-01-10", isWaived: true, states: [.active]),
    Day(
      name: "31 days before its last", day: "2026-02-07", isWaived: true, states: [.active]),
    Day(
      name: "30 days before its last", day: "2026-02-08", isWaived: true,
      states: [.expiring, .active]),
    Day(name: "its last day", day: "2026-03-10", isWaived: true, states: [.expiring, .active]),
    Day(name: "the day after its last", day: "2026-03-11", isWaived: false, states: [.expired]),
  ]

  @Test("a waiver has effect from its first to its last day and on no other", arguments: days)
  func boundaries(_ example: Day) throws {
    let (outcome, findings) = try Self.apply(
      [Self.waiver()], to: [Sample.finding()], asOf: example.day)
    #expect(outcome.standings.map(\.states) == [example.states])
    #expect(findings.map(\.verdict) == [example.isWaived ? .waived : .breach])
    #expect(outcome.waived == (example.isWaived ? 1 : 0))
    #expect(outcome.standings.map(\.findings) == [example.isWaived ? 1 : 0])
  }

  @Test("a waived finding keeps its verdict and names its waiver")
  func keepsVerdict() throws {
    let (_, findings) = try Self.apply([Self.waiver()], to: [Sample.finding()])
    let finding = try #require(findings.first)
    #expect(finding.originalVerdict == .breach)
    #expect(
      finding.waiver
        == Finding.Waiver(
          id: "W-1", reason: "reason", owner: "Owner", until: try day("2026-03-10"),
          from: try day("2026-01-10")))
  }

  struct Span: Sendable, CustomTestStringConvertible {
    let name: String
    let severity: Severity
    let until: String
    let isTooLong: Bool
    var testDescription: String { name }
  }

  static let spans = [
    Span(
      name: "three months for critical", severity: .critical, until: "2026-04-10", isTooLong: false),
    Span(
      name: "a day more for critical", severity: .critical, until: "2026-04-11", isTooLong: true),
    Span(name: "six months for high", severity: .high, until: "2026-07-10", isTooLong: false),
    Span(name: "a day more for high", severity: .high, until: "2026-07-11", isTooLong: true),
    Span(name: "two years for low", severity: .low, until: "2028-01-10", isTooLong: false),
    Span(name: "a day more for low", severity: .low, until: "2028-01-11", isTooLong: true),
  ]

  @Test("a waiver that lasts too long for a severity has no effect on it", arguments: spans)
  func longestSpan(_ example: Span) throws {
    let (outcome, findings) = try Self.apply(
      [Self.waiver(until: example.until)], to: [Sample.finding(severity: example.severity)])
    #expect(findings.map(\.verdict) == [example.isTooLong ? .breach : .waived])
    #expect(outcome.standings.map(\.states) == [[example.isTooLong ? .tooLong : .active]])
  }

  @Test("a waiver too long for one finding still covers another, and says both")
  func spanPerFinding() throws {
    let (outcome, findings) = try Self.apply(
      [Self.waiver(until: "2026-07-10")],
      to: [
        Sample.finding(record: "a", severity: .critical),
        Sample.finding(record: "b", severity: .low),
      ])
    #expect(findings.map(\.verdict) == [.breach, .waived])
    #expect(outcome.standings.map(\.states) == [[.tooLong, .active]])
  }

  struct Approval: Sendable, CustomTestStringConvertible {
    let name: String
    let owner: String
    let approver: String
    let isSelf: Bool
    var testDescription: String { name }
  }

  static let approvals = [
    Approval(name: "two people", owner: "Ann Lee", approver: "Bob Ray", isSelf: false),
    Approval(name: "one name", owner: "Ann Lee", approver: "Ann Lee", isSelf: true),
    Approval(name: "another case", owner: "Ann Lee", approver: "ann LEE", isSelf: true),
    Approval(name: "another space", owner: "Ann Lee", approver: " Ann  Lee ", isSelf: true),
    Approval(name: "a composed accent", owner: "Zo\u{EB}", approver: "Zoe\u{308}", isSelf: true),
  ]

  @Test("nobody approves their own waiver", arguments: approvals)
  func selfApproval(_ example: Approval) throws {
    let (outcome, findings) = try Self.apply(
      [Self.waiver(owner: example.owner, approver: example.approver)], to: [Sample.finding()])
    #expect(findings.map(\.verdict) == [example.isSelf ? .breach : .waived])
    #expect(outcome.standings.map(\.states) == [[example.isSelf ? .selfApproved : .active]])
  }

  struct Breadth: Sendable, CustomTestStringConvertible {
    let rule: String
    let subject: String
    let isTooBroad: Bool
    var testDescription: String { "\(rule) on \(subject)" }
  }

  static let breadths = [
    Breadth(rule: "*", subject: "*", isTooBroad: true),
    Breadth(rule: "*/*", subject: "system:*/dataset:*", isTooBroad: true),
    Breadth(rule: "mopi/*", subject: "*", isTooBroad: true),
    Breadth(rule: "mopi*", subject: "**", isTooBroad: true),
    Breadth(rule: "?opi/???*", subject: "system*", isTooBroad: true),
    Breadth(rule: "mopi/group-3-clear-period", subject: "*", isTooBroad: false),
    Breadth(rule: "*clear-period", subject: "*", isTooBroad: false),
    Breadth(rule: "*", subject: "system:custody*", isTooBroad: false),
    Breadth(rule: "mopi/*", subject: "*/record:r1", isTooBroad: false),
  ]

  @Test("a waiver must name a rule or a subject", arguments: breadths)
  func tooBroad(_ example: Breadth) throws {
    let (outcome, findings) = try Self.apply(
      [Self.waiver(rule: example.rule, subject: example.subject)], to: [Sample.finding()])
    #expect(findings.map(\.verdict) == [example.isTooBroad ? .breach : .waived])
    #expect(outcome.standings.map(\.states) == [[example.isTooBroad ? .tooBroad : .active]])
  }

  @Test("a waiver that fits no finding is unused")
  func unused() throws {
    let (outcome, _) = try Self.apply(
      [Self.waiver(subject: "system:crime/*")], to: [Sample.finding()])
    #expect(outcome.standings.map(\.states) == [[.unused, .active]])
    let (expired, _) = try Self.apply([Self.waiver()], to: [], asOf: "2027-01-01")
    #expect(expired.standings.map(\.states) == [[.expired, .unused]])
  }

  @Test("a waiver covers a system itself only if its pattern reaches it")
  func exactSubject() throws {
    let (_, findings) = try Self.apply(
      [Self.waiver(subject: "system:custody")],
      to: [Sample.finding(record: nil), Sample.finding(record: "a")])
    #expect(findings.map(\.verdict) == [.waived, .breach])
  }

  @Test("an undetermined check stays so, and carries the waiver")
  func undetermined() throws {
    let (outcome, findings) = try Self.apply(
      [Self.waiver()], to: [Sample.finding(verdict: .undetermined)])
    #expect(findings.map(\.verdict) == [.undetermined])
    #expect(findings.map(\.waiver?.id) == ["W-1"])
    #expect(outcome.undetermined == 1 && outcome.waived == 0)
  }

  @Test("a finding waived earlier is a breach again once its waiver has gone")
  func judgesAnew() throws {
    let (_, waived) = try Self.apply([Self.waiver()], to: [Sample.finding()])
    let (_, later) = try Self.apply([Self.waiver()], to: waived, asOf: "2026-03-11")
    #expect(later.map(\.verdict) == [.breach])
    #expect(later.allSatisfy { $0.waiver == nil && $0.originalVerdict == nil })
    let (again, same) = try Self.apply([Self.waiver()], to: waived)
    #expect(same == waived && again.waived == 1)
  }

  @Test("of two waivers the one that lasts longer is named")
  func longest() throws {
    var second = try Self.waiver(until: "2026-05-01")
    second.id = "W-2"
    let (outcome, findings) = try Self.apply([Self.waiver(), second], to: [Sample.finding()])
    #expect(findings.map(\.waiver?.id) == ["W-2"])
    #expect(outcome.standings.map(\.findings) == [1, 1])
  }

  @Test("the counts of a result move from breach to waived")
  func movesCounts() throws {
    var result = try Sample.result(
      [
        Sample.finding(record: "a", isProvisional: true), Sample.finding(record: "b"),
        Sample.finding(system: "crime"),
      ], systems: ["crime", "custody"])
    let file = WaiverFile(path: "w.yaml", waivers: [try Self.waiver()])
    let outcome = WaiverResolver(file, asOf: try day("2026-02-01")).apply(to: &result)
    #expect(outcome.waived == 2)
    let rows = [result.summary.total, result.summary.byPack[0].counts]
    #expect(rows.allSatisfy { $0.breach == 1 && $0.waived == 2 && $0.provisional == 0 })
    #expect(result.summary.bySystem[1].counts.waived == 2)
    #expect(result.coverage[1].counts.waived == 2 && result.coverage[0].counts.breach == 1)
    #expect(result.waivers.map(\.id) == ["W-1"])
  }
}
