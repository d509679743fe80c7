import Testing

/// Slips in what a run is told, of which each would make it look at less than was meant.
@Suite struct ConfigurationMistakeTests {
  private static let inventory = """
    <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
      <organisation id="wolds" name="Wolds" kind="police-force" jurisdiction="england-and-wales"/>
      <system id="s" name="S" controllers="wolds"/>
    </inventory>
    """

  struct Slip: Sendable, CustomTestStringConvertible {
    let name: String
    let profile: String
    let code: String
    var hint: String?
    var testDescription: String { name }
  }

  private static func confirmation(_ rule: String, _ day: String) -> String {
    "{rule: \(rule), by: somebody, on: \(day), source: a page}"
  }

  static let slips = [
    Slip(
      name: "a rule that is confirmed and is none",
      profile: "confirmed: [\(confirmation("technology/body-worn-31", "2026-10-01"))]",
      code: "profile.unknown-rule"),
    Slip(
      name: "a rule that is given a severity and is none",
      profile: "severities: {mopi/group-3-clear-perod: {severity: low, reason: r}}",
      code: "profile.unknown-rule", hint: "did you mean \"mopi/group-3-clear-period\"?"),
    Slip(
      name: "an organisation that the inventory does not have",
      profile: "organisations: {would: {}}", code: "profile.unknown-organisation",
      hint: "it has \"wolds\""),
    Slip(
      name: "a confirmation of tomorrow",
      profile: "confirmed: [\(confirmation("mopi/*", "2026-11-02"))]",
      code: "profile.future-confirmation"),
    Slip(
      name: "a rule that is confirmed twice",
      profile:
        "confirmed: [\(confirmation("mopi/*", "2026-10-01")), \(confirmation("mopi/*", "2026-10-02"))]",
      code: "profile.doubled-confirmation"),
    Slip(
      name: "a version that nobody knows", profile: "version: 2", code: "profile.unknown-version"),
    Slip(
      name: "a parameter that no pack has", profile: "parameters: {nobody: {value: 1, reason: r}}",
      code: "profile.unknown-parameter"),
    Slip(
      name: "a confirmation by nobody",
      profile: "confirmed: [{rule: mopi/*, by: \" \", on: 2026-10-01, source: a page}]",
      code: "rule.missing-key"),
    Slip(
      name: "a confirmation of a source without a name",
      profile: "confirmed: [{rule: mopi/*, by: somebody, on: 2026-10-01, source: \"\u{200B}\"}]",
      code: "rule.missing-key"),
    Slip(
      name: "a confirmation from before there was a source",
      profile: "confirmed: [\(confirmation("mopi/*", "1900-01-01"))]",
      code: "profile.early-confirmation"),
    Slip(
      name: "a severity without a reason",
      profile: "severities: {mopi/group-3-clear-period: {severity: info, reason: \" \"}}",
      code: "rule.missing-key"),
    Slip(
      name: "more records in a hundred than there are",
      profile: "parameters: {ungrouped-percent: {value: 1000, reason: r}}",
      code: "profile.wrong-kind"),
    Slip(
      name: "fewer than none", profile: "parameters: {ungrouped-percent: {value: -5, reason: r}}",
      code: "profile.wrong-kind"),
    Slip(
      name: "a reason that is none of the guidance's",
      profile: "parameters: {early-disposal-reasons: {value: [inacurate], reason: r}}",
      code: "profile.unknown-value", hint: "did you mean \"inaccurate\"?"),
    Slip(
      name: "the same organisation twice", profile: "organisations: {wolds: {}, wolds: {}}",
      code: "yaml.malformed"),
  ]

  @Test("a slip in a profile is an error, with the nearest name", arguments: slips)
  func profiles(_ slip: Slip) async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("inventory.xml", Self.inventory)
    let profile = try folder.write("profile.yaml", slip.profile + "\n")
    let run = try await Program.run(["check", input, "--profile", profile] + Sample.day)
    #expect(run.code == 2)
    #expect(run.errors.contains("[\(slip.code)]"), "\(run.errors)")
    if let hint = slip.hint { #expect(run.errors.contains(hint)) }
    #expect(run.output.isEmpty)
  }

  @Test("a confirmation of the day of the check counts")
  func confirmsToday() async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("inventory.xml", Self.inventory)
    let profile = try folder.write(
      "profile.yaml", "version: 1\nconfirmed: [\(Self.confirmation("mopi/*", "2026-11-01"))]\n")
    let run = try await Program.run(["check", input, "--profile", profile] + Sample.day)
    #expect(run.code != 2)
  }

  @Test(
    "a pattern that chooses no rule is an error",
    arguments: [["--select", "mopi/gruop-3*"], ["--ignore", "mopy/*"], ["--select", "REC-99"]])
  func patterns(_ options: [String]) async throws {
    for command in [["check", Sample.before] + Sample.day, ["rules", "list"]] {
      let run = try await Program.run(command + options)
      #expect(run.code == 2)
      #expect(run.errors.contains("\(options[0]) \"\(options[1])\" matches no rule"))
    }
  }

  private static func schedule(_ period: String) -> String {
    "{code: stop-and-search, title: Stop and search, period: \(period), trigger: last-event}"
  }

  @Test("two rows of one class are an error, in one file or in two")
  func schedules() async throws {
    let folder = try TemporaryFolder()
    let (two, six) = (Self.schedule("P2Y"), Self.schedule("P6Y"))
    let both = try folder.write("both.yaml", "schedule: own\nrows: [\(two), \(six)]\n")
    let first = try folder.write("first.yaml", "schedule: own\nrows: [\(two)]\n")
    let second = try folder.write("second.yaml", "schedule: own\nrows: [\(six)]\n")
    for options in [["--schedule", both], ["--schedule", first, "--schedule", second]] {
      let run = try await Program.run(["check", Sample.before] + Sample.day + options)
      #expect(run.code == 2)
      #expect(run.errors.contains("[schedule.doubled-class]"))
    }
    let one = try await Program.run(["check", Sample.before, "--schedule", first] + Sample.day)
    #expect(one.code != 2)
  }

  @Test("two waivers of one subject at one time are an error")
  func waivers() async throws {
    let folder = try TemporaryFolder()
    func file(_ from: String) throws -> String {
      func waiver(_ id: String, _ from: String) -> String {
        "{id: \(id), rule: mopi/people-linked, subject: \"system:s\", reason: r, owner: A, "
          + "approver: B, from: \(from), until: 2026-12-31}"
      }
      return try folder.write(
        "w.yaml",
        "version: 1\nwaivers:\n  - \(waiver("W-1", "2026-10-01").replacing("2026-12-31", with: "2026-11-30"))"
          + "\n  - \(waiver("W-2", from))\n")
    }
    let twice = try await Program.run(
      ["check", Sample.before, "--waivers", try file("2026-11-30")] + Sample.day)
    #expect(twice.code == 2)
    #expect(twice.errors.contains("[waiver.overlap]"))
    let after = try await Program.run(
      ["check", Sample.before, "--waivers", try file("2026-12-01")] + Sample.day)
    #expect(after.code != 2)
  }

  struct Age: Sendable, CustomTestStringConvertible {
    let name: String
    let extracted: String
    let code: String?
    var testDescription: String { name }
  }

  static let ages = [
    Age(name: "facts of the day of the check", extracted: "2026-11-01", code: nil),
    Age(name: "facts of the day after it", extracted: "2026-11-02", code: "input.from-future"),
    Age(name: "facts of another century", extracted: "2062-10-31", code: "input.from-future"),
    Age(name: "facts of two days before", extracted: "2026-10-30", code: nil),
    Age(name: "facts of three days before", extracted: "2026-10-29", code: "input.too-old"),
  ]

  @Test("facts from after the day of the check are no proof of freshness", arguments: ages)
  func age(_ age: Age) async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(
      "inventory.xml", Self.inventory.replacing("2026-10-31", with: age.extracted))
    let run = try await Program.run(
      ["check", input, "--max-age", "P2D", "--max-undetermined", "all"] + Sample.day)
    #expect((run.code == 3 && run.errors.contains("[input.")) == (age.code != nil))
    if let code = age.code { #expect(run.errors.contains("[\(code)]")) }
  }

  @Test("a file that is cut short gives one error, the true one")
  func truncated() async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("inventory.xml", String(Self.inventory.dropLast(20)))
    let run = try await Program.run(["check", input, "--max-age", "P2D"] + Sample.day)
    #expect(run.code == 3)
    #expect(run.errors.split(separator: "\n").filter { $0.contains("error:") }.count == 1)
    #expect(run.errors.contains("[reader.truncated]"))
  }
}
