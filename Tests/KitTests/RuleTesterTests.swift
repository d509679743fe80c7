import CustosKit
import Rules
import Testing

@Suite struct RuleTesterTests {
  static func report(_ old: String = "", _ new: String = "") throws -> RuleTester.Report {
    let folder = try Folder()
    try folder.write("own/pack.yaml", RuleLinterTests.pack.utf8)
    let rule = RuleLinterTests.rule
    let text = old.isEmpty ? rule : rule.replacing(old, with: new)
    try folder.write("own/ends.yaml", text.utf8)
    let set = RuleSet.load([folder.path], withExamples: true)
    return RuleTester(set: set).test(try #require(set.library.rules.first))
  }

  @Test("examples that hold are counted")
  func counts() throws {
    let report = try Self.report()
    #expect(report.passed == 5)
    #expect(report.failures.map(\.message) == [])
  }

  struct Mismatch: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let says: String
    var testDescription: String { name }
  }

  static let mismatches = [
    Mismatch(
      name: "another verdict", old: "- pass: {group: 3, sentenceEnd: 2026-11-01}",
      new: "- breach: {group: 3, sentenceEnd: 2026-11-01}", says: "expected breach"),
    Mismatch(
      name: "other days over", old: "days-over: 1", new: "days-over: 2",
      says: "days over: 1, expected 2"),
    Mismatch(
      name: "another cause", old: "days-over: 1", new: "cause: kept",
      says: "cause: \"kept past 2026-10-31\", expected \"kept\""),
    Mismatch(
      name: "a fact that no record has", old: "- undetermined: {group: 3}",
      new: "- undetermined: {group: 3, sentenceEdn: 2020-01-01}", says: "the facts are wrong"),
    Mismatch(
      name: "a fact that is not a date", old: "- undetermined: {group: 3}",
      new: "- undetermined: {group: 3, sentenceEnd: soon}", says: "the facts are wrong"),
  ]

  @Test("an example that does not hold says how", arguments: mismatches)
  func fails(_ mismatch: Mismatch) throws {
    let report = try Self.report(mismatch.old, mismatch.new)
    #expect(report.failures.count == 1)
    #expect(report.failures.first?.message.contains(mismatch.says) == true)
    #expect(report.passed == 4)
  }

  @Test("undetermined examples name the facts that are missing")
  func namesMissing() throws {
    let report = try Self.report(
      "- undetermined: {group: 3}", "- undetermined: {group: 3}\n    missing: [record.sentenceEnd]")
    #expect(report.failures.map(\.message) == [])
  }
}
