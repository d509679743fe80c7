import Foundation
import Testing

/// Parts of an inventory that are missing, or do not add up, are told by checks of their own.
@Suite struct MissingPartTests {
  struct Part: Sendable, CustomTestStringConvertible {
    let name: String
    let system: String
    /// The checks of the engine's own that are left undetermined.
    let checks: [String]
    var testDescription: String { name }
  }

  private static let record = #"{"id": "1", "kind": "victim"}, {"id": "2", "kind": "victim"}"#

  private static func dataset(_ facts: String) -> String {
    #""datasets": [{"id": "d", "category": "crime-report", \#(facts)}]"#
  }

  /// A dataset with two records and the day of the oldest.
  private static func dated(
    count: Int, oldest: String, _ first: String, _ second: String
  ) -> String {
    dataset(
      """
      "count": \(count), "oldest": "\(oldest)", "retention": {"trigger": "last-event"}, "records": [
        {"id": "1", "kind": "victim", "lastEvent": "\(first)"},
        {"id": "2", "kind": "victim", "lastEvent": "\(second)"}]
      """)
  }

  /// A dataset with records of 2022 and 2023 that were made a year before, its rules and the day of the
  /// oldest.
  private static func ruled(_ rules: String, oldest: String) -> String {
    dataset(
      """
      "count": 2, "oldest": "\(oldest)", \(rules), "records": [
        {"id": "1", "kind": "victim", "created": "2021-01-01", "lastEvent": "2022-01-01"},
        {"id": "2", "kind": "victim", "created": "2022-01-01", "lastEvent": "2023-01-01"}]
      """)
  }

