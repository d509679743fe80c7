import Foundation
import Testing

/// What the general rules on storage make of an organisation's own law and schedule.
@Suite struct StorageLimitationTests {
  private struct Cited: Decodable {
    struct Finding: Decodable {
      struct Citation: Decodable {
        var title: String
      }
      var rule: String
      var verdict: String
      var severity: String
      var citations: [Citation]
    }
    var findings: [Finding]
  }

  /// An inventory with one class that is seven years old and set to six.
  private static func inventory(
    organisations: [String], retention: String = "P6Y", regime: String = "general"
  ) -> String {
    let ids = organisations.indices.map { "\"o\($0)\"" }.joined(separator: ", ")
    let list = organisations.enumerated().map { number, facts in
      "{\"id\": \"o\(number)\", \"name\": \"O\", \(facts)}"
    }
    return """
      {"version": 1, "extracted": "2026-10-31", "organisations": [\(list.joined(separator: ", "))],
      "systems": [{"id": "s", "name": "S", "status": "live", "regime": "\(regime)",
      "controllers": [\(ids)], "datasets": [{"id": "d", "name": "D", "category": "invoice",
      "oldest": "2019-01-01", "retention": {"kind": "fixed", "period": "\(retention)",
      "trigger": "creation", "action": "delete", "justification": "Tax."}}]}]}
      """
  }

  private static func findings(_ text: String) async throws -> [Cited.Finding] {
    let folder = try TemporaryFolder()
    let path = try folder.write("inventory.json", text)
    let run = try await Program.run(["check", path, "--format", "json"] + Sample.day)
    return try JSONDecoder().decode(Cited.self, from: Data(run.output)).findings
  }

  struct Place: Sendable, CustomTestStringConvertible {
    let name: String
    let facts: String
    let law: String
    var testDescription: String { name }
  }

  static let places = [
    Place(
      name: "a company in a member state", facts: #""kind": "private", "jurisdiction": "ireland""#,
      law: "Regulation (EU) 2016/679"),
    Place(
      name: "a council in Scotland",
      facts: #""kind": "public-authority", "jurisdiction": "scotland""#,
      law: "UK GDPR (assimilated Regulation (EU) 2016/679)"),
    Place(
      name: "a body elsewhere", facts: #""kind": "private", "jurisdiction": "other""#,
      law: "Recommendations of the Custos rule catalogue"),
  ]

  @Test("a finding cites the law of whoever answers for the data", arguments: places)
  func citesOwnLaw(_ place: Place) async throws {
    let found = try await Self.findings(Self.inventory(organisations: [place.facts]))
    let finding = try #require(found.first { $0.rule == "storage-limitation/oldest-within-period" })
    #expect(finding.verdict == "breach")
    #expect(finding.citations.map(\.title) == [place.law])
  }

  @Test("of a shared system both laws are cited, in whichever order the controllers stand")
  func citesBothLaws() async throws {
    let facts = [Self.places[0].facts, Self.places[1].facts]
    for organisations in [facts, facts.reversed()] {
      let found = try await Self.findings(Self.inventory(organisations: organisations))
      let finding = found.first { $0.rule == "storage-limitation/oldest-within-period" }
      #expect(finding?.citations.count == 2)
    }
  }

  @Test("a class is measured against its own organisation's row, not against the police's")
  func usesOwnSchedule() async throws {
    let row =
      #"{"category": "invoice", "period": "P10Y", "trigger": "creation", "action": "delete"}"#
    let facts = Self.places[0].facts + #", "schedule": {"rows": [\#(row)]}"#
    let found = try await Self.findings(Self.inventory(organisations: [facts]))
    #expect(found.contains { $0.rule == "storage-limitation/setting-as-schedule" })
    #expect(!found.contains { $0.rule.hasPrefix("governance/") })
    let same = try await Self.findings(
      Self.inventory(organisations: [facts], retention: "P10Y"))
    #expect(!same.contains { $0.rule == "storage-limitation/setting-as-schedule" })
  }

  @Test("a list of processors that is not given is asked for, and is no verdict on contracts")
  func asksForProcessors() async throws {
    let found = try await Self.findings(Self.inventory(organisations: [Self.places[0].facts]))
    #expect(!found.contains { $0.rule == "eu-gdpr/processor-contract" })
    let asked = found.first { $0.rule == "storage-limitation/system-described" }
    #expect(asked?.verdict == "undetermined")
    #expect(asked?.severity == "low")
  }

  @Test("no jurisdiction is no law of the United Kingdom")
  func namesNoLawWithoutPlace() async throws {
    let text = Self.inventory(organisations: [#""kind": "private""#])
    for finding in try await Self.findings(text)
    where finding.rule.hasPrefix("storage-limitation/") {
      let laws = finding.citations.filter { $0.title.contains("UK") || $0.title.contains("2018") }
      #expect(laws.isEmpty, "\(finding.rule)")
    }
  }
}
