import Bytes
import CivilTime
import Findings
import ResultFixtures
import Results
import Testing

@testable import Reports

/// What an action says of the findings that it is about.
@Suite struct ActionTests {
  private static let cause = RootCause(
    key: "rule:own/late~1@organisation:o", title: "the first", fix: "Do it.", findings: 2,
    severity: .critical, rules: ["own/late"], systems: [])

  /// A breach of the shared cause that began some days before the check.
  private static func finding(
    _ id: String, since days: Int, severity: Severity = .high, isProvisional: Bool = false
  ) throws -> Finding {
    var finding = try #require(SampleResult.make().findings.first { $0.verdict == .breach })
    finding.id = id
    finding.severity = severity
    finding.isProvisional = isProvisional
    finding.cause = "the cause of \(id)"
    finding.remedy = "Do it."
    finding.rootCause = cause.key
    finding.since = SampleResult.asOf.adding(days: -days)
    finding.dueDate = finding.since?.adding(days: -1)
    finding.daysOver = days + 1
    (finding.endedOn, finding.checks) = (nil, nil)
    return finding
  }

  private static func actions(_ findings: [Finding]) -> [Action] {
    var result = SampleResult.make()
    result.rootCauses = [cause]
    result.findings = FindingStore(findings)
    return Actions(result).first
  }

  private static let words = FactWords(FieldLabels())

  @Test("the worst is shown and lends its day, whatever comes first")
  func showsTheWorst() throws {
    var ended = try Self.finding("answered", since: 300)
    ended.endedOn = SampleResult.asOf.adding(days: -200)
    let open = try Self.finding("open", since: 30)
    let worst = try Self.finding("worst", since: 90)
    for findings in [[ended, open, worst], [worst, open, ended]] {
      let action = try #require(Self.actions(findings).first)
      #expect(action.problem(in: Self.words).contains("the cause of worst; and 2 more breaches"))
      #expect(action.dueInWords == "now; overdue since 3 August 2026")
      #expect(action.effectInWords == "concerns 3 breaches")
    }
  }

  @Test("what has ended is late and not overdue")
  func tellsLateFromOverdue() throws {
    var ended = try Self.finding("answered", since: 300)
    ended.endedOn = SampleResult.asOf.adding(days: -200)
    ended.daysOver = 101
    let action = try #require(Self.actions([ended]).first)
    #expect(action.dueInWords == "now; it was done on 15 April 2026, 101 days late")
  }

  @Test("what goes on comes before what has ended, and of that the longest stands in front")
  func putsOpenFirst() throws {
    var late = try Self.finding("late", since: 300)
    late.endedOn = SampleResult.asOf.adding(days: -200)
    late.daysOver = 25
    var later = try Self.finding("later", since: 290)
    later.endedOn = SampleResult.asOf.adding(days: -200)
    later.daysOver = 27
    var open = try Self.finding("open", since: 30)
    open.rootCause = nil
    open.remedy = "Answer now."
    let actions = Self.actions([late, later, open])
    #expect(actions.map(\.fix) == ["Answer now.", "Do it."])
    #expect(actions.last?.problem(in: Self.words).contains("the cause of later") == true)
  }

  @Test("a provisional breach lends no severity to a firm one, and is said to be provisional")
  func marksProvisional() throws {
    let doubtful = try Self.finding(
      "doubtful", since: 300, severity: .critical, isProvisional: true)
    let firm = try Self.finding("firm", since: 30, severity: .medium)
    let action = try #require(Self.actions([doubtful, firm]).first)
    #expect(action.severity == .medium)
    #expect(action.effectInWords == "concerns 2 breaches, 1 of them provisional")
    #expect(action.problem(in: Self.words).contains("the cause of firm"))
  }

  @Test("a finding that stands for several breaches counts for as many")
  func countsBreaches() throws {
    var several = try Self.finding("several", since: 30)
    several.checks = 4
    let action = try #require(Self.actions([several]).first)
    #expect(action.effectInWords == "concerns 4 breaches")
    #expect(!action.problem(in: Self.words).contains("more breach"))
  }

  static let formats: [ReportFormat] = [.text, .html, .markdown, .github, .gitlab, .sarif, .junit]

  @Test("what to do comes before what to record", arguments: formats)
  func putsTheRemedyFirst(_ format: ReportFormat) throws {
    var finding = try Self.finding("one", since: 30)
    finding.rootCause = nil
    finding.remedy = "Sign the contract."
    finding.smallestFix = "Fill in the contract"
    var result = SampleResult.make()
    result.rootCauses = []
    result.findings = FindingStore([finding])
    let text = Rendered.text(result, as: format, ReportOptions(width: 400, isVerbose: true))
    let lower = text.lowercased()
    let remedy = try #require(lower.firstRange(of: "sign the contract."))
    let record = try #require(lower.firstRange(of: "fill in the contract"))
    #expect(remedy.lowerBound < record.lowerBound)
    #expect(lower.contains("then record"))
  }

  @Test("a work list says first what to do, and in words")
  func putsTheRemedyFirstInWorkLists() throws {
    var finding = try Self.finding("one", since: 30)
    finding.cause = "kept past P2Y from last-event"
    finding.remedy = "Sign the contract."
    finding.smallestFix = "Fill in the contract"
    var result = SampleResult.make()
    result.findings = FindingStore([finding])
    let lists = WorklistSet(result, labels: FieldLabels(codes: ["last-event"]))
    let owner = try #require(lists.entries.first?.owner)
    var (page, table) = (OutputBuffer(), OutputBuffer())
    lists.writePage(of: owner, to: &page)
    lists.writeTable(of: owner, to: &table)
    for text in [page.text, table.text] {
      let remedy = try #require(text.firstRange(of: "Sign the contract."))
      let record = try #require(text.firstRange(of: "fill in the contract"))
      #expect(remedy.lowerBound < record.lowerBound)
      #expect(text.contains("two years (P2Y) from last event"))
    }
  }
}
