import Foundation
import Testing

/// Words of code lists in schedules, packs and conditions: a misspelt one would make a rule or a
/// row say nothing, and the run look green.
@Suite struct ConfigurationWordTests {
  private static let schedule = """
    schedule: force
    title: Force schedule
    jurisdictions: [england-and-wales]
    applies-to: [police-force]
    rows:
      - {code: personal-file, title: Staff files, minimum: P20Y, trigger: employment-end, action: review}

    """

  private static let pack = """
    pack: own
    title: Own rules
    version: 1
    jurisdictions: [england-and-wales]
    applies-to: [police-force]
    law-of: [crime-report]
    sources: {policy: {title: Force policy, evidence: read, checked: 2026-10-01}}
    linking: {records: [offender], events: [arrest]}

    """

  private static let rule = """
    id: own/first
    title: Reports are short
    why: Because.
    level: dataset
    severity: high
    authority: local
    cites: [{source: policy, at: "1"}]
    when: dataset.category == 'crime-report'
    require: dataset.count < 1
    cause: "too long"
    remedy: Shorten it.
    examples:
      - {breach: {category: crime-report, count: 2}}

    """

  struct Slip: Sendable, CustomTestStringConvertible {
    let right: String
    let wrong: String
    let code: String
    var hint: String?
    var testDescription: String { wrong }
  }

  static let scheduleSlips = [
    Slip(
      right: "[england-and-wales]", wrong: "[england-and-wles]", code: "rule.unknown-word",
      hint: "did you mean \"england-and-wales\"?"),
    Slip(right: "[police-force]", wrong: "[police-forc]", code: "rule.unknown-word"),
    Slip(
      right: "personal-file", wrong: "personel-file", code: "schedule.unknown-class",
      hint: "did you mean \"personal-file\"?"),
    Slip(right: "employment-end", wrong: "employement-end", code: "rule.unknown-word"),
    Slip(right: "action: review", wrong: "action: reviw", code: "rule.unknown-word"),
    Slip(
      right: "minimum: P20Y", wrong: "minimum: P20Y, maximum: P1Y",
      code: "schedule.periods-contradict"),
    Slip(
      right: "minimum: P20Y", wrong: "minimum: P20Y, period: P1Y",
      code: "schedule.periods-contradict"),
    Slip(
      right: "applies-to: [police-force]", wrong: "organisations: [northmor]",
      code: "schedule.unknown-organisation"),
  ]

