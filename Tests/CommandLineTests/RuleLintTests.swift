import Foundation
import Testing

/// `custos rules lint` on rule files that lack what a rule must have.
@Suite struct RuleLintTests {
  static let pack = """
    pack: own
    title: Our own
    version: "1"
    recheck: P2Y
    sources:
      policy: {title: Our policy, checked: 2026-11-01, evidence: read}
      letter: {title: A letter}
    """

  static let rule = """
    id: own/ends
    catalogue: [OWN-01]
    title: A record ends
    why: Else it is kept for ever.
    level: record
    severity: high
    authority: local
    cites: [{source: policy, at: "1", evidence: read}]
    when: record.kind == 'offender'
    let:
      lastPermitted: lastDay(record.lastEvent, period('P6Y'))
    require: today <= lastPermitted || onHold(record)
    cause: "kept {daysOver} days past {lastPermitted}"
    remedy: Dispose of it.
    examples:
      - {name: day before, as-of: 2026-02-27, pass: {kind: offender, lastEvent: 2020-02-29}}
      - {name: last day, as-of: 2026-02-28, pass: {kind: offender, lastEvent: 2020-02-29}}
      - {name: day after, as-of: 2026-03-01, breach: {kind: offender, lastEvent: 2020-02-29}, days-over: 1}
      - name: a hold
        as-of: 2026-03-01
        organisation: {holds: [{id: h1, from: 2025-01-01}]}
        pass: {kind: offender, lastEvent: 2020-02-29, hold: h1}
      - {undetermined: {kind: offender}}
      - {not-applicable: {kind: victim}}
    """

  static func lint(
    _ old: String = "", _ new: String = "", asOf: String = "2026-11-25"
  ) async throws -> Run {
    let folder = try TemporaryFolder()
    let text = old.isEmpty ? rule : rule.replacingOccurrences(of: old, with: new)
    #expect(old.isEmpty || text != rule, "nothing was replaced")
    _ = try folder.write("own/pack.yaml", pack)
    _ = try folder.write("own/ends.yaml", text)
    return try await Program.run(["rules", "lint", "--rules", folder.path, "--as-of", asOf])
  }

  @Test("a whole rule has no problem")
  func acceptsWhole() async throws {
    let run = try await Self.lint()
    #expect(run.code == 0, "\(run.text)")
    #expect(run.text == "0 problems, 0 notices in 1 rule\n")
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let says: String
    var testDescription: String { name }
  }

  static let faults = [
    Fault(
      name: "no citation", old: "cites: [{source: policy, at: \"1\", evidence: read}]\n", new: "",
      says: "own/ends cites no source [lint.no-citation]"),
    Fault(
      name: "a citation without the day of the check", old: "source: policy", new: "source: letter",
      says: "own/ends cites letter without the day of the check [lint.not-checked]"),
    Fault(
      name: "no example on the day before", old: "as-of: 2026-02-27", new: "as-of: 2026-02-26",
      says: "no example of \"today <= lastPermitted\" on the day before [lint.no-boundary]"),
    Fault(
      name: "no example on the day", old: "as-of: 2026-02-28", new: "as-of: 2026-02-27",
      says: "no example of \"today <= lastPermitted\" on the day [lint.no-boundary]"),
    Fault(
      name: "no example on the day after",
      old: "as-of: 2026-03-01, breach: {kind: offender, lastEvent: 2020-02-29}, days-over: 1",
      new: "as-of: 2026-03-02, breach: {kind: offender, lastEvent: 2020-02-29}, days-over: 2",
      says: "has no example one day past the last permitted day [lint.no-boundary]"),
    Fault(
      name: "a condition that no record meets", old: "when: record.kind == 'offender'",
      new: "when: record.kind == 'offender' && record.kind == 'victim'",
      says: "the condition \"when\" is true in no example of own/ends [lint.unreached]"),
    Fault(
      name: "a way out that no example takes", old: "|| onHold(record)",
      new: "|| onHold(record) || has(record.outcome)",
      says: "\"has(record.outcome)\" is false in all examples of own/ends [lint.unreached]"),
    Fault(
      name: "a condition that is always met", old: "today <= lastPermitted || onHold(record)",
      new: "today <= lastPermitted || true",
      says: "\"true\" is true in all examples of own/ends [lint.unreached]"),
  ]

  @Test("what a rule lacks is 1, with the rule and what is missing", arguments: faults)
  func names(_ fault: Fault) async throws {
    let run = try await Self.lint(fault.old, fault.new)
    #expect(run.code == 1, "\(run.text)\(run.errors)")
    #expect(run.text.contains("own/ends.yaml:1:1: warning: "), "\(run.text)")
    #expect(run.text.contains(fault.says), "\(run.text)")
  }

  @Test("a comparison with a source counts as long as the pack says, to the day")
  func ages() async throws {
    #expect(try await Self.lint(asOf: "2028-10-31").code == 0)
    #expect(try await Self.lint(asOf: "2028-11-01").code == 0)
    let old = try await Self.lint(asOf: "2028-11-02")
    #expect(old.code == 1)
    #expect(
      old.text.contains(
        "own/ends was last compared with policy on 2026-11-01, more than P2Y ago [lint.outdated]"))
  }

  @Test("an unknown key is 2 with its line, its column and the nearest known one")
  func refusesUnknownKey() async throws {
    let run = try await Self.lint("remedy:", "remedie:")
    #expect(run.code == 2)
    #expect(run.errors.contains("own/ends.yaml:14:1: error: no key \"remedie\" is known here"))
    #expect(run.errors.contains("did you mean \"remedy\"?"))
  }
}
