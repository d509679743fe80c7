import Diagnostics
import Findings
import Rules
import Testing
import YAMLTree

@Suite struct ProfileReaderTests {
  static func read(_ text: String) throws -> (profile: Profile, problems: [Diagnostic]) {
    let library = try Files.read([("own/first.yaml", Files.rule)]).library
    let root = try #require(YAMLReader.read(text, path: "profile.yaml").root)
    return ProfileReader.read(root, path: "profile.yaml", library: library)
  }

  @Test("an organisation's choice goes before the common one")
  func chooses() throws {
    let (profile, problems) = try Self.read(
      """
      parameters:
        mode: {value: time-based, reason: as the board decided}
      organisations:
        northmoor:
          parameters:
            mode: {value: five-yearly, reason: as we decided}
      """)
    #expect(problems == [])
    #expect(profile.parameter("mode", organisation: nil)?.value.text == "time-based")
    #expect(profile.parameter("mode", organisation: "eastvale")?.value.text == "time-based")
    #expect(profile.parameter("mode", organisation: "northmoor")?.value.text == "five-yearly")
    let choice = try #require(profile.parameter("mode", organisation: "northmoor"))
    #expect(choice.reason == "as we decided")
    #expect(choice.origin == "profile.yaml:6")
    #expect(profile.parameter("limit", organisation: "northmoor") == nil)
  }

  @Test("severities and confirmations are read with who and why")
  func confirms() throws {
    let (profile, problems) = try Self.read(
      """
      severities:
        own/first: {severity: low, reason: it is being mended}
      confirmed:
        - {rule: own/*, by: Records manager, on: 2026-10-01, source: "the table"}
      """)
    #expect(problems == [])
    #expect(profile.common.severities["own/first"]?.severity == .low)
    #expect(profile.common.ruleConfirmations.map(\.rule) == ["own/*"])
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    let code: String
    var testDescription: String { "\(code): \(text)" }
  }

  static let mistakes = [
    Mistake(text: "parametres: {}", code: "rule.unknown-key"),
    Mistake(
      text: "parameters: {mod: {value: time-based, reason: r}}", code: "profile.unknown-parameter"),
    Mistake(text: "parameters: {mode: {value: never, reason: r}}", code: "profile.unknown-value"),
    Mistake(text: "parameters: {mode: {value: time-based}}", code: "rule.missing-key"),
    Mistake(text: "parameters: {mode: time-based}", code: "rule.wrong-kind"),
    Mistake(text: "severities: {own/first: {severity: low}}", code: "rule.missing-key"),
    Mistake(text: "severities: {own/first: {reason: r}}", code: "rule.missing-key"),
    Mistake(text: "confirmed: [{rule: own/first}]", code: "rule.missing-key"),
    Mistake(
      text: "confirmed: [{rule: own/first, by: n/a, on: 2026-10-01, source: the table}]",
      code: "rule.missing-key"),
    Mistake(
      text: "confirmed: [{rule: own/first, by: Jane, on: 2026-10-01, source: '-'}]",
      code: "rule.missing-key"),
    Mistake(
      text: "parameters: {mode: {value: time-based, reason: n/a}}", code: "rule.missing-key"),
    Mistake(
      text: "confirmed: [{rule: OWN-2, by: Jane, on: 2026-10-01, source: the table}]",
      code: "profile.unknown-rule"),
    Mistake(text: "[1]", code: "rule.wrong-kind"),
  ]

  @Test("a severity that there is not is one error")
  func tellsOfSeverity() throws {
    let (_, problems) = try Self.read("severities: {own/first: {severity: off, reason: r}}")
    #expect(problems.map(\.code) == ["rule.unknown-value"], "\(problems)")
  }

  @Test("a choice that cannot be is an error with a place", arguments: mistakes)
  func reports(_ mistake: Mistake) throws {
    let (_, problems) = try Self.read(mistake.text)
    #expect(problems.contains { $0.code == mistake.code }, "\(problems)")
    #expect(problems.allSatisfy { $0.position?.path == "profile.yaml" })
  }

  @Test("a parameter that holds a period takes no other word")
  func checksKinds() throws {
    let (_, problems) = try Self.read("parameters: {limit: {value: soon, reason: r}}")
    #expect(!problems.isEmpty)
  }
}