  @Test("a misspelt word in a schedule is an error", arguments: scheduleSlips)
  func schedules(_ slip: Slip) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "schedule.yaml", Self.schedule.replacing(slip.right, with: slip.wrong))
    let run = try await Program.run(["check", Sample.clean, "--schedule", path] + Sample.day)
    #expect(run.code == 2)
    #expect(run.errors.contains("[\(slip.code)]"), "\(run.errors)")
    if let hint = slip.hint { #expect(run.errors.contains(hint)) }
  }

  @Test(
    "a stand-in is no class and no edition", arguments: ["'-'", "' '", "n/a", "unknown", "tbc"])
  func standIns(_ word: String) async throws {
    let folder = try TemporaryFolder()
    for text in [
      Self.schedule.replacing("code: personal-file", with: "code: \(word)"),
      Self.schedule + "edition: \(word)\n",
    ] {
      let path = try folder.write("schedule.yaml", text)
      let run = try await Program.run(["check", Sample.clean, "--schedule", path] + Sample.day)
      #expect(run.code == 2)
      #expect(run.errors.contains("says nothing [rule.missing-key]"), "\(run.errors)")
    }
  }

  @Test("a row of a class that nobody has is told, and the other rows count")
  func strayRows() async throws {
    let folder = try TemporaryFolder()
    let stray = try folder.write(
      "stray.yaml", Self.schedule.replacing("code: personal-file", with: "code: hr-file"))
    let own = try folder.write(
      "own.yaml",
      Self.schedule.replacing("code: personal-file", with: "code: hr-file, own-class: true"))
    let arguments = ["check", Sample.clean] + Sample.day
    let told = try await Program.run(arguments + ["--schedule", stray, "--format", "json"])
    #expect(told.code == 0)
    #expect(told.text.contains("\"schedule.unknown-class\""))
    #expect(!told.text.contains("\"organisation.schedule.rows\""))
    let strict = try await Program.run(arguments + ["--schedule", stray, "--strict"])
    #expect(strict.code == 3)
    #expect(strict.errors.contains("[schedule.unknown-class]"))
    let whole = try await Program.run(arguments + ["--schedule", own, "--strict"])
    #expect(!(whole.text + whole.errors).contains("schedule.unknown-class"))
  }

  @Test("a row of a class that is like a dataset's own leaves open which row that one has")
  func likeRows() async throws {
    let folder = try TemporaryFolder()
    let inventory = try folder.write(
      "inventory.xml",
      Repository.text("samples/clean/inventory.xml").replacing("personal-file", with: "dossier-a7"))
    func isOpen(_ code: String) async throws -> Bool {
      let schedule = try folder.write(
        "\(code).yaml",
        Self.schedule.replacing("code: personal-file", with: "code: \(code), own-class: false"))
      let run = try await Program.run(
        ["check", inventory, "--schedule", schedule, "--format", "json"] + Sample.day)
      return try SavedResult(run).findings.contains {
        $0.rule == "governance/category-in-schedule" && $0.verdict == "undetermined"
      }
    }
    #expect(try await isOpen("dosier-a7"))
    #expect(try await !isOpen("dossier-a7"))
    #expect(try await !isOpen("survey"))
  }

  @Test("a schedule without a slip is taken, and a class of one's own may be like another's")
  func ownClass() async throws {
    let folder = try TemporaryFolder()
    let right = try folder.write("right.yaml", Self.schedule)
    let own = try folder.write(
      "own.yaml",
      Self.schedule.replacing("code: personal-file", with: "code: personal-files, own-class: true"))
    for path in [right, own] {
      let run = try await Program.run(["check", Sample.clean, "--schedule", path] + Sample.day)
      #expect(run.code != 2, "\(run.errors)")
    }
  }

  @Test(
    "a class that is a slip or says nothing is in no schedule and out of none",
    arguments: [
      ("personal-file", nil), ("personal-fiel", "undetermined"), ("n/a", "undetermined"),
      ("lost-dogs", "breach"),
    ] as [(String, String?)])
  func classes(_ name: String, _ verdict: String?) async throws {
    struct Result: Decodable {
      struct Finding: Decodable {
        let rule: String
        let verdict: String
      }
      let findings: [Finding]
    }
    let folder = try TemporaryFolder()
    let text = try Repository.text("samples/clean/inventory.xml")
    let inventory = try folder.write(
      "inventory.xml",
      text.replacing(
        "category=\"personal-file\" regime", with: "category=\"\(name)\" regime"))
    let run = try await Program.run(
      ["check", inventory, "--format", "json", "--select", "governance/category-in-schedule"]
        + Sample.day)
    let findings = try JSONDecoder().decode(Result.self, from: Data(run.output)).findings
    let verdicts = findings.filter { $0.rule == "governance/category-in-schedule" }.map(\.verdict)
    #expect(Set(verdicts) == Set([verdict].compactMap(\.self)))
  }

  static let packSlips = [
    Slip(right: "[england-and-wales]", wrong: "[england-and-wles]", code: "rule.unknown-word"),
    Slip(right: "[police-force]", wrong: "[police-forc]", code: "rule.unknown-word"),
    Slip(right: "[crime-report]", wrong: "[crime-reprot]", code: "rule.unknown-word"),
    Slip(right: "[offender]", wrong: "[offendr]", code: "rule.unknown-word"),
    Slip(right: "[arrest]", wrong: "[arest]", code: "rule.unknown-word"),
    Slip(
      right: "events: [arrest]", wrong: "events: [arrest], events-by-choice: {arrest: nobody}",
      code: "rule.unknown-parameter"),
  ]

  @Test("a misspelt word in a pack is an error, also for lint", arguments: packSlips)
  func packs(_ slip: Slip) async throws {
    try await expect(slip, pack: Self.pack.replacing(slip.right, with: slip.wrong), rule: Self.rule)
  }

  static let conditionSlips = [
    "record.kind == 'offendr'", "record.kind in ['offendr', 'suspct']",
    "organisation.kind == 'police-forc'", "system.regime == 'law-enforcment'",
    "organisation.jurisdiction == 'england-and-wles'", "dataset.category == 'crime-reprot'",
    "hasSchedule('crime-reprot')", "applies('mopy')", "param('group-3-mod') == 'reviewed'",
    "param('group-3-mode') == 'reviewd'", "schedule('crime-report').action == 'delte'",
    "['collecton'].all(o, o in system.logging.operations)",
  ]

  @Test("a misspelt word in a condition is an error, also for lint", arguments: conditionSlips)
  func conditions(_ condition: String) async throws {
    let rule = Self.rule.replacing(
      "when: dataset.category == 'crime-report'", with: "when: \"\(condition)\"")
    try await expect(
      Slip(right: "", wrong: condition, code: "cel.unknown-word"), pack: Self.pack,
      rule: condition.contains("record.")
        ? rule.replacing("level: dataset", with: "level: record")
          .replacing("dataset.count < 1", with: "record.group == 1") : rule)
  }

  private func expect(_ slip: Slip, pack: String, rule: String) async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("own/pack.yaml", pack)
    _ = try folder.write("own/first.yaml", rule)
    let rules = ["--rules", "built-in", "--rules", folder.path]
    let check = try await Program.run(["check", Sample.clean] + rules + Sample.day)
    #expect(check.code == 2)
    #expect(check.errors.contains("[\(slip.code)]"), "\(check.errors)")
    let lint = try await Program.run(["rules", "lint", "--select", "own/*"] + rules)
    #expect((lint.text + lint.errors).contains("[\(slip.code)]"), "\(lint.text)")
  }

  @Test("rules without a slip load")
  func sound() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("own/pack.yaml", Self.pack)
    _ = try folder.write("own/first.yaml", Self.rule)
    let run = try await Program.run(
      ["check", Sample.clean, "--rules", "built-in", "--rules", folder.path] + Sample.day)
    #expect(run.code != 2, "\(run.errors)")
  }
}
