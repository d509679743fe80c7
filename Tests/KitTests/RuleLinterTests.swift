import CivilTime
import CustosKit
import Diagnostics
import Foundation
import Rules
import Testing

@Suite struct RuleLinterTests {
  static let pack = """
    pack: own
    title: Our own
    version: "1"
    sources:
      policy: {title: Our policy, checked: 2026-11-01, evidence: read}
      other: {title: Another}
    """

  static let rule = """
    id: own/ends
    catalogue: [OWN-01]
    title: A record ends
    why: Else it is kept for ever.
    level: record
    severity: high
    authority: statute
    cites: [{source: policy, at: "1", evidence: read}]
    when: record.group == 3
    let:
      lastPermitted: record.sentenceEnd
      spare: record.group
    require: today <= lastPermitted
    cause: "kept past {lastPermitted}"
    remedy: Dispose of it.
    examples:
      - pass: {group: 3, sentenceEnd: 2026-11-02}
      - pass: {group: 3, sentenceEnd: 2026-11-01}
      - breach: {group: 3, sentenceEnd: 2026-10-31}
        days-over: 1
      - undetermined: {group: 3}
      - not-applicable: {group: 1}
    \(limbs)
    """

  static func codes(_ old: String = "", _ new: String = "") throws -> [String] {
    let folder = try Folder()
    try folder.write("own/pack.yaml", pack.utf8)
    let text = old.isEmpty ? rule : rule.replacing(old, with: new)
    #expect(old.isEmpty || text != rule)
    try folder.write("own/ends.yaml", text.utf8)
    let set = RuleSet.load([folder.path], withExamples: true)
    #expect(set.problems.filter { $0.severity == .error } == [])
    return RuleLinter(set: set, today: CivilDate(year: 2026, month: 11, day: 25)!).lint(
      set.library.rules
    ).map(\.code)
  }

  struct Gap: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let codes: [String]
    var testDescription: String { name }
  }

  /// Limbs of the rule, of which each has a clause that answers it or a reason why none does.
  static let limbs = """
    limbs:
      - {at: "s.1(1)", says: it ends, by: [require, lastPermitted]}
      - {at: "s.1(2)", says: only so many, by: when}
      - {at: "s.1(3)", says: unless a court says otherwise, not: no inventory says so}
    """

  static let gaps = [
    Gap(name: "no limbs of a statute", old: limbs, new: "", codes: ["lint.no-limbs"]),
    Gap(
      name: "a limb that nothing answers", old: ", by: when}", new: "}",
      codes: ["lint.limb-unanswered"]),
    Gap(
      name: "a limb that is answered and is not", old: ", by: when}", new: ", by: when, not: none}",
      codes: ["lint.limb-answered-twice"]),
    Gap(
      name: "a limb with a clause that is not there", old: ", by: when}", new: ", by: wen}",
      codes: ["lint.limb-unknown-clause"]),
    Gap(
      name: "a limb with a clause that the rule does not use", old: "by: [require, lastPermitted]",
      new: "by: [require, spare]", codes: ["lint.limb-unused-clause"]),
    Gap(
      name: "a disposal as a fix, and nothing to check first", old: "severity: high",
      new: "disposal: after-checks\nseverity: high", codes: ["lint.unchecked-disposal"]),
    Gap(
      name: "practice that nobody counted", old: "evidence: read", new: "evidence: practice",
      codes: ["lint.practice-not-counted"]),
    Gap(
      name: "a dispute without its other side", old: "evidence: read", new: "evidence: disputed",
      codes: ["lint.dispute-not-named"]),
    Gap(
      name: "no source", old: "cites: [{source: policy, at: \"1\", evidence: read}]\n", new: "",
      codes: ["lint.no-citation"]),
    Gap(
      name: "a source that nobody compared", old: "source: policy", new: "source: other",
      codes: ["lint.not-checked"]),
    Gap(
      name: "no breach", old: "  - breach: {group: 3, sentenceEnd: 2026-10-31}\n    days-over: 1\n",
      new: "", codes: ["lint.no-boundary", "lint.no-boundary", "lint.no-example", "lint.unreached"]),
    Gap(
      name: "no undetermined example", old: "  - undetermined: {group: 3}\n", new: "",
      codes: ["lint.no-example"]),
    Gap(
      name: "no inapplicable example", old: "  - not-applicable: {group: 1}\n", new: "",
      codes: ["lint.no-example"]),
    Gap(
      name: "no day after", old: "    days-over: 1\n", new: "", codes: ["lint.no-boundary"]),
    Gap(
      name: "no day before", old: "  - pass: {group: 3, sentenceEnd: 2026-11-02}\n", new: "",
      codes: ["lint.no-boundary"]),
    Gap(
      name: "a term that nothing makes true", old: "require: today <= lastPermitted",
      new: "require: today <= lastPermitted || has(record.outcome)", codes: ["lint.unreached"]),
    Gap(
      name: "a condition that nothing can meet", old: "when: record.group == 3",
      new: "when: record.group == 3 && record.group == 4",
      codes: ["lint.unreached"]),
    Gap(
      name: "no reason", old: "why: Else it is kept for ever.\n", new: "", codes: ["lint.no-why"]),
    Gap(
      name: "no code", old: "catalogue: [OWN-01]\n", new: "", codes: ["lint.no-catalogue"]),
  ]

  @Test("a whole rule has no gap")
  func findsNothing() throws {
    #expect(try Self.codes() == [])
  }

  @Test("what is missing is named", arguments: gaps)
  func finds(_ gap: Gap) throws {
    #expect(try Self.codes(gap.old, gap.new).sorted() == gap.codes)
  }

  @Test("a value that the pack names has to be tried by one of its rules, not by each")
  func sharesCoverage() throws {
    #expect(try Self.codesOfTwo(tried: "2026-10-31", "2026-11-01", "2026-11-02") == [])
    #expect(
      try Self.codesOfTwo(tried: "2026-11-01", "2026-11-02")
        == ["lint.no-boundary", "lint.no-boundary"])
  }

  /// What is wrong with two rules that use a value of the pack, of which only the first tries it.
  static func codesOfTwo(tried days: String...) throws -> [String] {
    let folder = try Folder()
    try folder.write(
      "own/pack.yaml", (pack + "\nlet:\n  inTime: today <= record.sentenceEnd\n").utf8)
    // Limbs are asked of rules of statute only.
    let head = rule.components(separatedBy: "let:")[0]
      .replacing("authority: statute", with: "authority: local")
    let tail = """
      cause: too old
      remedy: Dispose of it.
      examples:
        - undetermined: {group: 3}
        - not-applicable: {group: 1}
        - breach: {group: 3, sentenceEnd: 2026-10-01}
        - pass: {group: 3, sentenceEnd: 2026-12-01}

      """
    let tries = days.map { day in
      "  - \(day < "2026-11-01" ? "breach" : "pass"): {group: 3, sentenceEnd: \(day)}\n"
    }
    let first = head + "require: inTime\n" + tail + tries.joined()
    let second = head.replacing("own/ends", with: "own/again") + "require: inTime\n" + tail
    try folder.write("own/ends.yaml", first.utf8)
    try folder.write("own/again.yaml", second.utf8)
    let set = RuleSet.load([folder.path], withExamples: true)
    #expect(set.problems.filter { $0.severity == .error } == [])
    return RuleLinter(set: set, today: CivilDate(year: 2026, month: 11, day: 25)!).lint(
      set.library.rules
    ).map(\.code)
  }
}
