import Foundation
import Testing

/// Each form says which version of it is known when it meets another one.
@Suite struct FormVersionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// `FILE` stands for the file of another version.
    let words: [String]
    let file: String
    let text: @Sendable () async throws -> String
    let says: String
    var code = 2
    var testDescription: String { name }
  }

  private static let day = ["--as-of", "2026-11-01"]
  private static let check = ["check", Sample.before] + day

  /// A file of the samples or rules under a version of its form that there is not.
  private static func text(_ path: String, _ key: String) -> @Sendable () async throws -> String {
    {
      let lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      return "\(key): 9\n"
        + lines.filter { !$0.hasPrefix("\(key):") }.joined(separator: "\n")
    }
  }

  /// What a run writes to standard output or a file, with something replaced.
  private static func written(
    _ words: [String], _ old: String, _ new: String
  ) -> @Sendable () async throws -> String {
    {
      let folder = try TemporaryFolder()
      let places = words.map { $0.replacing("FOLDER", with: folder.path) }
      let run = try await Program.run(places)
      let text = folder.read("out") ?? run.text
      #expect(text.contains(old), "\(run.errors)")
      return text.replacing(old, with: new)
    }
  }

  static let cases = [
    Case(
      name: "a profile", words: check + ["--profile", "FILE"], file: "p.yaml",
      text: text("samples/profile.yaml", "version"), says: "reads 1 [profile.unknown-version]"),
    Case(
      name: "waivers", words: check + ["--waivers", "FILE"], file: "w.yaml",
      text: text("samples/waivers.yaml", "version"), says: "expected 1 [waiver.unknown-version]"),
    Case(
      name: "a rule", words: check + ["--rules", "FILE"], file: "technology/r.yaml",
      text: text("rules/technology/body-worn-video-31-days.yaml", "form"),
      says: "reads 1 [rule.unknown-version]"),
    Case(
      name: "a pack", words: check + ["--rules", "FILE"], file: "technology/pack.yaml",
      text: text("rules/technology/pack.yaml", "form"), says: "reads 1 [rule.unknown-version]"),
    Case(
      name: "a schedule", words: check + ["--schedule", "FILE"], file: "s.yaml",
      text: text("samples/schedules/school.yaml", "form"), says: "reads 1 [rule.unknown-version]"),
    Case(
      name: "a mapping", words: check + ["--mapping", "FILE"], file: "m.yaml",
      text: text("rules/mappings/asset-register.yaml", "version"),
      says: "reads 1 [mapping.unknown-version]"),
    Case(
      name: "settings", words: check, file: "custos.yaml", text: { "version: 9\n" },
      says: "reads 1 [configuration.unknown-version]"),
    Case(
      name: "a result", words: ["report", "FILE"], file: "r.json",
      text: written(check + ["--format", "json"], #""formVersion":1"#, #""formVersion":9"#),
      says: "this version reads form 1 [result.newer-form]"),
    Case(
      name: "an older result", words: ["report", "FILE"], file: "r.json",
      text: written(check + ["--format", "json"], #""formVersion":1"#, #""formVersion":0"#),
      says: "this version reads form 1 [result.unknown-value]"),
    Case(
      name: "a baseline", words: check + ["--baseline", "FILE"], file: "b.json",
      text: written(check + ["--format", "json"], #""formVersion":1"#, #""formVersion":9"#),
      says: "this version reads form 1 [result.newer-form]"),
    Case(
      name: "facts", words: check + ["--shard", "1/1", "--link", "FILE", "-o", "FILE.out"],
      file: "facts",
      text: written(
        ["link", "--shard", "1/1", Sample.before, "-o", "FOLDER/out"], #""formVersion":5"#,
        #""formVersion":9"#), says: "this version reads form 5 [shard.other-form]"),
    Case(
      name: "a partial", words: ["merge", "Tests/Earlier/partial"], file: "unused", text: { "" },
      says: "this version reads form 5 [shard.other-form]"),
    Case(
      name: "facts of the first version",
      words: check + ["--shard", "1/1", "--link", "Tests/Earlier/facts", "-o", "FILE"],
      file: "out", text: { "" }, says: "this version reads form 5 [shard.other-form]"),
    Case(
      name: "an inventory", words: ["validate", "FILE"], file: "i.xml",
      text: {
        try Repository.text(Sample.before).replacing(#"version="1""#, with: #"version="9""#)
      }, says: "reads version 1 of the vocabulary", code: 3),
  ]

  @Test("another version of a form is refused with the one that is known", arguments: cases)
  func refuses(_ example: Case) async throws {
    let folder = try TemporaryFolder()
    if example.file.hasPrefix("technology/"), !example.file.hasSuffix("pack.yaml") {
      _ = try folder.write(
        "technology/pack.yaml", try Repository.text("rules/technology/pack.yaml"))
    }
    let path = try folder.write(example.file, try await example.text())
    let named =
      example.file.hasPrefix("technology/") ? "\(folder.path)/technology" : path
    let run = try await Program.run(
      example.words.map {
        $0.replacing("FILE", with: named)
          .replacing(Sample.before, with: "\(Repository.root)/\(Sample.before)")
      },
      folder: example.file == "custos.yaml" ? folder.path : Repository.root)
    #expect(run.code == example.code, "\(run.errors)")
    #expect((run.text + run.errors).contains(example.says), "\(run.text) \(run.errors)")
  }

  @Test("a history of another form is refused, by all that read it and by what would write to it")
  func refusesHistory() async throws {
    let folder = try TemporaryFolder()
    let history = "\(folder.path)/h.sqlite"
    _ = try await Program.run(Self.check + ["--history", history])
    var bytes = try Data(contentsOf: URL(fileURLWithPath: history))
    // The user version is at offset 60 of the header (SQLite file format, section 1.3).
    bytes[63] = 99
    try bytes.write(to: URL(fileURLWithPath: history))
    for words in [["history", "list"], ["history", "verify"], Self.check] {
      let run = try await Program.run(words + ["--history", history])
      #expect(run.code == 4)
      #expect(
        run.errors.contains(
          "the history has the form 99, but this version of custos knows 2 [history.newer-schema]"))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: history)) == bytes)
  }

  @Test("what the first version wrote is read, or refused with what to do")
  func readsFirst() async throws {
    let result = try await Program.run(["report", "Tests/Earlier/result.json", "--format", "text"])
    #expect(result.code == 0 && result.text.contains("mopi"), "\(result.errors)")
    let baseline = try await Program.run(
      ["check", "Tests/Earlier/inventory.xml", "--baseline", "Tests/Earlier/baseline.json"]
        + Self.day)
    #expect(baseline.code == 2 && baseline.errors.contains("or write a new baseline"))
    let list = try await Program.run([
      "history", "list", "--history", "Tests/Earlier/history.sqlite",
    ])
    #expect(list.code == 0 && list.text.hasSuffix("3 runs on 3 days\n"), "\(list.text)")
  }
}
