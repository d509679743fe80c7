import Findings
import Testing

@testable import Engine

/// Sums and clauses read as a person would write them.
@Suite struct DerivationTextTests {
  private static func derivation(
    _ require: String, _ row: String, level: String = "record"
  ) throws -> Derivation {
    let dataset = #"{"id": "d", "name": "D", \#(row)}"#
    let systems = #"[{"id": "s", "name": "S", "controllers": ["f"], "datasets": [\#(dataset)]}]"#
    let findings = try MadeUpRules.findings(
      [MadeUpRules.rule("a", level, require)], systems: systems)
    try #require(findings.count == 1)
    return findings[0].derivation
  }

  private static func detail(_ require: String, _ row: String) throws -> String {
    try #require(try derivation(require, row).clauses.first).detail
  }

  private static let record =
    #""records": [{"id": "r", "lastEvent": "2020-01-31", "group": 3, "#
    + #""offences": [{"group": 3, "role": "convicted"}, {"group": 1, "role": "convicted"}]}]"#

  @Test("a text without a character is seen")
  func showsEmptyTexts() throws {
    let derivation = try Self.derivation(
      "dataset.name == 'x' || dataset.category != ''", #""category": """#, level: "dataset")
    #expect(derivation.clauses.map(\.detail) == ["D == x", "'' != ''"])
    #expect(derivation.facts.first { $0.path == "dataset.category" }?.value == "''")
  }

  @Test("the element of a list that decided is shown with its own values and its place")
  func showsTheDecidingElement() throws {
    let derivation = try Self.derivation(
      "record.offences.filter(o, o.role == 'convicted').all(o, record.group <= o.group)",
      Self.record)
    #expect(derivation.clauses.map(\.detail) == ["3 <= 1"])
    let offence = try #require(
      derivation.facts.first { $0.path == "record.offences[1].group" })
    #expect(offence.value == "1")
    #expect(offence.location != nil)
    #expect(!derivation.facts.contains { $0.path.hasPrefix("o.") })
  }

  @Test(
    "values take the place of parts, and of the parentheses that only those needed",
    arguments: [
      ("(record.group > 1 ? record.group : 0) <= 2", "3 <= 2"),
      ("record.?outcome.orValue('dispose') == 'retain'", "dispose == retain"),
      ("record.group in [1, 2]", "3 in [1, 2]"),
      (
        "size([1, 2].filter(n, n < record.group)) == 0", "2 == 0"
      ),
      ("!record.offences.exists(o, o.group < 2 && has(o.role))", "1 < 2 && has(o.role)"),
      ("duration('73h45m') <= duration('72h')", "3 days 1 hour 45 minutes <= 3 days"),
    ])
  func substitutes(_ require: String, _ detail: String) throws {
    #expect(try Self.detail(require, Self.record) == detail)
  }

  @Test(
    "a length of time is in the units that people use",
    arguments: [
      (0, "0 seconds"), (1, "0.000000001 seconds"), (1_000_000_000, "1 second"),
      (-90_500_000_000, "-1 minute 30.5 seconds"), (86_400_000_000_000, "1 day"),
      (265_500_000_000_000, "3 days 1 hour 45 minutes"),
      (.min, "-106751 days 23 hours 47 minutes 16.854775808 seconds"),
    ] as [(Int64, String)])
  func spellsDurations(_ nanoseconds: Int64, _ text: String) {
    #expect(DurationText.of(nanoseconds: nanoseconds) == text)
  }
}
