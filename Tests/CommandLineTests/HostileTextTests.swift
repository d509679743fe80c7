import Foundation
import Testing

/// Whatever names and texts come from elsewhere, no command writes anything that acts on a terminal or on
/// a build server.
@Suite struct HostileTextTests {
  /// Escape sequences, an override of the writing direction, and a line that a build server obeys.
  private static let text = "x\u{1b}[31m\u{202e}\u{9b}2J\n::error file=a::pwned\n##vso[task.x]\u{7}"
  /// The same as a name of a file.
  private static let name = "a\u{1b}[2J\n::error::b"

  /// The hostile files of one folder.
  private final class Files {
    let folder: TemporaryFolder
    let inventory: String
    let rules: String
    let history: String

    init() throws {
      let folder = try TemporaryFolder()
      inventory = try folder.write("\(name).xml", Self.inventoryText)
      history = "\(folder.path)/h.sqlite"
      rules = "\(folder.path)/rules"
      self.folder = folder
      let pack = "\(rules)/technology"
      try FileManager.default.createDirectory(atPath: pack, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: "\(Repository.root)/rules/technology/pack.yaml", toPath: "\(pack)/pack.yaml")
      try Self.rule.write(toFile: "\(pack)/evil.yaml", atomically: true, encoding: .utf8)
    }

    private static let inventoryText = """
      <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
        <organisation id="wolds" name="W\u{202e}x" kind="police-force" jurisdiction="england-and-wales"/>
        <system id="s&#10;::error::x" name="S\u{9b}2J\u{202e}" controllers="wolds" nam\u{e9}="1">
          <dataset id="d" name="::warning::y" category="N\u{202e}3" kind="##vso[z]"/>
        </system>
      </inventory>
      """

    private static let yaml = """
      "x\\e[31m\\u202e\\n::error file=a::pwned\\n##vso[task.x]\\a"
      """

    private static let rule = """
      id: technology/evil
      title: \(yaml)
      why: \(yaml)
      level: system
      severity: high
      authority: standard
      cites: [{source: npcc-video, at: \(yaml), verified: true, checked: 2026-11-25}]
      require: system.name == 'never'
      cause: \(yaml)
      remedy: \(yaml)
      examples: []
      """
  }

