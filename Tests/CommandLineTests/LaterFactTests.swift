import Testing

/// What happened after the day of the facts of a file excuses nothing.
@Suite struct LaterFactTests {
  struct Spelling: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The inventory of a record of 2015 with a fact of its own, and the day of its facts.
    let text: @Sendable (_ fact: String, _ day: String, _ extracted: String) -> String
  }

  private static let organisation =
    #""organisations": [{"id": "o", "name": "O", "kind": "private", "jurisdiction": "germany"}]"#

  private static func systems(_ fact: String, _ day: String) -> String {
    """
    "systems": [{"id": "s", "controllers": ["o"], "regime": "general", "status": "live",
      "datasets": [{"id": "d",
        "recordFields": ["hold", "reviewed", "disposed", "outcome", "nextReview"],
        "retention": {"period": "P6Y", "trigger": "contract-end", "action": "delete"},
        "records": [{"id": "1", "kind": "other", "lastEvent": "2015-01-01", "outcome": "retain",
          "rationale": true, "\(fact)": "\(day)"}]}]}]
    """
  }

  static let spellings = [
    Spelling(testDescription: "JSON, the day first") { fact, day, extracted in
      #"{"version": 1, "extracted": "\#(extracted)", \#(organisation), \#(systems(fact, day))}"#
    },
    Spelling(testDescription: "JSON, the day last") { fact, day, extracted in
      #"{"version": 1, \#(organisation), \#(systems(fact, day)), "extracted": "\#(extracted)"}"#
    },
    Spelling(testDescription: "XML") { fact, day, extracted in
      """
      <inventory xmlns="urn:custos:inventory:1" version="1" extracted="\(extracted)">
        <organisation id="o" name="O" kind="private" jurisdiction="germany"/>
        <system id="s" controllers="o" regime="general" status="live">
          <dataset id="d"
            recordFields="hold reviewed disposed outcome nextReview">
            <retention period="P6Y" trigger="contract-end" action="delete"/>
            <record id="1" kind="other" lastEvent="2015-01-01" outcome="retain" rationale="true"
              \(fact)="\(day)"/>
          </dataset>
        </system>
      </inventory>
      """
    },
  ]

  private func code(
    _ spelling: Spelling, _ fact: String, _ day: String, extracted: String, _ options: [String]
  ) async throws -> Int {
    let run = try await Program.run(
      [
        "check", "-", "--select", "storage-limitation/records-past-their-end", "--select",
        "storage-limitation/age-shown",
      ] + Sample.day
        + options,
      input: Array(spelling.text(fact, day, extracted).utf8))
    return run.code
  }

  @Test(
    "a review or a disposal after the day of the facts leaves the check open", arguments: spellings)
  func staysOpen(_ spelling: Spelling) async throws {
    for options in [[], ["--jobs", "2"]] {
      for fact in ["reviewed", "disposed"] {
        let later = try await code(
          spelling, fact, "2026-09-16", extracted: "2026-09-15", options)
        #expect(later == 3, "\(fact) a day later")
        let same = try await code(
          spelling, fact, "2026-09-15", extracted: "2026-09-15", options)
        #expect(same == 0, "\(fact) on the day")
        let inPart = try await code(spelling, fact, "2026-09-16", extracted: "2026-09", options)
        #expect(inPart == 0, "\(fact) in the month")
      }
    }
  }

  @Test("without it the record is in breach", arguments: spellings)
  func breaches(_ spelling: Spelling) async throws {
    let run = try await code(spelling, "created", "2015-01-01", extracted: "2026-09-15", [])
    #expect(run == 1)
  }
}
