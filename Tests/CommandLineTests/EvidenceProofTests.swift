import Findings
import Foundation
import Testing

/// Evidence is made, kept apart from what it was made of, and verified.
@Suite struct EvidenceProofTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// `FOLDER` stands for the folder of the files, which is gone when the evidence is verified.
    let words: [String]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "a baseline", words: ["--baseline", "FOLDER/baseline.json"]),
    Case(name: "a list of systems", words: ["--expect", "FOLDER/expected.txt"]),
    Case(name: "a schedule", words: ["--schedule", "FOLDER/schedule.yaml"]),
    Case(name: "rules of one's own", words: ["--rules", "FOLDER/rules"]),
    Case(
      name: "a profile and waivers",
      words: ["--profile", "FOLDER/profile.yaml", "--waivers", "FOLDER/waivers.yaml"]),
  ]

  /// Makes everything that a run can read, and evidence of it.
  private static func make(
    _ folder: borrowing TemporaryFolder, _ words: [String]
  ) async throws -> String {
    let source = try FileManager.default.url(
      for: .itemReplacementDirectory, in: .userDomainMask,
      appropriateFor: URL(fileURLWithPath: folder.path), create: true)
    defer { try? FileManager.default.removeItem(at: source) }
    func keep(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: source.appendingPathComponent(name))
    }
    let baseline = try await Program.run(
      ["check", Sample.after, "--format", "json"] + Sample.day)
    try keep("baseline.json", baseline.text)
    try keep("expected.txt", "System\nNot there\n")
    let school = try Repository.text("samples/schedules/school.yaml")
    try keep(
      "schedule.yaml",
      school.replacing("[public-authority, private]", with: "[public-authority, police-force]"))
    try keep("profile.yaml", try Repository.text("samples/profile.yaml"))
    try keep("waivers.yaml", try Repository.text("samples/waivers.yaml"))
    try FileManager.default.createDirectory(
      at: source.appendingPathComponent("rules/technology"), withIntermediateDirectories: true)
    try keep("rules/technology/pack.yaml", try Repository.text("rules/technology/pack.yaml"))
    try keep(
      "rules/technology/r.yaml",
      """
      id: technology/r
      title: t
      why: w
      level: system
      severity: high
      authority: standard
      cites: [{source: npcc-video, at: "x", verified: true, checked: 2026-11-25}]
      require: system.name == 'a'
      cause: c
      remedy: r
      examples: []
      """)
    let path = "\(folder.path)/evidence"
    let run = try await Program.run(
      ["evidence", "create", path, Sample.after, "--as-of", "2026-11-01", "--include-inputs"]
        + words.map { $0.replacing("FOLDER", with: source.path) })
    #expect(run.code == 0, "\(run.errors)")
    return path
  }

  @Test("a folder holds all that its run read, and proves it by itself", arguments: cases)
  func proves(_ example: Case) async throws {
    let folder = try TemporaryFolder()
    let path = try await Self.make(folder, example.words)
    let run = try await Program.run(["evidence", "verify", path])
    #expect(run.code == 0 && run.text.hasSuffix("proven\n"), "\(run.text)")
  }

  struct Forgery: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let from: String
    let to: String
    let says: String
    var testDescription: String { name }
  }

  static let forgeries = [
    Forgery(
      name: "a report that says something else", file: "reports/report.html", from: "breach",
      to: "praise",
      says: "reports/report.html: the file is not what custos writes for this result and statement "
        + "[evidence.contradiction]"),
    Forgery(
      name: "an explanation that promises more", file: "README.txt", from: "It does not prove",
      to: "It also proves", says: "README.txt: the file is not what custos writes"),
    Forgery(
      name: "a file elsewhere in the command", file: "statement.json", from: #""command":["#,
      to: #""command":["--expect","/etc/passwd","#,
      says:
        #"/etc/passwd", which is not in the folder; name it on the command line [evidence.not-repeated]"#
    ),
    Forgery(
      name: "an option that there is not", file: "statement.json", from: "--as-of", to: "--as-og",
      says: "the recorded command cannot be read: Unknown option '--as-og'"),
    Forgery(
      name: "an option that changes nothing in the result", file: "statement.json",
      from: #""command":["#, to: #""command":["--strict","#,
      says: "README.txt: the file is not what custos writes"),
    Forgery(
      name: "the head of a history that there was not", file: "statement.json",
      from: #""inputs":[{"#, to: #""historyHead":"abc","inputs":[{"#,
      says: "README.txt: the file is not what custos writes"),
    Forgery(
      name: "another day in the command", file: "statement.json",
      from: #""--as-of","2026-11-01""#, to: #""--as-of","2020-01-01""#,
      says: "the recorded command checks as of 2020-01-01"),
    Forgery(
      name: "a profile that was not used", file: "statement.json", from: #""configuration":["#,
      to: #""configuration":[{"name":"rules/strict","digest":{"sha256":"00"}},"#, says: "statement"),
  ]

  @Test("what was altered together with its digest is named", arguments: forgeries)
  func namesForgeries(_ forgery: Forgery) async throws {
    let folder = try TemporaryFolder()
    let path = try await Self.make(
      folder, ["--profile", "FOLDER/profile.yaml", "--waivers", "FOLDER/waivers.yaml"])
    let before = folder.read("evidence/\(forgery.file)")
    let text = try #require(before)
    #expect(text.contains(forgery.from))
    let changed = text.replacing(forgery.from, with: forgery.to)
    let plain = folder.read("evidence/statement.json")
    let statement = try #require(plain)
    var altered = changed
    if forgery.file != "statement.json" {
      _ = try folder.write("evidence/\(forgery.file)", changed)
      altered = statement.replacing(
        Self.digest(of: text), with: Self.digest(of: changed))
    }
    #expect(altered != statement)
    let signed = folder.read("evidence/statement.dsse.json")
    let envelope = try #require(signed)
    _ = try folder.write("evidence/statement.json", altered)
    _ = try folder.write(
      "evidence/statement.dsse.json",
      envelope.replacing(
        Data(statement.utf8).base64EncodedString(),
        with: Data(altered.utf8).base64EncodedString()))
    let run = try await Program.run(["evidence", "verify", path])
    #expect(run.code == 1)
    #expect(run.text.contains(forgery.says), "\(run.text)")
    #expect(!run.text.contains("root:"))
  }

  private static func digest(of text: String) -> String {
    Fingerprint.hexadecimal(of: text)
  }

  @Test("evidence of an earlier version says with which version it is verified")
  func ofEarlierVersions() async throws {
    let run = try await Program.run(["evidence", "verify", "Tests/Earlier/evidence"])
    #expect(run.code == 1)
    #expect(run.text.contains("verify it with the version that made it [evidence.other-rules]"))
  }

  @Test("settings for checks are none of the command that verifies")
  func ignoresSettings() async throws {
    let run = try await Program.run(
      ["evidence", "verify", "Tests/Earlier/evidence"],
      environment: ["CUSTOS_PROFILE": "none.yaml", "CUSTOS_BASELINE": "none.json"])
    #expect(run.code == 1, "\(run.errors)")
  }
}
