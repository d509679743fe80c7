import Foundation
import Testing

/// What must hold whatever the machine, the files and the words of the command line are.
@Suite struct HardeningTests {
  @Test(
    "a command that only has others below it does nothing, which is not 0",
    arguments: [[], ["rules"], ["history"], ["evidence"]])
  func bareCommands(_ words: [String]) async throws {
    let run = try await Program.run(words)
    #expect(run.code == 2)
    #expect(run.errors.contains("USAGE:"))
    let help = try await Program.run(words + ["--help"])
    #expect(help.code == 0 && help.text.contains("USAGE:"))
  }

  @Test(
    "every command says that a mistyped variable has no effect",
    arguments: [
      ["validate", Sample.clean], ["rules", "list", "--select", "technology/*"],
      ["check", Sample.clean] + Sample.day, ["codes", "regime"],
    ])
  func mistypedVariables(_ words: [String]) async throws {
    let run = try await Program.run(words, environment: ["CUSTOS_PROFIL": "p.yaml"])
    #expect(run.errors.ranges(of: "[configuration.unknown-variable]").count == 1)
    #expect(run.errors.contains("did you mean CUSTOS_PROFILE?"))
  }

  @Test("facts of an input that is absent or cut short are not written")
  func linkOfBrokenInputs() async throws {
    let folder = try TemporaryFolder()
    let cut = try folder.write("cut.xml", String(try Repository.text(Sample.clean).dropLast(200)))
    for input in ["\(folder.path)/absent.xml", cut] {
      for shard in ["1/2", "2/2"] {
        let run = try await Program.run(
          ["link", "--shard", shard, input, "-o", "\(folder.path)/facts"])
        #expect(run.code == 3)
        #expect(folder.read("facts") == nil)
      }
    }
  }

  @Test("facts of an input with errors are written, and the exit code says so")
  func linkOfFaultyInputs() async throws {
    let folder = try TemporaryFolder()
    let text = try Repository.text(Sample.clean)
    let faulty = try folder.write(
      "faulty.xml", text.replacing("status=\"live\"", with: "status=\"lively\""))
    let run = try await Program.run(
      ["link", "--shard", "1/1", faulty, "-o", "\(folder.path)/facts"])
    #expect(run.code == 3)
    #expect(folder.read("facts") != nil)
    let check = try await Program.run(
      [
        "check", "--shard", "1/1", "--link", "\(folder.path)/facts", faulty, "-o",
        "\(folder.path)/partial",
      ] + Sample.day)
    #expect(check.code == 0)
    let merged = try await Program.run(["merge", "\(folder.path)/partial"])
    let whole = try await Program.run(["check", faulty] + Sample.day)
    #expect(merged.code == 3)
    #expect(merged.output == whole.output)
  }

  @Test("an output that is there stays as it is where the new one is not whole")
  func keepsOldOutput() async throws {
    let folder = try TemporaryFolder()
    let output = try folder.write("inventory.json", "the old one")
    let cut = try folder.write("cut.xml", String(try Repository.text(Sample.clean).dropLast(200)))
    for input in ["\(folder.path)/absent.xml", cut] {
      let run = try await Program.run(["convert", input, "--to", "json", "--output", output])
      #expect(run.code == 3)
      #expect(folder.read("inventory.json") == "the old one")
    }
    #expect(folder.names == ["cut.xml", "inventory.json"])
  }

