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
    #expect(own.map(\.rule) == part.checks.map { "inventory/\($0)" }, "\(run.errors)")
    #expect(own.allSatisfy { $0.verdict == "undetermined" })
    #expect(run.code != 0)
  }
}
