import Testing

/// Whoever follows the guide to writing a rule gets a rule that works.
@Suite struct RuleGuideTests {
  /// The parts of the rule that the guide writes, one under the other.
  static func rule() throws -> String {
    let page = try Repository.text("rules/README.md")
    let guide = page.split(separator: "## Write a rule in ten minutes\n")[1]
      .split(separator: "\n## ")[0]
    let blocks = guide.split(separator: "```yaml\n").dropFirst()
      .map { String($0.split(separator: "\n```")[0]) }
    return blocks.filter { !$0.hasPrefix("let:") }.joined(separator: "\n")
  }

  @Test("the rule of the guide passes its examples and lacks nothing")
  func works() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("my-rules/technology/drone-footage.yaml", Self.rule())
    let rules = [
      "--rules", "built-in", "--rules", "\(folder.path)/my-rules", "--select",
      "technology/drone-footage",
    ]
    let test = try await Program.run(["rules", "test"] + rules)
    #expect(test.text == "5 passed, 0 failed\n", "\(test.text)\(test.errors)")
    let lint = try await Program.run(["rules", "lint", "--as-of", "2026-11-25"] + rules)
    #expect(lint.code == 0, "\(lint.text)")
    let list = try await Program.run(["rules", "list"] + rules)
    #expect(list.text.contains("technology/drone-footage"))
  }

  @Test("the rule of the guide is checked beside those that Custos brings")
  func checks() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("my-rules/technology/drone-footage.yaml", Self.rule())
    let input = try folder.write(
      "inventory.json",
      """
      {"version": 1, "extracted": "2026-11-01", "organisations": [
        {"id": "northmoor", "kind": "police-force", "jurisdiction": "england-and-wales"}],
       "systems": [{"id": "drones", "controllers": ["northmoor"], "datasets": [
        {"id": "unused", "category": "drone-video-unused", "retention": {"period": "P90D"}}]}]}
      """)
    let run = try await Program.run([
      "check", input, "--as-of", "2026-11-01", "--rules", "built-in", "--rules",
      "\(folder.path)/my-rules", "--select", "technology/*", "--format", "json",
    ])
    let rules = try SavedResult(run).findings.filter { $0.verdict == "breach" }.map(\.rule)
    #expect(Set(rules) == ["technology/drone-footage", "technology/unused-video-31-days"])
  }

  @Test("a misspelt field is named with its place, as the guide says")
  func namesPlace() async throws {
    let folder = try TemporaryFolder()
    let text = try Self.rule().replacing("dataset.category ==", with: "dataset.categry ==")
    _ = try folder.write("my-rules/technology/drone-footage.yaml", text)
    let run = try await Program.run([
      "rules", "test", "--rules", "built-in", "--rules", "\(folder.path)/my-rules",
    ])
    #expect(run.code == 2)
    let message = "technology/drone-footage.yaml:10:15: error: no field \"categry\" in Dataset"
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(try Repository.text("rules/README.md").contains(message))
  }
}