  /// Whether nothing in an output can act.
  private static func isInert(_ text: String) -> Bool {
    let acting = text.unicodeScalars.contains { scalar in
      scalar != "\n" && scalar.properties.generalCategory == .control
        || (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
    let commands = text.split(separator: "\n").contains { line in
      line.drop { $0 == " " }.hasPrefix("::") || line.contains("##vso[")
    }
    return !acting && !commands
  }

  private static func expectInert(_ words: [String], folder: String? = nil) async throws {
    let run = try await Program.run(words, folder: folder ?? Repository.root)
    let what = Comment(rawValue: words.prefix(2).joined(separator: " "))
    #expect(run.code >= 0, what)
    #expect(isInert(run.text), what)
    #expect(isInert(run.errors), what)
    #expect(!(run.text + run.errors).isEmpty, what)
  }

  @Test("commands that read rules")
  func rules() async throws {
    let files = try Files()
    for words in [
      ["list"], ["show", "technology/evil"], ["test"], ["lint"], ["book"], ["evidence"],
      ["coverage"],
      ["impact", "built-in", files.rules, files.inventory],
    ] {
      let own = words[0] == "impact" ? [] : ["--rules", files.rules]
      try await Self.expectInert(["rules"] + words + own)
    }
    try await Self.expectInert(["explain", "technology/evil", "--rules", files.rules])
    try await Self.expectInert(["explain", Self.text])
    let broken = try files.folder.write("\(Self.name).yaml", "id: \"\(Self.text)\n\t- [")
    try await Self.expectInert(["rules", "list", "--rules", broken])
  }

  @Test("commands that read inventories")
  func inventories() async throws {
    let files = try Files()
    let day = ["--as-of", "2026-11-01", "--rules", files.rules]
    try await Self.expectInert(["check", files.inventory] + day)
    for format in ["markdown", "json", "ndjson", "sarif"] {
      try await Self.expectInert(
        ["check", files.inventory, "--format", format] + Array(day.prefix(2)))
    }
    let table = try await Program.run(
      ["check", files.inventory, "--format", "csv"] + Array(day.prefix(2)))
    #expect(Self.isInert(table.text.replacing("\r\n", with: "\n")))
    for form in ["xml", "json"] {
      try await Self.expectInert(["convert", files.inventory, "--to", form])
    }
    try await Self.expectInert(["forecast", files.inventory] + day)
    try await Self.expectInert(["compare", files.inventory, files.inventory] + day)
    try await Self.expectInert(["validate", files.inventory])
    try await Self.expectInert(["link", "--shard", "1/1", "\(files.folder.path)/\(Self.name)"])
    try await Self.expectInert(["convert", "\(files.folder.path)/\(Self.name)", "--to", "json"])
    try await Self.expectInert(["check", "--fail-on", Self.text, files.inventory])
  }

  @Test("commands that read results, histories and evidence")
  func records() async throws {
    let files = try Files()
    let result = "\(files.folder.path)/\(Self.name).json"
    _ = try await Program.run(
      [
        "check", files.inventory, "--as-of", "2026-11-01", "--rules", files.rules, "--history",
        files.history, "--output", "json=\(result)",
      ])
    try await Self.expectInert(["report", result])
    try await Self.expectInert([
      "explain", "technology/evil", "--result", result, "--rules", files.rules,
    ])
    try await Self.expectInert(["merge", result])
    try await Self.expectInert(["check", files.inventory, "--baseline", "\(result)x"])
    try Self.spoil(files.history)
    for words in [["list"], ["show", "1"], ["trend"], ["verify"], ["prune"]] {
      try await Self.expectInert(["history"] + words + ["--history", files.history])
    }
    let evidence = "\(files.folder.path)/\(Self.name)"
    try await Self.expectInert([
      "evidence", "create", evidence, files.inventory, "--as-of", "2026-11-01", "--rules",
      files.rules,
    ])
    try await Self.expectInert(["evidence", "verify", evidence])
  }

  @Test("commands that read a profile, waivers or settings")
  func choices() async throws {
    let files = try Files()
    let yaml =
      "version: 1\n\"x\\e[31m\\n::error::y\": 1\nseverities: {\"\\u202e::z\": {severity: low}}\n"
    for option in ["profile", "waivers", "baseline"] {
      let file = try files.folder.write("\(Self.name)\(option)", yaml)
      try await Self.expectInert(["check", files.inventory, "--\(option)", file])
    }
    let waivers = try files.folder.write(
      "waivers.yaml",
      """
      version: 1
      waivers:
        - {id: "W\\e[2J\\u202e\\n::error::pwned", rule: technology/evil, subject: "organisation:a", reason: r,
           owner: a, approver: b, from: 2026-01-01, until: 2026-10-01}
      """)
    try await Self.expectInert(
      ["check", files.inventory, "--waivers", waivers, "--as-of", "2026-11-01"])
    _ = try files.folder.write("custos.yaml", yaml)
    try await Self.expectInert(["check", files.inventory], folder: files.folder.path)
  }

  /// Puts an escape sequence into every hash and label of a history, as somebody with an editor would.
  private static func spoil(_ path: String) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    let sequence = Data("\u{1b}[31m::x".utf8)
    for match in text.matches(of: /[0-9a-f]{64}/) {
      let offset = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
      guard offset + sequence.count <= bytes.count else { continue }
      bytes.replaceSubrange(offset..<offset + sequence.count, with: sequence)
    }
    try bytes.write(to: URL(fileURLWithPath: path))
  }
}