  @Test("a file that is replaced keeps its rights")
  func keepsRights() async throws {
    let folder = try TemporaryFolder()
    let output = try folder.write("inventory.json", "the old one")
    for mode in [0o600, 0o644, 0o660] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: output)
      let run = try await Program.run(
        ["convert", Sample.clean, "--to", "json", "--output", output])
      #expect(run.code == 0)
      let rights = try FileManager.default.attributesOfItem(atPath: output)[.posixPermissions]
      #expect(rights as? Int == mode)
    }
  }

  private static let evil = "\u{1B}[2J\u{1B}[31mall is well\u{202E}\u{9B}2J"

  private static func isHarmless(_ run: Run) -> Bool {
    let scalars = (run.text + run.errors).unicodeScalars
    let lines = (run.text + run.errors).split(separator: "\n")
    return !scalars.contains { [0x1B, 0x07, 0x9B, 0x202E].contains($0.value) }
      && !lines.contains { $0.hasPrefix("::") || $0.contains("##vso[") }
  }

  @Test("hostile rules, profiles, waivers and names do nothing to a terminal or a build server")
  func hostileTexts() async throws {
    let folder = try TemporaryFolder()
    let text = #"\e[2J\e[31mall is well\u202e\x9b2J\n::error file=x::pwned\n##vso[task.complete]"#
    _ = try folder.write(
      "r/technology/pack.yaml", try Repository.text("rules/technology/pack.yaml"))
    _ = try folder.write(
      "r/technology/evil.yaml",
      """
      id: technology/evil
      title: "\(text)"
      why: "\(text)"
      level: system
      severity: high
      authority: standard
      cites: [{source: npcc-video, at: "\(text)", evidence: read, checked: 2026-11-25}]
      require: system.name == 'never'
      cause: "\(text)"
      remedy: "\(text)"
      examples: []
      """)
    let rules = ["--rules", "\(folder.path)/r"]
    for command in [
      ["rules", "list"], ["rules", "show", "technology/evil"], ["explain", "technology/evil"],
      ["rules", "lint", "--as-of", "2026-11-25"], ["rules", "test"], ["rules", "book"],
      ["check", Sample.before] + Sample.day,
    ] {
      let run = try await Program.run(command + rules)
      #expect(Self.isHarmless(run), "\(command)")
    }
    let broken = try folder.write("broken.yaml", "version: \"\(text)\"\n\"\(text)\": 1\n")
    for command in [
      ["check", Sample.before, "--profile", broken], ["check", Sample.before, "--waivers", broken],
      ["check", Sample.before, "--baseline", broken], ["check", Self.evil],
      ["rules", "list", "--select", Self.evil], ["explain", Self.evil],
      ["check", "--\(Self.evil)"],
      ["report", Self.evil], ["compare", Self.evil, Self.evil],
    ] {
      let run = try await Program.run(command)
      #expect(run.code != 0)
      #expect(Self.isHarmless(run), "\(command)")
    }
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    let from: String
    let to: String
    var testDescription: String { name }
  }

  static let changes = [
    Change(name: "the outcome", from: #""result":"FAILED""#, to: #""result":"PASSED""#),
    Change(
      name: "the failed tests", from: #""failedTests":["#, to: #""failedTests":["own/invented","#),
    Change(name: "the size of an input", from: #""bytes":"#, to: #""bytes":1"#),
    Change(
      name: "the day in the command", from: #""--as-of","2026-11-01""#,
      to: #""--as-of","2020-01-01""#),
    Change(
      name: "a profile outside of the folder", from: #""command":["#,
      to: #""command":["--profile","/etc/passwd","#),
    Change(
      name: "an input outside of the folder", from: #""name":"inputs/1-after.xml""#,
      to: #""name":"../../../../../../etc/passwd""#),
  ]

  @Test("a statement that was altered proves nothing", arguments: changes)
  func alteredStatement(_ change: Change) async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/evidence"
    _ = try await Program.run([
      "evidence", "create", path, Sample.after, "--as-of", "2026-11-01", "--include-inputs",
    ])
    let whole = try await Program.run(["evidence", "verify", path])
    #expect(whole.code == 0, "\(whole.text)")
    let plain = folder.read("evidence/statement.json")
    let text = try #require(plain)
    #expect(text.contains(change.from))
    let altered = text.replacing(change.from, with: change.to)
    let signed = folder.read("evidence/statement.dsse.json")
    let envelope = try #require(signed)
    _ = try folder.write("evidence/statement.json", altered)
    _ = try folder.write(
      "evidence/statement.dsse.json",
      envelope.replacing(
        Data(text.utf8).base64EncodedString(), with: Data(altered.utf8).base64EncodedString()))
    let run = try await Program.run(["evidence", "verify", path])
    #expect(run.code == 1)
    #expect(run.text.hasSuffix("NOT PROVEN\n"))
  }
}
