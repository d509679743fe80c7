import CivilTime
import Diagnostics
import Findings
import Rules
import Testing
import YAMLTree

@Suite struct RuleReaderTests {
  @Test("all that a rule file says is read")
  func readsAll() throws {
    let (library, problems) = try Files.read([("own/first.yaml", Files.rule)])
    #expect(problems == [])
    let rule = try #require(library.rule("own/first"))
    #expect(rule.catalogue == ["OWN-01"])
    #expect(rule.title == "All is well")
    #expect(rule.level == .record)
    #expect(rule.severity == .high)
    #expect(rule.authority == .statute)
    #expect(rule.cites.map(\.source) == ["policy"])
    #expect(rule.isProvisional == false)
    #expect(rule.when?.source == "record.group == 3")
    #expect(rule.lets.map(\.name) == ["shared", "local"])
    #expect(rule.require.source == "record.rationale")
    #expect(rule.path == "rules/own/first.yaml")
  }

  @Test("examples carry their verdict, their day and what is expected")
  func readsExamples() throws {
    let (library, _) = try Files.read([("own/first.yaml", Files.rule)])
    let examples = try #require(library.rule("own/first")).examples
    #expect(examples.map(\.verdict) == [.pass, .breach])
    let breach = try #require(examples.last)
    #expect(breach.name == "no reason")
    #expect(breach.asOf.description == "2026-12-01")
    #expect(breach.daysOver == 1)
    #expect(breach.missing == ["record.group"])
    #expect(breach.cause == "3")
    #expect(breach.ancestors["dataset"]?["groupMode"]?.text == "time-based")
    #expect(breach.related.count == 1)
    #expect(breach.line == 18)
  }

  @Test("a rule holds from its first day on")
  func isEffective() throws {
    let (library, _) = try Files.read([("own/first.yaml", Files.rule)])
    let rule = try #require(library.rule("own/first"))
    let first = try #require(CivilDate(year: 2026, month: 6, day: 19))
    #expect(rule.isEffective(on: first))
    #expect(!rule.isEffective(on: CivilDate(dayNumber: first.dayNumber - 1)))
  }

  @Test("a figure that nobody read makes the rule provisional")
  func isProvisional() throws {
    let text = Files.replacing(Files.rule, "at: \"1\", evidence: read", "at: \"1\"")
    let (library, _) = try Files.read([("own/first.yaml", text)])
    #expect(library.rule("own/first")?.isProvisional == true)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let code: String
    let place: [Int]
    var hint: String?
    var testDescription: String { name }
  }

  static let mistakes = [
    Mistake(
      name: "a misspelt key", old: "severity:", new: "severty:", code: "rule.unknown-key",
      place: [6, 1], hint: "did you mean \"severity\"?"),
    Mistake(
      name: "a misspelt value", old: "severity: high", new: "severity: hihg",
      code: "rule.unknown-value", place: [6, 11], hint: "did you mean \"high\"?"),
    Mistake(
      name: "a level that is none", old: "level: record", new: "level: rekord",
      code: "rule.unknown-value", place: [5, 8], hint: "did you mean \"record\"?"),
    Mistake(
      name: "no condition", old: "require: record.rationale\n", new: "",
      code: "rule.missing-key", place: [1, 1]),
    Mistake(
      name: "no identifier", old: "id: own/first\n", new: "", code: "rule.missing-key",
      place: [1, 1]),
    Mistake(
      name: "a list for a text", old: "title: All is well", new: "title: [All]",
      code: "rule.wrong-kind", place: [3, 8]),
    Mistake(
      name: "a day that does not exist", old: "from: 2026-06-19", new: "from: 2026-06-31",
      code: "rule.wrong-kind", place: [9, 19]),
    Mistake(
      name: "a source that the pack has not", old: "source: policy", new: "source: polici",
      code: "rule.unknown-source", place: [8, 1], hint: "did you mean \"policy\"?"),
    Mistake(
      name: "an example without a verdict", old: "  - pass: {group: 3, rationale: true}",
      new: "  - name: x", code: "rule.example-verdict", place: [17, 5]),
    Mistake(
      name: "a word for a Boolean", old: "evidence: read", new: "verified: yes",
      code: "rule.wrong-kind", place: [8, 45]),
    Mistake(
      name: "a grade that is none", old: "evidence: read", new: "evidence: raed",
      code: "rule.unknown-value", place: [8, 45], hint: "did you mean \"read\"?"),
    Mistake(
      name: "a limb without what it says", old: "remedy: Do it.",
      new: "remedy: Do it.\nlimbs: [{at: s.1}]", code: "rule.missing-key", place: [16, 9]),
  ]

  @Test("a mistake is reported at its place, with a hint", arguments: mistakes)
  func reports(_ mistake: Mistake) throws {
    let problems = try Files.problems(replacing: mistake.old, with: mistake.new)
    let problem = try #require(problems.first { $0.code == mistake.code }, "\(problems)")
    #expect(problem.severity == .error)
    #expect(problem.position.map { [$0.line, $0.column] } == mistake.place, "\(problem)")
    if let hint = mistake.hint { #expect(problem.hint == hint) }
  }

  @Test("all mistakes of a file are reported")
  func reportsAll() throws {
    let problems = try Files.problems(
      replacing: "severity: high\nauthority: statute", with: "severity: hihg\nauthority: stattute")
    #expect(problems.map(\.code) == ["rule.unknown-value", "rule.unknown-value"])
  }

  static let slips = [
    Mistake(
      name: "what absence means", old: "level: record", new: "level: record\nabsent: nnoe",
      code: "rule.unknown-value", place: [6, 9], hint: "did you mean \"none\"?"),
    Mistake(
      name: "a way to report, of which the texts know", old: "require: record.rationale\ncause: \"",
      new: "report: per-datset\nrequire: record.rationale\ncause: \"{count}",
      code: "rule.unknown-value",
      place: [13, 9], hint: "did you mean \"per-dataset\"?"),
    Mistake(
      name: "a rule that ends before it begins", old: "{from: 2026-06-19}",
      new: "{from: 2026-06-19, until: 2026-06-18}", code: "rule.ends-before-start", place: [9, 12]),
    Mistake(
      name: "a list of another level", old: "level: record",
      new: "level: record\neach: recrod.events",
      code: "rule.unknown-list", place: [6, 7],
      hint: "begin with the level, such as \"record.events\""),
    Mistake(
      name: "facts around the examples", old: "examples:",
      new: "given: {datset: {category: c}}\nexamples:", code: "rule.unknown-key", place: [16, 9],
      hint: "did you mean \"dataset\"?"),
  ]

  @Test("one slip is one error", arguments: slips)
  func tellsOnce(_ slip: Mistake) throws {
    let problems = try Files.problems(replacing: slip.old, with: slip.new)
    #expect(problems.map(\.code) == [slip.code], "\(problems)")
    #expect(problems.first?.position.map { [$0.line, $0.column] } == slip.place, "\(problems)")
    #expect(problems.first?.hint == slip.hint)
  }

  @Test("a rule that holds for one day does not end before it begins")
  func holdsForADay() throws {
    let problems = try Files.problems(
      replacing: "{from: 2026-06-19}", with: "{from: 2026-06-19, until: 2026-06-19}")
    #expect(problems == [])
  }

  @Test("days over that are no number are an error")
  func reportsDaysOver() throws {
    let problems = try Files.problems(replacing: "days-over: 1", with: "days-over: one")
    #expect(!problems.isEmpty)
  }
}