  static let parts = [
    Part(name: "datasets that are not given", system: #""name": "S""#, checks: ["datasets-given"]),
    Part(name: "datasets of null", system: #""datasets": null"#, checks: ["datasets-given"]),
    Part(name: "no datasets", system: #""datasets": []"#, checks: []),
    Part(
      name: "neither records nor bands", system: dataset(#""count": 2"#),
      checks: ["records-given"]),
    Part(
      name: "as many records as there are",
      system: dataset("\"count\": 2, \"records\": [\(record)]"),
      checks: []),
    Part(
      name: "fewer records than there are",
      system: dataset("\"count\": 3, \"records\": [\(record)]"),
      checks: ["counts-agree"]),
    Part(
      name: "more records than there are",
      system: dataset("\"count\": 1, \"records\": [\(record)]"),
      checks: ["counts-agree"]),
    Part(
      name: "a count that is said to be unknown",
      system: dataset("\"count\": null, \"records\": [\(record)]"),
      checks: ["counts-agree"]),
    Part(
      name: "records without a count", system: dataset("\"records\": [\(record)]"), checks: []),
    Part(
      name: "an age that does not fit birth and event",
      system: dataset(
        """
        "records": [{"id": "1", "kind": "victim", "born": "2019-01-01", "lastEvent": "2025-01-01",
          "ageAtEvent": 27}]
        """
      ), checks: ["facts-possible"]),
    Part(
      name: "a system in use that was taken out of use",
      system: #""retired": "2026-01-01", "datasets": []"#, checks: ["facts-possible"]),
    Part(
      name: "records beside bands of all",
      system: dataset("\"count\": 5, \"records\": [\(record)], \"holdings\": [{\"count\": 5}]"),
      checks: []),
    Part(
      name: "bands of more than there are",
      system: dataset(#""count": 5, "holdings": [{"count": 3}, {"count": 3}]"#),
      checks: ["counts-agree"]),
    Part(
      name: "bands by birth beside bands by event count the same records",
      system: dataset(
        """
        "count": 5, "holdings": [{"count": 5, "from": "2024-01-01", "to": "2024-12-31"},
          {"count": 5, "bornFrom": "1970-01-01", "bornTo": "1980-12-31"}]
        """), checks: []),
    Part(
      name: "an oldest record that is in no band of all records",
      system: dataset(
        #""count": 5, "oldest": "2019-01-01", "holdings": [{"count": 5, "from": "2024-01-01", "to": "2024-12-31"}]"#
      ), checks: ["dates-agree"]),
    Part(
      name: "an oldest record on the first day of the bands",
      system: dataset(
        #""count": 5, "oldest": "2024-01-01", "holdings": [{"count": 5, "from": "2024-01-01", "to": "2024-12-31"}]"#
      ), checks: []),
    Part(
      name: "an oldest record that may be one of those that are not counted by age",
      system: dataset(
        #""count": 6, "oldest": "2019-01-01", "holdings": [{"count": 5, "from": "2024-01-01", "to": "2024-12-31"}]"#
      ), checks: ["counts-agree"]),
    Part(
      name: "an oldest record that is newer than a band",
      system: dataset(
        #""oldest": "2025-01-01", "holdings": [{"count": 5, "from": "2024-01-01", "to": "2024-12-31"}]"#
      ), checks: ["dates-agree"]),
    Part(
      name: "an oldest record that is newer than an empty band",
      system: dataset(
        #""oldest": "2025-01-01", "holdings": [{"count": 0, "from": "2024-01-01", "to": "2024-12-31"}]"#
      ), checks: []),
    Part(
      name: "a newest record that is older than a band",
      system: dataset(
        #""newest": "2023-12-31", "holdings": [{"count": 5, "from": "2024-01-01", "to": "2024-12-31"}]"#
      ), checks: ["dates-agree"]),
    Part(
      name: "a newest year that may be that of a band",
      system: dataset(
        #""newest": "2024", "holdings": [{"count": 5, "from": "2024-01-01", "to": "2024-12-31"}]"#
      ), checks: []),
    Part(
      name: "an oldest record before all records",
      system: dated(count: 2, oldest: "2019-01-01", "2022-01-01", "2023-01-01"),
      checks: ["dates-agree"]),
    Part(
      name: "an oldest record that is one of the records",
      system: dated(count: 2, oldest: "2022-01-01", "2022-01-01", "2023-01-01"), checks: []),
    Part(
      name: "a record that is older than the oldest, and not the only one",
      system: dated(count: 9, oldest: "2022-01-02", "2022-01-01", "2023-01-01"),
      checks: ["counts-agree", "dates-agree"]),
    Part(
      name: "a disposed record that was older than the oldest",
      system: dated(
        count: 1, oldest: "2023-01-01", "2022-01-01\", \"disposed\": \"2025-01-01", "2023-01-01"),
      checks: []),
    Part(
      name: "an oldest record before all records of a class with several rules",
      system: ruled(
        #""retentions": [{"period": "P1Y", "trigger": "creation"}, {"period": "P6Y", "trigger": "last-event"}]"#,
        oldest: "2019-01-01"), checks: ["dates-agree"]),
    Part(
      name: "an oldest record that one of several rules may count from",
      system: ruled(
        #""retentions": [{"period": "P1Y", "trigger": "creation"}, {"period": "P6Y", "trigger": "last-event"}]"#,
        oldest: "2021-06-01"), checks: []),
    Part(
      name:
        "an oldest record before all records of a class that is kept as a row of the schedule says",
      system: ruled(#""retention": {"kind": "by-reference"}"#, oldest: "2019-01-01"),
      checks: ["dates-agree"]),
    Part(
      name: "the end of the year of the oldest record, from which its period runs",
      system: ruled(
        #""retention": {"period": "P6Y", "trigger": "calendar-year-end"}"#, oldest: "2022-12-31"),
      checks: []),
    Part(
      name: "the event of the year of the oldest record, from whose end its period runs",
      system: ruled(
        #""retention": {"period": "P6Y", "trigger": "financial-year-end"}"#, oldest: "2021-04-01"),
      checks: []),
    Part(
      name: "a day of the year before that of the oldest record",
      system: ruled(
        #""retention": {"period": "P6Y", "trigger": "financial-year-end"}"#, oldest: "2021-03-31"),
      checks: ["dates-agree"]),
    Part(
      name: "a day of the year after that of the oldest record",
      system: ruled(
        #""retention": {"period": "P6Y", "trigger": "calendar-year-end"}"#, oldest: "2023-01-01"),
      checks: ["dates-agree"]),
    Part(
      name: "a review after the day of the facts",
      system: dataset(
        #""records": [{"id": "1", "kind": "victim", "created": "2020-01-01", "reviewed": "2026-11-01"}]"#
      ), checks: ["facts-possible"]),
    Part(
      name: "a review on the day of the facts",
      system: dataset(
        #""records": [{"id": "1", "kind": "victim", "created": "2020-01-01", "reviewed": "2026-10-31"}]"#
      ), checks: []),
    Part(
      name: "a band that begins after the day of the facts",
      system: dataset(#""holdings": [{"count": 5, "from": "2026-11-01", "to": "2026-11-01"}]"#),
      checks: ["facts-possible"]),
    Part(
      name: "records from before the first that the system can have",
      system: "\"earliestRecord\": \"2022-01-01\", "
        + dataset(#""records": [], "oldest": "2021-12-31""#),
      checks: ["facts-possible"]),
    Part(
      name: "records from the first day that the system can have",
      system: "\"earliestRecord\": \"2022-01-01\", "
        + dataset(#""records": [], "oldest": "2022-01-01""#), checks: []),
    Part(
      name: "a sentence that ends before the conviction",
      system: dataset(
        """
        "records": [{"id": "1", "kind": "victim", "conviction": "2024-05-02",
          "sentenceEnd": "2024-05-01"}]
        """
      ), checks: ["facts-possible"]),
    Part(
      name: "a release of somebody who had died",
      system: dataset(
        """
        "records": [{"id": "1", "kind": "victim", "died": "2024-05-01", "release": "2024-05-02"}]
        """
      ), checks: ["facts-possible"]),
    Part(
      name: "a disposal that is still to come",
      system: dataset(
        #""records": [], "disposals": [{"id": "1", "date": "2027-01-01", "count": 4}]"#),
      checks: ["facts-possible"]),
    Part(
      name: "a next review before the record was made",
      system: dataset(
        """
        "records": [{"id": "1", "kind": "victim", "created": "2020-01-01",
          "nextReview": "1801-01-01"}]
        """
      ), checks: ["facts-possible"]),
    Part(
      name: "a record of the future, of which a rule tells",
      system: dataset(#""records": [{"id": "1", "kind": "victim", "created": "2027-01-01"}]"#),
      checks: []),
  ]

  private struct Result: Decodable {
    struct Finding: Decodable {
      let rule: String
      let verdict: String
    }
    let findings: [Finding]
  }

  @Test("what is missing or does not add up is undetermined, and never silent", arguments: parts)
  func tells(_ part: Part) async throws {
    let inventory = """
      {"version": 1, "extracted": "2026-10-31", "organisations": [{"id": "f", "name": "F",
        "kind": "police-force", "jurisdiction": "england-and-wales"}],
       "systems": [{"id": "s", "controllers": ["f"], "regime": "law-enforcement", "status": "live",
        \(part.system)}]}
      """
    let run = try await Program.run(
      ["check", "-", "--format", "json"] + Sample.day, input: Array(inventory.utf8))
    let findings = try JSONDecoder().decode(Result.self, from: Data(run.output)).findings
    let own = findings.filter { $0.rule.hasPrefix("inventory/") }
    #expect(own.map(\.rule).sorted() == part.checks.map { "inventory/\($0)" }, "\(run.errors)")
    #expect(own.allSatisfy { $0.verdict == "undetermined" })
    #expect(run.code != 0)
  }
}
