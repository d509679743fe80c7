import Findings
import Inventory
import Testing

@testable import Engine

@Suite struct SmallestFixTests {
  struct Fix: Sendable, CustomTestStringConvertible {
    let name: String
    var level = "dataset"
    var when: String?
    let require: String
    let facts: String
    let expected: String
    var testDescription: String { name }
  }

  private static let checkFirst = "check what then falls due before it is disposed of"
  private static let disposal =
    "Check that no law, power, hold, proceedings or request requires keeping it; then dispose of it "
    + "and record the day in record.disposed"

  static let fixes = [
    Fix(
      name: "a period is shortened to the boundary and no further",
      require: "lastDay(date('2025-01-01'), dataset.retention.period) <= date('2026-01-01')",
      facts: #""retention": {"period": "P6Y"}"#,
      expected: "Shorten dataset.retention.period from P6Y to P1Y; " + checkFirst),
    Fix(
      name: "a period is lengthened to the boundary and no further",
      require: "dataset.retention.period >= period('P6Y')",
      facts: #""retention": {"period": "P2Y"}"#,
      expected: "Lengthen dataset.retention.period from P2Y to P6Y"),
    Fix(
      name: "a period without an end is given one",
      require: "!dataset.retention.period.isIndefinite()",
      facts: #""retention": {"period": "indefinite"}"#,
      expected: "Set an end for dataset.retention.period; " + checkFirst),
    Fix(
      name: "all codes that would do are named",
      require: "dataset.groupMode in ['time-based', 'reviewed']",
      facts: #""groupMode": "other""#,
      expected: "Change dataset.groupMode from other to time-based or reviewed"),
    Fix(
      name: "a flag is said in the words of the vocabulary",
      require: "dataset.underTen", facts: #""underTen": false"#,
      expected:
        "Make sure that children under ten are handled apart, and record dataset.underTen as true"),
    Fix(
      name: "two facts are changed where one does not do",
      require: "dataset.underTen && dataset.accessLimited",
      facts: #""underTen": false, "accessLimited": false"#,
      expected: "Make sure that access is limited to archive users, and record "
        + "dataset.accessLimited as true; make sure that children under ten are handled apart, "
        + "and record dataset.underTen as true"),
    Fix(
      name: "a count is brought down no further than it has to be",
      require: "dataset.missingTrigger * 100 <= dataset.count * 10",
      facts: #""missingTrigger": 30, "count": 100"#,
      expected: "Record the trigger date of records: bring dataset.missingTrigger from 30 to 10"),
    Fix(
      name: "what has happened is not changed",
      require: "dataset.oldest >= date('2020-01-01')", facts: #""oldest": "2001-01-01""#,
      expected: "no fix was found among the facts that the rule reads"),
    Fix(
      name: "a setting under which the rule says nothing is no cure",
      when: "dataset.underTen == false", require: "dataset.underTen && dataset.evidential",
      facts: #""underTen": false, "evidential": false"#,
      expected: "no fix was found among the facts that the rule reads"),
    Fix(
      name: "a review is done again", level: "record",
      require: "today <= lastDay(record.reviewed, period('P1Y'))",
      facts: #""records": [{"id": "r", "reviewed": "2001-01-01"}]"#,
      expected: "Review it and record the day in record.reviewed"),
    Fix(
      name: "what was disposed of too early stays so", level: "record",
      require: "record.disposed >= date('2020-01-01')",
      facts: #""records": [{"id": "r", "disposed": "2001-01-01"}]"#,
      expected: "no fix was found among the facts that the rule reads"),
    Fix(
      name: "the period of a dataset is not lengthened for its records", level: "record",
      require: "today <= lastDay(record.lastEvent, dataset.retention.period)",
      facts:
        #""retention": {"period": "P1Y"}, "records": [{"id": "r", "lastEvent": "2001-01-01"}]"#,
      expected: "no fix was found among the facts that the rule reads"),
    Fix(
      name: "a record past its end is disposed of", level: "record",
      when: "!has(record.disposed)",
      require: "today <= lastDay(record.lastEvent, dataset.retention.period)",
      facts:
        #""retention": {"period": "P1Y"}, "records": [{"id": "r", "lastEvent": "2001-01-01"}]"#,
      expected: disposal),
  ]

