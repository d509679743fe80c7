import Findings
import Results
import Testing

@testable import Engine

@Suite struct RootCauseTests {
  private static let pastEnd = MadeUpRules.rule(
    "past-end", "record", "today <= record.lastEvent", when: "!has(record.disposed)")
  private static let tooLong = MadeUpRules.rule(
    "too-long", "record", "today <= record.created", when: "!has(record.disposed)")

  private static func systems(_ dataset: String) -> String {
    #"[{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D", "#
      + "\(dataset)}]}]"
  }

  @Test(
    "records that only have to go share the lack of a disposal job, whichever rule says so",
    arguments: [
      (
        #""retention": {"automatic": false},"#,
        "D: there is no disposal job"
      ),
      (
        #""retention": {"automatic": true},"#,
        "D: the disposal job leaves records past their period"
      ),
      (
        "",
        "D: it is not recorded whether there is a disposal job"
      ),
    ])
  func namesTheMissingJob(_ retention: String, _ title: String) throws {
    let rows = """
      "records": [{"id": "a", "lastEvent": "2001-01-01", "created": "2030-01-01"}, \
      {"id": "b", "lastEvent": "2030-01-01", "created": "2001-01-01"}]
      """
    let outcome = try MadeUpRules.outcome(
      [Self.pastEnd, Self.tooLong], systems: Self.systems("\(retention) \(rows)"))
    try #require(outcome.rootCauses.count == 1)
    #expect(outcome.rootCauses[0].title == title)
    #expect(outcome.rootCauses[0].findings == 2)
    #expect(outcome.rootCauses[0].rules == ["own/past-end", "own/too-long"])
    #expect(outcome.findings.allSatisfy { $0.rootCause == outcome.rootCauses[0].key })
  }

  @Test("what misses the same fact of a system shares it, on whatever level the rule is")
  func namesTheMissingFactOfASystem() throws {
    let system = MadeUpRules.rule("a", "system", "system.highRisk")
    let dataset = MadeUpRules.rule("b", "dataset", "system.highRisk || dataset.evidential")
    let outcome = try MadeUpRules.outcome(
      [system, dataset], systems: Self.systems(#""evidential": false"#))
    try #require(outcome.rootCauses.count == 1)
    #expect(outcome.rootCauses[0].title == "system.highRisk is missing in S")
    #expect(outcome.rootCauses[0].fix == "Record system.highRisk and check again.")
    #expect(outcome.rootCauses[0].findings == 2)
  }

  @Test("a finding that stands alone has no cause of its own, and counts agree with the findings")
  func countsWhatItClears() throws {
    let rows = """
      "records": [{"id": "a", "lastEvent": "2001-01-01"}, {"id": "b", "lastEvent": "2001-01-01"}, \
      {"id": "c", "lastEvent": "2030-01-01"}, {"id": "d"}]
      """
    let outcome = try MadeUpRules.outcome([Self.pastEnd], systems: Self.systems(rows))
    #expect(outcome.findings.count == 3)
    #expect(outcome.findings.filter { $0.rootCause == nil }.map(\.verdict) == [.undetermined])
    for cause in outcome.rootCauses {
      #expect(outcome.findings.filter { $0.rootCause == cause.key }.count == cause.findings)
    }
    #expect(outcome.rootCauses.map(\.findings) == [2])
  }

  @Test("records of one rule with another remedy have another cause, each under its worst")
  func keepsRemediesApart() throws {
    let rule = MadeUpRules.rule(
      "late", "record", "has(record.reviewed) && record.reviewed <= record.created",
      cause: "of {record.created}",
      remedy: "{has(record.reviewed) ? 'Find out why.' : 'Review it now.'}")
    let rows = """
      "records": [{"id": "a", "created": "2020-01-01", "reviewed": "2020-03-01"}, \
      {"id": "b", "created": "2020-01-02", "reviewed": "2020-03-01"}, \
      {"id": "c", "created": "2020-01-03"}, {"id": "d", "created": "2020-01-04"}]
      """
    let outcome = try MadeUpRules.outcome([rule], systems: Self.systems(rows))
    let causes = outcome.rootCauses.filter { $0.key.hasPrefix("rule:") }
    #expect(causes.map(\.fix).sorted() == ["Find out why.", "Review it now."])
    for cause in causes {
      let remedies = Set(outcome.findings.filter { $0.rootCause == cause.key }.map(\.remedy))
      #expect(remedies == [cause.fix])
    }
  }
}
