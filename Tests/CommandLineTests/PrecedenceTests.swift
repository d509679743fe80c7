import Foundation
import Testing

/// Findings say which of several sources applied, which lost, and why.
@Suite struct PrecedenceTests {
  static let inventory = """
    {"version": 1, "extracted": "2026-11-01", "organisations": [
      {"id": "northmoor", "kind": "police-force", "jurisdiction": "england-and-wales",
       "holds": [{"id": "h1", "kind": "cpia", "from": "2025-01-01", "scope": []}]}],
     "systems": [{"id": "custody", "controllers": ["northmoor"], "regime": "law-enforcement",
      "datasets": [{"id": "records", "category": "custody-record", "missingGroup": 4, "count": 100,
       "retention": {"period": "P6Y", "trigger": "last-event"}, "records": [
        {"id": "b1", "kind": "biometric", "material": "dna-profile", "disposition": "charged",
         "qualifying": true, "priorConviction": false, "taken": "2023-03-15",
         "concluded": "2023-09-01", "hold": "h1", "lastEvent": "2023-03-15", "disclosable": false,
         "biometric": {"takenUnder": "pace", "takenFrom": "subject", "laterMatters": []}},
        {"id": "o1", "kind": "offender", "group": 1, "born": "1920-02-03",
         "lastEvent": "2000-01-01"}]}]}]}
    """

  static let schedule = """
    schedule: Northmoor schedule
    edition: "2026"
    rows:
      - {code: custody-record, row: NM-7, table: Local, title: Custody records, period: P8Y,
         minimum: P8Y, trigger: last-event, action: review, authority: local, evidence: read}
    """

  static let profile = """
    version: 1
    parameters:
      ungrouped-percent: {value: 2, reason: two while the backlog lasts}
    organisations:
      northmoor:
        parameters:
          ungrouped-percent: {value: 3, reason: this force has further to go}
    """

  /// The report of one rule on the inventory, its lines joined.
  static func report(_ rule: String, _ format: String, _ more: [String] = []) async throws -> String
  {
    let folder = try TemporaryFolder()
    let input = try folder.write("inventory.json", inventory)
    let schedule = try folder.write("northmoor.yaml", Self.schedule)
    let profile = try folder.write("profile.yaml", Self.profile)
    let run = try await Program.run(
      [
        "check", input, "--as-of", "2026-11-01", "--select", rule, "--format", format,
        "--schedule", schedule, "--profile", profile, "--verbose",
      ] + more)
    return run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  static let formats = ["text", "markdown", "html", "json"]

  @Test(
    "statute beats a hold for disclosure, the police record and the setting", arguments: formats)
  func saysWhatLost(_ format: String) async throws {
    let text = try await Self.report("pace-biometrics/charged-qualifying", format)
    let applied = "three years beginning with the day they were taken, section 63F"
    let reason = "only material that may have to be disclosed is exempt from the limit of statute"
    let other = "a limit of statute comes before the review group with its clear period"
    let day = format == "json" ? "2029-03-15" : "15 March 2029"
    for part in [applied, "hold h1, for disclosure", reason, day, other] {
      #expect(text.contains(part), "\(part)")
    }
    let place = try #require(text.range(of: applied)?.lowerBound)
    #expect(place < (try #require(text.range(of: reason)?.lowerBound)), "what applied is first")
  }

  @Test("a row of a force's own file takes the place of the national one, and the finding says so")
  func namesReplacedRow() async throws {
    let text = try await Self.report("governance/period-not-below-schedule", "text")
    #expect(text.contains("row NM-7 requires at least eight years (P8Y)"))
    #expect(text.contains("overridden row custody-record of national, 2020-v4"))
    #expect(text.contains("at least eight years (P8Y) of Northmoor schedule, 2026"))
  }

  @Test("an organisation's choice beats the common one, and both beat the default")
  func namesReplacedChoice() async throws {
    let text = try await Self.report("mopi/ungrouped-bounded", "text")
    #expect(text.contains("this force has further to go"))
    #expect(text.contains("overridden ungrouped-percent 2,"))
    #expect(text.contains("two while the backlog lasts"))
    #expect(text.contains("overridden ungrouped-percent 1, default of mopi"))
  }

  @Test("a day that follows from a date of birth is masked, unless personal data are asked for")
  func masksDays() async throws {
    let masked = try await Self.report("mopi/group-1-until-100", "text")
    #expect(masked.contains("governing rule the hundredth birthday, until [masked]"))
    #expect(!masked.contains("2020-02-03") && !masked.contains("3 February 2020"))
    let shown = try await Self.report(
      "mopi/group-1-until-100", "text", ["--show-personal-data"])
    #expect(shown.contains("governing rule the hundredth birthday, until 3 February 2020"))
  }

  @Test("explain shows the sources of a saved finding and those that a rule names")
  func explains() async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("inventory.json", Self.inventory)
    let result = "\(folder.path)/result.json"
    let rule = "pace-biometrics/charged-qualifying"
    _ = try await Program.run(
      [
        "check", input, "--as-of", "2026-11-01", "--select", rule, "--output", "json=\(result)",
      ])
    let finding = try await Program.run(["explain", rule, "--result", result]).text
    #expect(finding.contains("\n  Overridden: "))
    #expect(finding.contains("hold h1, for disclosure"))
    let page = try await Program.run(["explain", rule]).text
    #expect(page.contains("\n  - six clear years of the police record (the review group"))
  }

  @Test("a result carries the digest of the profile, whose choices it rests on")
  func carriesDigest() async throws {
    // The output of sha256sum for the profile above.
    let digest = "c67f24818ec35755e6f73386fc3556b0e8d3b64a01a1ce090a827d774595c71b"
    let json = try await Self.report("mopi/ungrouped-bounded", "json")
    #expect(json.contains("\"profileDigest\":\"\(digest)\""))
  }

  @Test("a source that no pack describes is an error with the nearest name")
  func refusesUnknownSource() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      "own/pack.yaml",
      RulesCommandTests.pack + """

        precedence:
          hold: {source: a hold, step: hold}
        """)
    _ = try folder.write(
      "own/encrypted.yaml",
      RulesCommandTests.rule {
        $0.replacingOccurrences(
          of: "cause:", with: "precedence: [hodl, {source: x, step: schedul}]\ncause:")
      })
    let run = try await Program.run(["rules", "lint", "--rules", folder.path])
    #expect(run.code == 2)
    let errors = run.errors.split(separator: "\n").filter { !$0.hasPrefix("  ") }.joined()
    #expect(errors.contains("[rule.unknown-precedence]"), "\(run.errors)")
    #expect(errors.contains("\"step\": \"schedul\" is not a recognised value"), "\(run.errors)")
    #expect(run.errors.contains("did you mean \"hold\"?"))
  }
}