  private static func systems(_ facts: String) -> String {
    #"[{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D", "#
      + "\(facts)}]}]"
  }

  @Test("the smallest fix follows from the rule's own condition", arguments: fixes)
  func finds(_ example: Fix) throws {
    let rule = MadeUpRules.rule("one", example.level, example.require, when: example.when)
    let findings = try MadeUpRules.findings([rule], systems: Self.systems(example.facts))
    try #require(findings.count == 1)
    #expect(findings[0].verdict == .breach)
    #expect(findings[0].smallestFix ?? findings[0].noFix == example.expected)
    #expect((findings[0].smallestFix == nil) == example.expected.hasPrefix("no fix"))
  }

  @Test("a fix that would breach another rule is not offered, and the rule in the way is named")
  func namesTheRuleInTheWay() throws {
    let short = MadeUpRules.rule("short", "dataset", "dataset.retention.period <= period('P1Y')")
    let long = MadeUpRules.rule("long", "dataset", "dataset.retention.period >= period('P2Y')")
    let systems = Self.systems(#""retention": {"period": "P6Y"}"#)
    let alone = try MadeUpRules.findings([short], systems: systems)
    #expect(
      alone[0].smallestFix
        == "Shorten dataset.retention.period from P6Y to P1Y; " + Self.checkFirst)
    let both = try MadeUpRules.findings([short, long], systems: systems)
    #expect(both.count == 1)
    #expect(both[0].smallestFix == nil)
    #expect(
      both[0].noFix == "no fix was found: to shorten dataset.retention.period from P6Y to P1Y "
        + "would clear it, but would breach own/long")
  }

  @Test("where a rule does not say that a disposal may clear it, no fix disposes of the record")
  func neverDisposes() throws {
    let rule = MadeUpRules.rule(
      "end", "record", "today <= record.lastEvent", when: "!has(record.disposed)",
      mayDispose: false)
    let systems = Self.systems(#""records": [{"id": "r", "lastEvent": "2001-01-01"}]"#)
    let findings = try MadeUpRules.findings([rule], systems: systems)
    #expect(findings.map(\.smallestFix) == [nil])
    #expect(findings[0].noFix == "no fix was found among the facts that the rule reads")
  }

  @Test("what a hold covers is not disposed of, whether or not the rule asks for holds")
  func keepsWhatIsHeld() throws {
    let rule = MadeUpRules.rule(
      "end", "record", "today <= record.lastEvent", when: "!has(record.disposed)")
    let systems = Self.systems(
      #""records": [{"id": "r", "lastEvent": "2001-01-01", "hold": "h1"}]"#)
    let held = MadeUpRules.force.replacing(
      "\"id\": \"f\"", with: "\"id\": \"f\", \"holds\": [\(Self.hold)]")
    #expect(held != MadeUpRules.force)
    let findings = try MadeUpRules.outcome([rule], systems: systems, organisations: held).findings
    #expect(findings.map(\.smallestFix) == [nil])
  }

  private static let hold =
    #"{"id": "h1", "kind": "litigation", "from": "2020-01-01", "scope": []}"#

  @Test("where the schedule keeps records longer than the setting, no fix disposes of them")
  func keepsWhatIsInTheSchedule() throws {
    let sources = """
      precedence:
        - {source: the setting, step: schedule, until: "date('2010-01-01')"}
        - {source: the schedule, step: schedule, until: "date('2030-01-01')", yields: {because: of it}}
      """
    let rule = MadeUpRules.rule(
      "end", "record", "today <= record.lastEvent", when: "!has(record.disposed)", more: sources)
    let systems = Self.systems(#""records": [{"id": "r", "lastEvent": "2001-01-01"}]"#)
    let findings = try MadeUpRules.findings([rule], systems: systems)
    #expect(findings.map(\.smallestFix) == [nil])
  }

  @Test("where the obvious fix would breach another rule, the next one that does not is offered")
  func goesRoundAnotherRule() throws {
    let end = MadeUpRules.rule(
      "end", "record",
      "today <= record.lastEvent || (record.?rationale.orValue(false) && has(record.reviewed))",
      when: "!has(record.disposed)")
    let floor = MadeUpRules.rule(
      "floor", "record", "!has(record.disposed) || record.disposed >= date('2030-01-01')")
    let systems = Self.systems(#""records": [{"id": "r", "lastEvent": "2001-01-01"}]"#)
    let alone = try MadeUpRules.findings([end], systems: systems)
    #expect(alone[0].smallestFix == Self.disposal)
    // That nothing gives the disposal is a finding of the other rule.
    let both = try MadeUpRules.findings([end, floor], systems: systems)
      .filter { $0.verdict == .breach }
    #expect(both.count == 1)
    #expect(
      both[0].smallestFix == "Review it and record the day in record.reviewed; make sure that "
        + "the reason was recorded, and record record.rationale as true")
  }

  @Test("a change of a system is tried on its datasets too")
  func looksBeneath() throws {
    let system = MadeUpRules.rule("system", "system", "system.testData.live")
    let dataset = MadeUpRules.rule(
      "dataset", "dataset", "!system.testData.live || dataset.evidential")
    let systems = """
      [{"id": "s", "name": "S", "controllers": ["f"], "testData": {"live": false}, \
      "datasets": [{"id": "d", "name": "D", "evidential": false}]}]
      """
    let findings = try MadeUpRules.findings([system, dataset], systems: systems)
    #expect(findings.map(\.rule) == ["own/system"])
    #expect(findings[0].noFix?.hasSuffix("but would breach own/dataset") == true)
  }

  @Test("an item of a list is changed in its list, and the rules of its owner are asked")
  func changesItems() throws {
    let item = MadeUpRules.rule(
      "item", "dataset", "disposal.copiesConfirmed", each: "dataset.disposals")
    let owner = MadeUpRules.rule(
      "owner", "dataset", "dataset.disposals.exists(d, !d.copiesConfirmed)")
    let systems = Self.systems(#""disposals": [{"id": "x", "copiesConfirmed": false}]"#)
    let alone = try MadeUpRules.findings([item], systems: systems)
    #expect(
      alone[0].smallestFix
        == "Make sure that copies are confirmed gone, and record disposal.copiesConfirmed as true")
    let both = try MadeUpRules.findings([item, owner], systems: systems)
    #expect(both.map(\.rule) == ["own/item"])
    #expect(both[0].noFix?.hasSuffix("but would breach own/owner") == true)
  }

  @Test("where one of several missing facts can decide, it is named alone")
  func namesTheFewestFacts() throws {
    let rule = MadeUpRules.rule(
      "one", "record",
      "record.rationale || (record.serious && record.necessity && record.restricted)")
    let findings = try MadeUpRules.findings(
      [rule], systems: Self.systems(#""records": [{"id": "r"}]"#))
    #expect(findings[0].verdict == .undetermined)
    #expect(findings[0].derivation.missing.count == 4)
    #expect(findings[0].smallestFix == "Record record.rationale")
  }

  @Test("what a fix may change is never personal, so that its value may be shown")
  func changesNothingPersonal() {
    let fields = Vocabulary.objects.flatMap(\.fields).filter { $0.change != .none }
    #expect(fields.count > 50)
    #expect(fields.filter { $0.privacy != .open }.map(\.name) == [])
  }
}
