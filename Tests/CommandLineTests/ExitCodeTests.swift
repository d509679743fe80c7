import Testing

@Suite struct ExitCodeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    let code: Int
    /// What standard error says, if anything.
    let says: [String]
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a clean inventory is 0, in silence", arguments: [Sample.clean] + Sample.day, code: 0,
      says: []),
    Case(
      name: "a breach is 1", arguments: [Sample.force] + Sample.profile, code: 1,
      says: ["exit 1: complete; "]),
    Case(
      name: "a breach is 1 in JSON too", arguments: [Sample.forceInJSON] + Sample.profile, code: 1,
      says: ["exit 1: complete; "]),
    Case(name: "no input is 2", arguments: [], code: 2, says: ["Usage:", "exit 2: "]),
    Case(
      name: "an unknown option is 2", arguments: [Sample.clean, "--colour"], code: 2,
      says: ["--colour", "exit 2: "]),
    Case(
      name: "a day that does not exist is 2", arguments: [Sample.clean, "--as-of", "2026-02-30"],
      code: 2, says: ["2026-02-30", "exit 2: "]),
    Case(
      name: "an unknown format is 2", arguments: [Sample.clean, "--format", "pdf"], code: 2,
      says: ["pdf", "exit 2: "]),
    Case(
      name: "an unknown severity is 2", arguments: [Sample.clean, "--fail-on", "fatal"], code: 2,
      says: ["fatal", "exit 2: "]),
    Case(
      name: "rules that are not there are 2",
      arguments: [Sample.clean, "--rules", "no/such/rules"],
      code: 2, says: ["no/such/rules", "[rule.no-file]", "exit 2: "]),
    Case(
      name: "a profile that is not there is 2",
      arguments: [Sample.clean, "--profile", "no/such/profile.yaml"], code: 2,
      says: ["no/such/profile.yaml", "exit 2: "]),
    Case(
      name: "an input that is not there is 3", arguments: ["no/such/inventory.xml"] + Sample.day,
      code: 3, says: ["no/such/inventory.xml", "[reader.unreadable]", "exit 3: no verdict: "]),
    Case(
      name: "an unreadable input outranks breaches",
      arguments: [Sample.force, "no/such/inventory.xml"] + Sample.profile, code: 3,
      says: ["[reader.unreadable]", "exit 3: no verdict: "]),
    Case(
      name: "a choice that matches no rule is 2",
      arguments: [Sample.clean, "--select", "no/such-rule"] + Sample.day,
      code: 2, says: ["[rule.no-match]", "exit 2: "]),
    Case(
      name: "facts that are too old are 3",
      arguments: [Sample.clean, "--max-age", "P2D", "--as-of", "2026-11-03"], code: 3,
      says: ["[input.too-old]", "exit 3: no verdict: "]),
    Case(
      name: "facts of the last permitted age are fine",
      arguments: [
        Sample.clean, "--max-age", "P2D", "--as-of", "2026-11-02", "--select", "governance/*",
      ], code: 0, says: []),
    Case(
      name: "a report that cannot be written is 4",
      arguments: [Sample.clean, "--output", "json=no/such/folder/result.json"] + Sample.day,
      code: 4, says: ["no/such/folder/result.json", "exit 4: "]),
  ]

  @Test("check ends with the code of the contract and says why", arguments: cases)
  func ends(_ example: Case) async throws {
    let run = try await Program.run(["check"] + example.arguments)
    #expect(run.code == example.code, "\(run.errors)")
    for text in example.says { #expect(run.errors.contains(text), "\(run.errors)") }
    if example.says.isEmpty { #expect(run.errors == "") }
    if example.code != 0 {
      #expect(run.lastError.hasPrefix("exit \(example.code): "), "\(run.errors)")
    }
  }

  @Test("a full disk is 4, whatever the report", arguments: ["text", "json", "html", "csv"])
  func failsOnFullDisk(_ format: String) async throws {
    let arguments = ["check", Sample.clean, "--format", format] + Sample.day
    let run = try await Program.run(arguments, outputTo: "/dev/full")
    #expect(run.code == 4)
    #expect(run.errors.contains("No space left on device"))
    #expect(run.lastError.hasPrefix("exit 4: "))
  }

  @Test("--exit-zero hides the code and not the verdict")
  func exitsZero() async throws {
    let arguments = ["check", Sample.force, "--exit-zero", "--format", "json"] + Sample.profile
    let run = try await Program.run(arguments)
    #expect(run.code == 0)
    #expect(try SavedResult(run).exitCode == 1)
  }

  @Test("the machine format carries the code that the process ended with")
  func agreesWithResult() async throws {
    for input in [Sample.clean, Sample.force, "no/such/inventory.xml"] {
      let run = try await Program.run(["check", input, "--format", "json"] + Sample.profile)
      let result = try SavedResult(run)
      #expect(result.exitCode == run.code)
      #expect(result.summary.exitCode == run.code)
    }
  }
}
