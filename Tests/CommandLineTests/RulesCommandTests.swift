import Foundation
import Testing

@Suite struct RulesCommandTests {
  /// The rule files of the repository.
  static let files: [String] = {
    let folder = "\(Repository.root)/rules"
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let others = ["calendars/", "codes/", "mappings/", "schedule/"]
    return paths.filter { path in
      path.hasSuffix(".yaml") && !path.hasSuffix("/pack.yaml")
        && !others.contains { path.hasPrefix($0) }
    }.sorted()
  }()

  @Test("list names every rule of the repository")
  func lists() async throws {
    let run = try await Program.run(["rules", "list"])
    #expect(run.code == 0)
    for file in Self.files { #expect(run.text.contains(file.dropLast(".yaml".count)), "\(file)") }
    #expect(run.text.contains("\(Self.files.count) rules in "))
    #expect(Self.files.count > 100)
    let wide = run.text.split(separator: "\n").filter { $0.unicodeScalars.count > 80 }
    #expect(wide.isEmpty, "\(wide.first ?? "")")
  }

  @Test("list takes patterns")
  func listsSome() async throws {
    let run = try await Program.run(["rules", "list", "--select", "cpia/*"])
    #expect(run.text.hasSuffix("2 rules in 1 pack\n"))
  }

  @Test("the built-in rules are the rules of the repository")
  func embeds() async throws {
    let builtIn = try await Program.run(["rules", "list"])
    let read = try await Program.run(["rules", "list", "--rules", "rules"])
    #expect(builtIn.text == read.text)
  }

  @Test("show explains rules, codes, classes, packs and parameters")
  func shows() async throws {
    for name in ["mopi/group-3-clear-period", "REC-04", "crime-report", "mopi"] {
      let run = try await Program.run(["rules", "show", name])
      #expect(run.code == 0, "\(name)")
      #expect(run.text.contains(name), "\(name)")
    }
    let rule = try await Program.run(["rules", "show", "mopi/group-3-clear-period"]).text
    for heading in ["Why:", "Level:", "Severity:", "Source:", "Require:", "Remedy:", "Example:"] {
      #expect(rule.contains("\n\(heading)"), "\(heading)")
    }
  }

  @Test("show offers the nearest name")
  func showsNearest() async throws {
    let run = try await Program.run(["rules", "show", "mopi/group-3-clear-perid"])
    #expect(run.code == 2)
    #expect(run.errors.contains("did you mean \"mopi/group-3-clear-period\"?"))
  }

  @Test("every example of every rule holds")
  func tests() async throws {
    let run = try await Program.run(["rules", "test"])
    #expect(run.code == 0)
    #expect(run.text.hasSuffix(" passed, 0 failed\n"))
  }

  @Test("nothing is missing in any rule")
  func lints() async throws {
    let run = try await Program.run(["rules", "lint", "--as-of", "2026-11-25"])
    #expect(run.code == 0, "\(run.text)")
    #expect(run.text.contains("\n0 problems, "))
  }

  static let pack = """
    pack: own
    title: Our own
    version: "1"
    sources:
      policy: {title: Our policy, checked: 2026-11-01, evidence: read}
    """

  static func rule(_ changes: (String) -> String = { $0 }) -> String {
    changes(
      """
      id: own/encrypted
      catalogue: [OWN-01]
      title: Backups end
      why: Else they never end.
      level: system
      severity: high
      authority: standard
      cites: [{source: policy, at: "1", evidence: read}]
      require: system.automated
      cause: "{system.name} is not automated"
      remedy: Automate it.
      examples:
        - pass: {automated: true}
        - breach: {automated: false}
        - undetermined: {}
      """)
  }

  @Test("rules of a folder take the place of the built-in ones")
  func replaces() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("own/pack.yaml", Self.pack)
    _ = try folder.write("own/encrypted.yaml", Self.rule())
    let list = try await Program.run(["rules", "list", "--rules", folder.path])
    #expect(list.text.hasSuffix("1 rule in 1 pack\n"))
    let test = try await Program.run(["rules", "test", "--rules", folder.path])
    #expect(test.code == 0, "\(test.text)")
    #expect(test.text == "3 passed, 0 failed\n")
  }

  @Test("an example that does not hold is 1, with its line")
  func failsExamples() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("own/pack.yaml", Self.pack)
    _ = try folder.write(
      "own/encrypted.yaml",
      Self.rule { $0.replacingOccurrences(of: "pass: {automated: true}", with: "pass: {}") })
    let run = try await Program.run(["rules", "test", "--rules", folder.path])
    #expect(run.code == 1)
    #expect(run.text.contains("own/encrypted.yaml:13:"), "\(run.text)")
    #expect(run.text.hasSuffix("2 passed, 1 failed\n"))
  }

  @Test("a rule with an error is 2, with the place of the offending word")
  func refusesErrors() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("own/pack.yaml", Self.pack)
    _ = try folder.write(
      "own/encrypted.yaml",
      Self.rule { $0.replacingOccurrences(of: "system.automated", with: "system.automatd") })
    for command in [["rules", "test"], ["rules", "lint"], ["check", Sample.clean]] {
      let run = try await Program.run(command + ["--rules", folder.path])
      #expect(run.code == 2, "\(command)")
      #expect(run.errors.contains("own/encrypted.yaml:9:"), "\(run.errors)")
      #expect(run.errors.contains("automatd"))
      #expect(run.lastError.hasPrefix("exit 2: "))
    }
  }
}
