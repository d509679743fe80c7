import Foundation
import Testing

/// Codes that only a whole run produces.
@Suite struct ProducedCodeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    /// `FOLDER` stands for the folder of the files.
    let words: [String]
    var files: [String: String] = [:]
    var environment: [String: String] = [:]
    /// Whether the folder of the files is the working folder.
    var isInside = false
    var testDescription: String { code }
  }

  static func inventory(
    _ system: String = "<system id=\"s\" name=\"S\" controllers=\"w\"/>",
    organisation: String = "kind=\"police-force\" jurisdiction=\"england-and-wales\"",
    extracted: String = "extracted=\"2026-10-31\""
  ) -> String {
    """
    <inventory xmlns="urn:custos:inventory:1" version="1" \(extracted)>
      <organisation id="w" name="W" \(organisation)/>
      \(system)
    </inventory>
    """
  }

  static func figures(_ items: String...) -> String {
    #"{"version":1,"organisations":[{"id":"w","requestFigures":[\#(items.joined(separator: ","))]}],"#
      + #""systems":[{"id":"s"}]}"#
  }

  static func rule(_ lines: String, title: String = "t") -> String {
    """
    id: technology/r
    title: \(title)
    why: w
    level: system
    severity: high
    authority: standard
    cites: [{source: npcc-video, at: "x", verified: true, checked: 2026-11-25}]
    remedy: r
    examples: []
    \(lines)
    """
  }

  static let own = ["--rules", "FOLDER/technology"]
  static let day = ["--as-of", "2026-11-01"]

  static let cases = [
    Case(code: "rule.no-articles", words: ["rules", "coverage", "--pack", "none"]),
    Case(
      code: "rule.no-example", words: ["rules", "test"] + own,
      files: ["technology/r.yaml": rule("require: system.name == 'a'\ncause: c")]),
    Case(
      code: "rule.unclosed-brace", words: ["rules", "list"] + own,
      files: ["technology/r.yaml": rule("require: system.name == 'a'\ncause: \"{system.name\"")]),
    Case(
      code: "rule.unknown-list", words: ["rules", "list"] + own,
      files: ["technology/r.yaml": rule("each: system.nothing\nrequire: 'true'\ncause: c")]),
    Case(
      code: "rule.ends-before-start", words: ["rules", "list"] + own,
      files: [
        "technology/r.yaml": rule(
          "effective: {from: 2026-02-01, until: 2026-01-31}\nrequire: 'true'\ncause: c")
      ]),
    Case(
      code: "inventory.doubled-figures", words: ["validate", "FOLDER/i.json"],
      files: [
        "i.json": figures(
          #"{"kind":"access","from":"2026-01-01","until":"2026-03-31","due":9,"inTime":9}"#,
          #"{"kind":"access","from":"2026-01-01","until":"2026-03-31","due":9,"inTime":2}"#)
      ]),
    Case(
      code: "reader.repeated-name", words: ["validate", "FOLDER/i.xml"],
      files: ["i.xml": inventory("<system id=\"s\" name=\"S\" controllers=\"w w\"/>")]),
    Case(
      code: "rule.fault", words: ["check", "FOLDER/i.xml"] + own + day,
      files: [
        "technology/r.yaml": rule(
          "require: 1 / (size(system.id) - size(system.id)) == 0\ncause: c"),
        "i.xml": inventory(),
      ]),
    Case(
      code: "input.no-day", words: ["check", "FOLDER/i.xml", "--max-age", "P2D"] + day,
      files: ["i.xml": inventory(extracted: "")]),
    Case(
      code: "input.no-law", words: ["check", "FOLDER/i.xml"] + day,
      files: ["i.xml": inventory(organisation: "")]),
    Case(
      code: "input.nothing-found", words: ["validate", "FOLDER/i.xml"],
      files: ["i.xml": "<inventory><foo/></inventory>"]),
    Case(
      code: "reader.misplaced", words: ["validate", "FOLDER/i.json"],
      files: ["i.json": #"{"systems":[{"id":"s","records":[]}]}"#]),
    Case(
      code: "profile.wrong-kind",
      words: ["check", "FOLDER/i.xml", "--profile", "FOLDER/p.yaml"] + day,
      files: [
        "i.xml": inventory(), "p.yaml": "parameters: {group-3-mode: {value: [1], reason: r}}\n",
      ]),
    Case(
      code: "reader.unexpected-text", words: ["validate", "FOLDER/i.xml"],
      files: ["i.xml": inventory("text")]),
    Case(
      code: "reader.more", words: ["validate", "FOLDER/i.xml"],
      files: ["i.xml": inventory((0..<150).map { "<u\($0)/>" }.joined())]),
    Case(
      code: "result.too-deep", words: ["report", "FOLDER/r.json"],
      files: [
        "r.json": "{\"form\":\"custos-result\",\"x\":" + String(repeating: "[", count: 5_000)
      ]),
    Case(
      code: "configuration.in-use", words: ["check", "FOLDER/i.xml"] + day,
      files: ["i.xml": inventory()], environment: ["CUSTOS_FAIL_ON": "low"]),
  ]

  @Test("a code is what a run says", arguments: cases + otherCases)
  func produces(_ example: Case) async throws {
    let folder = try TemporaryFolder()
    if example.files.keys.contains(where: { $0.hasPrefix("technology") }) {
      let pack = try String(
        contentsOfFile: "\(Repository.root)/rules/technology/pack.yaml", encoding: .utf8)
      _ = try folder.write("technology/pack.yaml", pack)
    }
    for (name, text) in example.files { _ = try folder.write(name, text) }
    let words = example.words.map { $0.replacingOccurrences(of: "FOLDER", with: folder.path) }
    let run = try await Program.run(
      words, environment: example.environment,
      folder: example.isInside ? folder.path : Repository.root)
    #expect((run.text + run.errors).contains("[\(example.code)]"), "\(run.errors.prefix(600))")
  }

  @Test("a report of what is new says in SARIF how many older findings there are")
  func older() async throws {
    let folder = try TemporaryFolder()
    let baseline = "\(folder.path)/b.json"
    _ = try await Program.run(["check", Sample.before, "--write-baseline", baseline] + Self.day)
    let run = try await Program.run(
      ["check", Sample.before, "--baseline", baseline, "--only", "new", "--format", "sarif"]
        + Self.day)
    #expect(run.text.contains("custos.older-findings"))
  }

  @Test("a baseline of some of the rules says what cannot be compared")
  func incomparable() async throws {
    let folder = try TemporaryFolder()
    let baseline = "\(folder.path)/b.json"
    _ = try await Program.run(
      ["check", Sample.before, "--select", "technology/*", "--write-baseline", baseline] + Self.day)
    let run = try await Program.run(
      ["check", Sample.before, "--baseline", baseline, "--format", "json"] + Self.day)
    #expect(run.text.contains("\"baseline.incomparable\""))
  }

  @Test("a waiver of a record that the partials do not show is refused")
  func masked() async throws {
    let folder = try TemporaryFolder()
    let (facts, partial) = ("\(folder.path)/facts", "\(folder.path)/partial")
    _ = try await Program.run(["link", "--shard", "1/1", Sample.before, "-o", facts])
    _ = try await Program.run(
      ["check", "--shard", "1/1", "--link", facts, Sample.before, "-o", partial] + Self.day)
    let waivers = try folder.write(
      "w.yaml",
      """
      version: 1
      waivers:
        - {id: W, rule: mopi/a, subject: "system:s/dataset:d/record:r", reason: r, owner: a,
           approver: b, from: 2026-01-01, until: 2026-12-01}
      """)
    let run = try await Program.run(["merge", partial, "--waivers", waivers])
    #expect(run.code == 2 && run.errors.contains("[waiver.masked]"), "\(run.errors)")
  }
}
