import CivilTime
import Diagnostics
import Findings
import Ledger
import Testing

@Suite struct WaiverReaderTests {
  @Test("a whole file is read without a problem")
  func readsAll() throws {
    let (file, problems) = WaiverReader.read(
      """
      version: 1
      longest: {critical: P30D}
      expiring-days: 14
      waivers:
        - id: W-1
          rule: mopi/*
          subject: system:custody/*
          reason: The delete job is replaced in March.
          owner: Head of custody
          approver: Data protection officer
          ticket: CHG-4711
          from: 2026-01-05
          until: 2026-03-31
      """, path: "waivers.yaml")
    #expect(problems.isEmpty)
    let waiver = try #require(file.waivers.first)
    #expect(waiver.id == "W-1")
    #expect(waiver.rule.pattern == "mopi/*")
    #expect(waiver.subject.pattern == "system:custody/*")
    #expect(waiver.ticket == "CHG-4711")
    #expect(try waiver.from == day("2026-01-05"))
    #expect(try waiver.until == day("2026-03-31"))
    #expect(waiver.position == SourcePosition(path: "waivers.yaml", line: 5, column: 5))
    #expect(file.policy.expiringDays == 14)
    #expect(file.policy.longest[.critical] == Period(months: 0, days: 30))
    #expect(file.policy.longest[.high] == WaiverPolicy.standard.longest[.high])
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String
    let text: String
    var hint: String?
    var testDescription: String { name }
  }

  static let rest = "reason: r, owner: o, approver: a, from: 2026-01-05"
  static let faults = [
    Fault(name: "an empty file", code: "yaml.empty", text: ""),
    Fault(name: "no YAML", code: "yaml.malformed", text: "waivers: [↓"),
    Fault(name: "a list at the top", code: "waiver.wrong-kind", text: "↓[]"),
    Fault(name: "no waivers", code: "waiver.missing-key", text: "↓version: 1"),
    Fault(
      name: "a misspelt key at the top", code: "waiver.unknown-key",
      text: "waivers: []\n↓expiring-day: 3", hint: "did you mean \"expiring-days\"?"),
    Fault(
      name: "a misspelt key in a waiver", code: "waiver.unknown-key",
      text:
        "waivers:\n - {id: W, rule: r, subject: s, \(rest), until: 2026-02-01, ↓tickt: C}",
      hint: "did you mean \"ticket\"?"),
    Fault(
      name: "no last day", code: "waiver.missing-key",
      text: "waivers:\n - ↓{id: W, rule: r, subject: s, \(rest)}"),
    Fault(
      name: "a last day without a value", code: "waiver.missing-key",
      text: "waivers:\n - {id: W, rule: r, subject: s, \(rest), until: ↓~}"),
    Fault(
      name: "a blank reason", code: "waiver.missing-key",
      text: "waivers:\n - {id: W, rule: r, subject: s, reason: '↓ ', owner: o, approver: a, "
        + "from: 2026-01-05, until: 2026-02-01}"),
    Fault(
      name: "a day that does not exist", code: "waiver.wrong-kind",
      text: "waivers:\n - {id: W, rule: r, subject: s, \(rest), until: ↓2026-02-30}"),
    Fault(
      name: "a day with slashes", code: "waiver.wrong-kind",
      text: "waivers:\n - {id: W, rule: r, subject: s, \(rest), until: ↓2026/02/03}"),
    Fault(
      name: "an end before the start", code: "waiver.ends-before-start",
      text: "waivers:\n - {id: W, rule: r, subject: s, \(rest), until: ↓2026-01-04}"),
    Fault(
      name: "an identifier twice", code: "waiver.duplicate-id",
      text: "waivers:\n - {id: W, rule: r, subject: s, \(rest), until: 2026-02-01}\n"
        + " - ↓{id: W, rule: r, subject: s, \(rest), until: 2026-02-01}"),
    Fault(
      name: "a version of the future", code: "waiver.unknown-version",
      text: "version: ↓2\nwaivers: []"),
    Fault(
      name: "an unknown severity", code: "waiver.unknown-key",
      text: "waivers: []\nlongest: {↓hihg: P1M}", hint: "did you mean \"high\"?"),
    Fault(
      name: "a period that is none", code: "waiver.wrong-kind",
      text: "waivers: []\nlongest: {high: ↓1 month}"),
    Fault(
      name: "a number of days that is none", code: "waiver.wrong-kind",
      text: "waivers: []\nexpiring-days: ↓-1"),
    Fault(
      name: "a waiver nested one level too deep", code: "waiver.wrong-kind",
      text: "waivers:\n - ↓- {id: W}"),
  ]

  @Test("a fault is reported once, at its place, with its code and hint", arguments: faults)
  func reports(_ fault: Fault) throws {
    let marked = Marked(fault.text)
    let (_, problems) = WaiverReader.read(marked.text, path: "w.yaml")
    let problem = try #require(problems.first)
    #expect(problems.count == 1)
    #expect(problem.code == fault.code)
    #expect(problem.severity == .error)
    #expect(problem.hint == fault.hint)
    if fault.code.hasPrefix("waiver.") {
      let place = SourcePosition(path: "w.yaml", line: marked.line, column: marked.column)
      #expect(problem.position == place)
    }
  }

  @Test("all faults of a file are reported, in order of place")
  func reportsAll() {
    let (_, problems) = WaiverReader.read(
      "waivers:\n - {id: W, rul: r}\n - {id: V}\nversion: 9", path: "w.yaml")
    #expect(problems.count > 10)
    #expect(problems == problems.sorted())
  }

  @Test("a rule that does not exist is a warning with the nearest one")
  func warnsOfUnknownRules() throws {
    let (file, _) = WaiverReader.read(
      "waivers:\n - {id: W, rule: mopi/logg, subject: s, \(Self.rest), until: 2026-02-01}",
      path: "w.yaml")
    let warnings = file.unknownRules(among: ["mopi/log", "mopi/hold"])
    #expect(warnings.map(\.code) == ["waiver.unknown-rule"])
    #expect(warnings.first?.hint == "did you mean \"mopi/log\"?")
    #expect(warnings.map(\.severity) == [.warning])
    let errors = file.unknownRules(among: ["mopi/log", "mopi/hold"], isStrict: true)
    #expect(errors.map(\.severity) == [.error])
    #expect(file.unknownRules(among: ["mopi/logg"]).isEmpty)
    let (coded, _) = WaiverReader.read(
      "waivers:\n - {id: W, rule: REC-04, subject: s, \(Self.rest), until: 2026-02-01}",
      path: "w.yaml")
    let hint = coded.unknownRules(among: ["mopi/log"], codes: ["REC-04": ["mopi/log"]]).first?.hint
    #expect(hint == "a waiver names the rule itself; the code \"REC-04\" is of: mopi/log")
  }
}
