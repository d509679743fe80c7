import Diagnostics
import Foundation
import Testing

@testable import CustosKit

@Suite struct ConfigurationTests {
  private static func file(_ text: String) throws -> ConfigurationFile {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("custos.yaml")
    try Data(text.utf8).write(to: path)
    return try ConfigurationFile(path: path.path)
  }

  private static func words(
    _ words: [String], _ environment: [String: String] = [:], _ text: String
  ) throws -> [String] {
    EffectiveArguments.of(words, environment: { environment[$0] }, file: try file(text))
  }

  @Test("flags beat the environment, which beats the file")
  func precedes() throws {
    let text = "fail-on: low"
    #expect(try Self.words(["check", "a"], text) == ["check", "a", "--fail-on=low"])
    let environment = ["CUSTOS_FAIL_ON": "high"]
    #expect(
      try Self.words(["check", "a"], environment, text) == ["check", "a", "--fail-on=high"])
    for given in [["--fail-on", "critical"], ["--fail-on=critical"]] {
      let words = ["check", "a"] + given
      #expect(try Self.words(words, environment, text) == words)
    }
  }

  @Test("a list that is given at one place replaces that of the weaker one whole")
  func replacesLists() throws {
    let text = "select: [mopi/*, holds/*]"
    #expect(
      try Self.words(["check", "a"], text)
        == ["check", "a", "--select=mopi/*", "--select=holds/*"])
    #expect(
      try Self.words(["check", "a"], ["CUSTOS_SELECT": "REC-04,SYS-10"], text)
        == ["check", "a", "--select=REC-04", "--select=SYS-10"])
    let words = ["check", "a", "--select", "REC-01"]
    #expect(try Self.words(words, text) == words)
  }

  @Test("a command gets only the settings that it has")
  func respectsCommands() throws {
    let text = "history: runs.sqlite\nstrict: true\nquiet: false"
    #expect(try Self.words(["validate", "a"], text) == ["validate", "a", "--strict"])
    #expect(try Self.words(["schema", "xsd"], text) == ["schema", "xsd"])
  }

  @Test(
    "a file that says what no command understands is an error",
    arguments: [
      ("fail-onn: low", "configuration.unknown-key"), ("strict: maybe", "configuration.wrong-kind"),
      ("- a", "configuration.wrong-kind"), ("a: [", "yaml.malformed"),
    ])
  func refuses(_ text: String, _ code: String) {
    let failure = #expect(throws: ConfigurationFailure.self) { try Self.file(text) }
    #expect(failure?.diagnostics.map(\.code).contains(code) == true)
  }

  private static func words(_ words: [String], _ text: String) throws -> [String] {
    try Self.words(words, [:], text)
  }

  @Test("settings that nobody sees on the command line and that decide are named with their file")
  func namesSettings() throws {
    let file = try Self.file("fail-on: low\nquiet: true\nprofile: p.yaml")
    let effective = EffectiveArguments(
      ["check", "a"], environment: { $0 == "CUSTOS_STRICT" ? "1" : nil }, file: file)
    #expect(effective.notices.map(\.code) == Array(repeating: EffectiveArguments.code, count: 2))
    #expect(effective.notices[0].position?.path == file.path)
    #expect(effective.notices[0].message.hasSuffix(": profile, fail-on"))
    #expect(effective.notices[1].message.hasSuffix(": CUSTOS_STRICT"))
    let given = EffectiveArguments(
      ["check", "a", "--fail-on", "low", "--profile", "q"], environment: { _ in nil }, file: file)
    #expect(given.notices.isEmpty)
  }

  @Test("a message about a value says which file, or which variable, it came from")
  func tellsOrigins() throws {
    let file = try Self.file("fail-on: low\nprofile: p.yaml")
    let effective = EffectiveArguments(
      ["check", "a"], environment: { $0 == "CUSTOS_SELECT" ? "x" : nil }, file: file)
    #expect(
      effective.origins(of: ["cannot read \"p.yaml\""]) == [
        "--profile p.yaml is from \(file.path):2:10"
      ])
    #expect(
      effective.origins(of: ["--select \"x\" fits no rule"]) == ["--select x is from CUSTOS_SELECT"]
    )
    #expect(effective.origins(of: ["something else"]).isEmpty)
  }

  @Test("a mistyped variable is told of, with the one that was likely meant")
  func tellsVariables() {
    let names = ["CUSTOS_FAILON", "CUSTOS_FAIL_ON", "CUSTOS_PSEUDONYM_KEY", "HOME"]
    let told = EffectiveArguments.unknownVariables(names)
    #expect(told.map(\.code) == ["configuration.unknown-variable"])
    #expect(told.first?.hint == "did you mean CUSTOS_FAIL_ON?")
  }
}
