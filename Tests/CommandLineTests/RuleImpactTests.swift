import Testing

/// `custos rules impact`.
@Suite struct RuleImpactTests {
  static let inventory = """
    {"version": 1, "extracted": "2026-11-01", "organisations": [
      {"id": "northmoor", "kind": "police-force", "jurisdiction": "england-and-wales"}],
     "systems": [{"id": "crime", "controllers": ["northmoor"], "datasets": [{"id": "reports",
      "records": [
        {"id": "old", "kind": "offender", "lastEvent": "2019-01-01"},
        {"id": "middle", "kind": "offender", "lastEvent": "2021-06-01"},
        {"id": "new", "kind": "offender", "lastEvent": "2026-01-01"}]}]}]}
    """

  static func rule(_ period: String, id: String = "ends") -> String {
    """
    id: own/\(id)
    catalogue: OWN-01
    title: A record ends
    why: Else it is kept for ever.
    level: record
    severity: high
    authority: local
    cites: [{source: policy, at: "1", evidence: read}]
    when: record.kind == 'offender'
    let:
      lastPermitted: lastDay(record.lastEvent, period('\(period)'))
    require: today <= lastPermitted
    cause: "kept {daysOver} days past {lastPermitted}"
    remedy: Dispose of it.
    """
  }

  /// What changes for the inventory when the first rules give way to the second.
  static func impact(_ old: [String: String], _ new: [String: String]) async throws -> Run {
    let folder = try TemporaryFolder()
    for (name, rules) in [("old", old), ("new", new)] {
      _ = try folder.write("\(name)/own/pack.yaml", RulesCommandTests.pack)
      for (file, text) in rules { _ = try folder.write("\(name)/own/\(file).yaml", text) }
    }
    let input = try folder.write("inventory.json", inventory)
    return try await Program.run([
      "rules", "impact", "\(folder.path)/old", "\(folder.path)/new", input, "--as-of",
      "2026-11-01",
    ])
  }

  @Test("a longer and a shorter period change the verdicts between them, each with its reason")
  func flips() async throws {
    let shorter = try await Self.impact(["ends": Self.rule("P6Y")], ["ends": Self.rule("P5Y")])
    #expect(shorter.code == 1, "\(shorter.errors)")
    #expect(shorter.text.contains("own/ends on "))
    #expect(shorter.text.contains(": pass → breach; kept 153 days past 2026-06-01\n"))
    #expect(shorter.text.hasSuffix("1 verdict changes (1 pass → breach), 2 stay\n"))
    let longer = try await Self.impact(["ends": Self.rule("P5Y")], ["ends": Self.rule("P6Y")])
    #expect(longer.code == 1)
    #expect(
      longer.text.contains(": breach → pass; no longer: kept 153 days past 2026-06-01\n"),
      "\(longer.text)")
  }

  @Test("a rule that comes or goes changes what is checked")
  func addsRules() async throws {
    let both = ["ends": Self.rule("P6Y"), "ends-late": Self.rule("P9Y", id: "ends-late")]
    let run = try await Self.impact(["ends": Self.rule("P6Y")], both)
    #expect(run.code == 1)
    #expect(run.text.contains("own/ends-late on "))
    #expect(run.text.contains(": not checked → pass; "))
    #expect(run.text.hasSuffix("3 verdicts change (3 not checked → pass), 3 stay\n"), "\(run.text)")
    let back = try await Self.impact(both, ["ends": Self.rule("P6Y")])
    #expect(back.text.contains(": pass → not checked; the rule does not apply to it any more\n"))
  }

  @Test("the same rules change nothing, and the built-in ones have a name")
  func changesNothing() async throws {
    let same = try await Self.impact(["ends": Self.rule("P6Y")], ["ends": Self.rule("P6Y")])
    #expect(same.code == 0)
    #expect(same.text == "0 verdicts change, 3 stay\n")
    let builtIn = try await Program.run([
      "rules", "impact", "built-in", "rules", Sample.clean, "--as-of", "2026-11-01",
    ])
    #expect(builtIn.code == 0, "\(builtIn.text)")
    #expect(builtIn.text.hasPrefix("0 verdicts change, "))
  }

  @Test("rules with an error are 2 with the place, an input that is not there is 3")
  func refuses() async throws {
    let broken = Self.rule("P6Y").replacing("record.lastEvent", with: "record.lastEvnt")
    let run = try await Self.impact(["ends": Self.rule("P6Y")], ["ends": broken])
    #expect(run.code == 2)
    #expect(run.errors.contains("did you mean"), "\(run.errors)")
    let absent = try await Program.run(["rules", "impact", "built-in", "built-in", "/no/such"])
    #expect(absent.code == 3)
    #expect(absent.errors.contains("/no/such"))
    #expect(absent.text == "")
  }
}
