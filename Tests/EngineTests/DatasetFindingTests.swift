import CivilTime
import Findings
import Testing

@testable import Engine

@Suite struct DatasetFindingTests {
  private static let rule = MadeUpRules.rule(
    "rows", "record", "today <= lastPermitted", when: "!has(record.disposed)",
    more: """
      report: per-dataset
      let:
        lastPermitted: lastDay(record.lastEvent, period('P6Y'))
      """, cause: "{count} records are past their end, one by {daysOver} days")

  private static func systems(_ days: [String]) -> String {
    let records = days.enumerated().map { number, day in
      "{\"id\": \"r\(number)\", \"lastEvent\": \"\(day)\"}"
    }
    return """
      [{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D",
      "records": [\(records.joined(separator: ",\n"))]}]}]
      """
  }

  @Test("records of a dataset are one finding with their number and the longest over")
  func counts() throws {
    let days =
      ["2020-10-31", "2019-01-01", "unknown", "2020-11-01"]
      + Array(repeating: "2020-10-30", count: 9)
    let outcome = try MadeUpRules.outcome([Self.rule], systems: Self.systems(days))
    let findings = outcome.findings.map { $0 }.sorted { $0.verdict.rawValue < $1.verdict.rawValue }
    #expect(findings.map(\.verdict) == [.breach, .undetermined])
    #expect(findings.allSatisfy { $0.subject.path == "system:s/dataset:d" })
    #expect(findings[0].cause == "11 records are past their end, one by 669 days")
    #expect(findings[0].count == 11)
    #expect(findings[0].daysOver == 669)
    #expect(findings[0].locations.map(\.line) == [2, 3, 6, 7, 8])
    #expect(
      findings[1].cause
        == "cannot be decided for 1 record; of the first of them, record.lastEvent is recorded "
        + "as unknown")
    #expect(outcome.summary.total.breach == 11)
  }

  @Test("one record is one record")
  func countsOne() throws {
    let outcome = try MadeUpRules.outcome([Self.rule], systems: Self.systems(["2020-10-31"]))
    #expect(
      outcome.findings.first { _ in true }?.cause == "1 record is past their end, one by 1 day")
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let rule: String
    let code: String
    var testDescription: String { name }
  }

  static let refusals = [
    Refusal(
      name: "a condition that reads records",
      rule: MadeUpRules.rule("a", "dataset", "dataset.records.all(r, has(r.id))"),
      code: "cel.field-not-there"),
    Refusal(
      name: "one that reads bands of any dataset",
      rule: MadeUpRules.rule(
        "a", "organisation", "systems.all(s, s.datasets.all(d, d.holdings.all(h, h.count > 0)))"),
      code: "cel.field-not-there"),
    Refusal(
      name: "a rule that runs over records",
      rule: MadeUpRules.rule("a", "dataset", "true", each: "dataset.records"),
      code: "rule.streamed-rows"),
    Refusal(
      name: "a report per dataset of a rule about systems",
      rule: MadeUpRules.rule("a", "system", "true", more: "report: per-dataset"),
      code: "rule.report"),
  ]

  @Test("what rows that are gone would have to answer is refused", arguments: refusals)
  func refuses(_ example: Refusal) throws {
    #expect(try MadeUpRules.problems([example.rule]) == [example.code])
  }
}
