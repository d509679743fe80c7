import Findings
import Testing

@testable import Engine

/// The rows that an organisation gives in the inventory, as far as they are known.
@Suite struct OwnScheduleTests {
  private static func verdict(_ condition: String, _ schedule: String) throws -> Verdict {
    let organisations = """
      [{"id": "f", "name": "F", "kind": "police-force", "jurisdiction": "england-and-wales"\
      \(schedule.isEmpty ? "" : ", \"schedule\": \(schedule)")}]
      """
    let systems = """
      [{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D", \
      "category": "x", "records": []}]}]
      """
    let outcome = try MadeUpRules.outcome(
      [MadeUpRules.rule("own", "dataset", condition)], systems: systems,
      organisations: organisations)
    return outcome.findings.first { $0.rule == "own/own" }?.verdict ?? .pass
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let condition: String
    let schedule: String
    let expected: Verdict
    var testDescription: String { name }
  }

  private static let has = "hasSchedule(dataset.category)"
  private static let year = "schedule(dataset.category).period == period('P1Y')"
  private static let hasPeriod = "has(schedule(dataset.category).period)"
  private static let deletes = "'delete' in schedule(dataset.category).actions"

  private static func rows(_ row: String) -> String { "{\"rows\": [\(row)]}" }

  static let cases = [
    Case(
      name: "a row", condition: year,
      schedule: rows(#"{"category": "x", "period": "P1Y"}"#), expected: .pass),
    Case(name: "nothing said of a schedule", condition: has, schedule: "", expected: .undetermined),
    Case(name: "no rows", condition: has, schedule: "{}", expected: .breach),
    Case(name: "none", condition: has, schedule: #"{"rows": []}"#, expected: .breach),
    Case(
      name: "another class", condition: has, schedule: rows(#"{"category": "y"}"#),
      expected: .breach),
    Case(name: "an unknown schedule", condition: has, schedule: "null", expected: .undetermined),
    Case(
      name: "whether there are rows at all", condition: "ownSchedule()", schedule: "null",
      expected: .undetermined),
    Case(
      name: "unknown rows", condition: has, schedule: #"{"rows": null}"#, expected: .undetermined),
    Case(
      name: "a row of an unknown class", condition: has,
      schedule: rows(#"{"period": "P1Y"}"#), expected: .undetermined),
    Case(
      name: "a row beside one of an unknown class", condition: year,
      schedule: rows(#"{"category": "x", "period": "P1Y"}, {"period": "P2Y"}"#), expected: .pass),
    Case(
      name: "two rows that say the same", condition: year,
      schedule: rows(#"{"category": "x", "period": "P1Y"}, {"category": "x", "period": "P1Y"}"#),
      expected: .pass),
    Case(
      name: "two rows that contradict each other", condition: year,
      schedule: rows(#"{"category": "x", "period": "P1Y"}, {"category": "x", "period": "P2Y"}"#),
      expected: .undetermined),
    Case(
      name: "that there is a row, where two contradict each other", condition: has,
      schedule: rows(#"{"category": "x", "period": "P1Y"}, {"category": "x", "period": "P2Y"}"#),
      expected: .pass),
    Case(
      name: "a row that does not say at least how long",
      condition:
        "!has(schedule(dataset.category).minimum)",
      schedule: rows(#"{"category": "x", "period": "P1Y"}"#), expected: .pass),
    Case(
      name: "a row without a period", condition: hasPeriod, schedule: rows(#"{"category": "x"}"#),
      expected: .undetermined),
    Case(
      name: "an action that is given", condition: deletes,
      schedule: rows(#"{"category": "x", "action": "delete"}"#), expected: .pass),
    Case(
      name: "a row without an action", condition: deletes, schedule: rows(#"{"category": "x"}"#),
      expected: .undetermined),
    Case(
      name: "a row without a trigger, which the setting says",
      condition: "!has(schedule(dataset.category).trigger)", schedule: rows(#"{"category": "x"}"#),
      expected: .pass),
    Case(
      name: "a row whose trigger is not known",
      condition: "!has(schedule(dataset.category).trigger)",
      schedule: rows(#"{"category": "x", "trigger": null}"#), expected: .undetermined),
  ]

  @Test("organisations that decided the same for a system that they share do not contradict")
  func shared() throws {
    func verdict(_ second: String) throws -> Verdict {
      let force = "\"kind\": \"police-force\", \"jurisdiction\": \"england-and-wales\""
      let rows = ["P1Y", second].map { Self.rows("{\"category\": \"x\", \"period\": \"\($0)\"}") }
      let organisations = """
        [{"id": "f", "name": "F", \(force), "schedule": \(rows[0])},
         {"id": "g", "name": "G", \(force), "schedule": \(rows[1])}]
        """
      let systems = """
        [{"id": "s", "name": "S", "controllers": ["f", "g"], "datasets": [{"id": "d", "name": "D", \
        "category": "x", "records": []}]}]
        """
      let outcome = try MadeUpRules.outcome(
        [MadeUpRules.rule("own", "dataset", Self.year)], systems: systems,
        organisations: organisations)
      return outcome.findings.first { $0.rule == "own/own" }?.verdict ?? .pass
    }
    #expect(try verdict("P1Y") == .pass)
    #expect(try verdict("P2Y") == .undetermined)
  }

  @Test("a row is cited with the source that it gives, and its finding is as sure as that")
  func cites() throws {
    let row = """
      {"category": "x", "period": "P2Y", "source": "Tax Act", "at": "s.147", "evidence": "secondary"}
      """
    let organisations = """
      [{"id": "f", "name": "F", "kind": "police-force", "jurisdiction": "england-and-wales", \
      "schedule": \(Self.rows(row))}]
      """
    let systems = """
      [{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D", \
      "category": "x", "records": []}]}]
      """
    let outcome = try MadeUpRules.outcome(
      [MadeUpRules.rule("own", "dataset", Self.year)], systems: systems,
      organisations: organisations)
    let finding = try #require(outcome.findings.first { $0.rule == "own/own" })
    #expect(finding.verdict == .breach)
    #expect(finding.citations.contains { $0.title.contains("schedule of F, after Tax Act, s.147") })
    #expect(finding.evidence?.grade == .secondary)
    #expect(finding.isProvisional)
  }

  @Test("an own schedule decides as far as it is known", arguments: cases)
  func decides(_ example: Case) throws {
    #expect(try Self.verdict(example.condition, example.schedule) == example.expected)
  }
}
