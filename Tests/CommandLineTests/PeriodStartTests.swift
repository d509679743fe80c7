import Foundation
import Inventory
import Testing

/// What starts a period: the day of a record, and that it has not come.
@Suite struct PeriodStartTests {
  private struct Result: Decodable {
    struct Finding: Decodable {
      struct Subject: Decodable { let path: String }
      let rule: String
      let verdict: String
      let subject: Subject
    }
    let findings: [Finding]
  }

  /// The codes of the list of triggers.
  private static func triggers() async throws -> [String] {
    let run = try await Program.run(["codes", "trigger"])
    let codes = PeriodStart.possiblyToCome.union(PeriodStart.alwaysPast)
    let listed = String(decoding: run.output, as: UTF8.self).split(separator: "\n").compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    return listed.filter { $0.allSatisfy { $0.isLowercase || $0 == "-" } || codes.contains($0) }
  }

  /// The verdicts on records, by what starts the period of their dataset, where each record has one day.
  private static func verdicts(
    _ triggers: [String], day: String, field: (String) -> String
  ) async throws -> [String: String] {
    let datasets = triggers.map { trigger in
      """
      {"id": "\(trigger)", "retention": {"period": "P1Y", "trigger": "\(trigger)", "action": "delete"},
        "count": 1, "records": [{"id": "1", "kind": "other", "\(field(trigger))": "\(day)"}]}
      """
    }
    let inventory = """
      {"version": 1, "extracted": "2026-10-31", "organisations": [{"id": "o", "name": "O",
        "kind": "private", "jurisdiction": "germany", "schoolYearEnd": "2026-07-31"}],
       "systems": [{"id": "s", "controllers": ["o"], "regime": "general", "status": "live",
        "datasets": [\(datasets.joined(separator: ","))]}]}
      """
    let run = try await Program.run(
      ["check", "-", "--format", "json", "--show-passes"] + Sample.day,
      input: Array(inventory.utf8))
    let findings = try JSONDecoder().decode(Result.self, from: Data(run.output)).findings
    var verdicts: [String: String] = [:]
    for finding in findings where finding.rule.hasPrefix("storage-limitation/records-past-their-") {
      let parts = finding.subject.path.split(separator: "/")
      guard let dataset = parts.first(where: { $0.hasPrefix("dataset:") }) else { continue }
      verdicts[String(dataset.dropFirst("dataset:".count))] = finding.verdict
    }
    return verdicts
  }

  @Test("each event of the list either may be to come or has always happened")
  func coversList() async throws {
    let listed = try await Set(Self.triggers())
    #expect(PeriodStart.possiblyToCome.isDisjoint(with: PeriodStart.alwaysPast))
    #expect(listed == PeriodStart.possiblyToCome.union(PeriodStart.alwaysPast))
  }

  @Test("the rule counts from the field that the program holds days against")
  func agrees() async throws {
    let triggers = try await Self.triggers()
    #expect(triggers.count > 40)
    let verdicts = try await Self.verdicts(triggers, day: "2001-01-01", field: PeriodStart.field)
    for trigger in triggers { #expect(verdicts[trigger] == "breach", "\(trigger)") }
  }

  @Test("what has not happened begins no period, if it can be to come")
  func begins() async throws {
    let triggers = try await Self.triggers()
    let verdicts = try await Self.verdicts(
      triggers, day: "not-applicable", field: PeriodStart.field)
    for trigger in triggers {
      let isToCome = PeriodStart.possiblyToCome.contains(trigger)
      #expect(verdicts[trigger] == (isToCome ? "pass" : "undetermined"), "\(trigger)")
    }
  }

  @Test("a day that nobody knows begins none for certain")
  func staysOpen() async throws {
    let triggers = try await Self.triggers()
    let verdicts = try await Self.verdicts(triggers, day: "unknown", field: PeriodStart.field)
    for trigger in triggers { #expect(verdicts[trigger] == "undetermined", "\(trigger)") }
  }
}
