import CivilTime
import Findings
import Results
import Testing

@testable import Engine

@Suite struct CountingTests {
  private static func finding(
    _ require: String, record: String, more: String
  ) throws -> Finding {
    let systems = """
      [{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D",
      "records": [{"id": "r", \(record)}]}]}]
      """
    let rule = MadeUpRules.rule(
      "a", "record", require, more: more, cause: more.isEmpty ? "wrong" : "late by {daysOver} days")
    return try #require(
      MadeUpRules.outcome([rule], systems: systems).findings.first { _ in true })
  }

  private static let week = """
    let:
      lastPermitted: lastDay(record.created, period('P7D'))
    """

  @Test("days over of what has ended are counted to its end")
  func stops() throws {
    let require = "(has(record.disposed) ? record.disposed : today) <= lastPermitted"
    let ended = try Self.finding(
      require, record: "\"created\": \"2026-01-01\", \"disposed\": \"2026-01-11\"",
      more: Self.week)
    #expect(ended.daysOver == 3)
    #expect(ended.endedOn?.description == "2026-01-11")
    #expect(ended.since?.description == "2026-01-09")
    #expect(ended.cause == "late by 3 days")
    let open = try Self.finding(
      require, record: "\"created\": \"2026-01-01\"", more: Self.week)
    #expect(open.daysOver == 297)
    #expect(open.endedOn == nil)
  }

  @Test(
    "of two days that must be in time the later counts, of two that may be the earlier",
    arguments: [("&&", 13), ("||", 3)])
  func choosesDay(_ sign: String, _ expected: Int) throws {
    let finding = try Self.finding(
      "record.disposed <= lastPermitted \(sign) record.reviewed <= lastPermitted",
      record: "\"created\": \"2026-01-01\", \"disposed\": \"2026-01-21\", "
        + "\"reviewed\": \"2026-01-11\"", more: Self.week)
    #expect(finding.daysOver == expected)
  }

  @Test("a first day that was not found is not told")
  func tellsNoSearchThatWasGivenUp() throws {
    let require = "lastDay(today, period('P1M')) - today > 40 + record.group"
    let finding = try Self.finding(
      require, record: "\"group\": 1", more: "")
    #expect(finding.verdict == .breach)
    #expect(finding.since == nil)
  }

  @Test("a day that is taken where another is not given moves like it")
  func findsFirstDay() throws {
    let finding = try Self.finding(
      "(has(record.disposed) ? record.disposed : today) <= record.nextReview",
      record: "\"nextReview\": \"2015-01-01\"", more: "")
    #expect(finding.since?.description == "2015-01-02")
  }

  @Test(
    "reviewed and held are not counted where a rule lets them off, and no count is negative",
    arguments: [
      ("holding.count <= holding.reviewed + holding.held", 1),
      ("holding.count <= holding.held", 4), ("holding.count <= 0", 10),
    ])
  func countsBands(_ require: String, _ expected: Int) throws {
    let systems = """
      [{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D",
      "holdings": [{"from": "2010-01-01", "to": "2010-12-31", "count": 10, "reviewed": 3, \
      "held": 6}]}]}]
      """
    let rule = MadeUpRules.rule("a", "holding", require)
    let outcome = try MadeUpRules.outcome([rule], systems: systems)
    #expect(outcome.findings.first { _ in true }?.count == expected)
  }
}
