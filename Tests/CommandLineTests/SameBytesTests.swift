import Testing

/// The same input gives the same bytes: no clock, zone, locale, folder or hash order shows.
@Suite struct SameBytesTests {
  struct World: Sendable, CustomTestStringConvertible {
    let name: String
    let environment: [String: String]
    var testDescription: String { name }
  }

  static let worlds = [
    World(name: "again", environment: [:]),
    World(name: "a day ahead", environment: ["TZ": "Pacific/Kiritimati"]),
    World(name: "half a day behind", environment: ["TZ": "Pacific/Pago_Pago"]),
    World(name: "a zone that is none", environment: ["TZ": ":/no/such/zone"]),
    World(name: "Turkish", environment: ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"]),
    World(name: "Arabic", environment: ["LC_ALL": "ar_SA.UTF-8", "LANG": "ar_SA.UTF-8"]),
    World(name: "another home", environment: ["HOME": "/no/such/home", "USER": "somebody"]),
    World(name: "a wide terminal", environment: ["COLUMNS": "400", "TERM": "xterm"]),
  ]

  @Test("a report is the same bytes", arguments: worlds)
  func repeats(_ world: World) async throws {
    let folder = try TemporaryFolder()
    let arguments = ["check", Sample.force, "--output", "json=\(folder.path)/result.json"]
    let text = ["--format", "text"] + Sample.profile
    let reference = try await Program.run(arguments + text)
    let result = folder.read("result.json")
    let run = try await Program.run(arguments + text, environment: world.environment)
    #expect(run.output == reference.output)
    #expect(run.errors == reference.errors)
    #expect(result?.isEmpty == false)
    #expect(folder.read("result.json") == result)
  }

  @Test("the hash seed of the process does not show")
  func ignoresSeeds() async throws {
    let arguments = ["check", Sample.forceInJSON, "--format", "html"] + Sample.profile
    let first = try await Program.run(arguments)
    for _ in 0..<3 { #expect(try await Program.run(arguments).output == first.output) }
  }

  @Test("the working folder does not show where paths are the same")
  func ignoresFolder() async throws {
    let root = Repository.root
    let arguments = [
      "check", "\(root)/\(Sample.force)", "--profile", "\(root)/samples/profile.yaml", "--format",
      "json",
    ]
    let here = try await Program.run(arguments + Sample.day)
    let there = try await Program.run(arguments + Sample.day, folder: "/")
    #expect(here.code == 1)
    #expect(here.output == there.output)
  }
}
