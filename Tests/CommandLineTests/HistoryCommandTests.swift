import Foundation
import Testing

/// Runs from night to night.
@Suite struct HistoryCommandTests {
  @Test("a second night without a change is silent, and a third one lists what is new")
  func listsNew() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let history = ["--history", folder.appendingPathComponent("runs.sqlite").path]
    func night(_ day: String) async throws -> Run {
      try await Program.run(
        ["check", Sample.force, "--profile", "samples/profile.yaml", "--as-of", day] + history
          + ["--only", "new", "--quiet"])
    }
    let first = try await night("2026-11-01")
    #expect(first.code == 1)
    let second = try await night("2026-11-01")
    #expect(second.code == 0)
    #expect(second.output.isEmpty)
    #expect(second.errors.isEmpty)
    let third = try await night("2026-11-02")
    #expect(third.code == 1)
    #expect(third.text.contains("DNA samples: there is no disposal job"))
    let list = try await Program.run(["history", "list"] + history)
    #expect(list.text.hasSuffix("3 runs on 2 days\n"))
    #expect(list.text.contains("of all these 0 new, 0 cured"))
    let verified = try await Program.run(["history", "verify"] + history)
    #expect(verified.code == 0)
  }

  @Test("evidence is proven by doing the run again, and not if an input was changed")
  func provesRuns() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let created = try await Program.run([
      "evidence", "create", folder.path, "samples/change/after.xml", "--as-of", "2026-11-01",
      "--include-inputs",
    ])
    #expect(created.code == 0, "\(created.errors)")
    let proven = try await Program.run(["evidence", "verify", folder.path])
    #expect(proven.code == 0)
    #expect(proven.text.hasSuffix("\nproven\n"))
    let input = folder.appendingPathComponent("inputs/1-after.xml")
    let text = try String(contentsOf: input, encoding: .utf8)
    try text.replacingOccurrences(of: "2019-03-29", with: "2019-03-30")
      .write(to: input, atomically: true, encoding: .utf8)
    let changed = try await Program.run(["evidence", "verify", folder.path])
    #expect(changed.code == 1)
    #expect(changed.text.contains("evidence.changed-file"))
  }

  @Test("a change request is told what it introduces, cures and moves")
  func compares() async throws {
    let run = try await Program.run([
      "compare", "samples/change/before.xml", "samples/change/after.xml", "--as-of", "2026-11-01",
      "--format", "markdown",
    ])
    #expect(run.code == 1)
    let head =
      "# The change introduces 3 breaches and 1 provisional breach, cures 1 breach, "
      + "leaves 3 checks undecided\n"
    #expect(run.text.hasPrefix(head))
    #expect(run.text.contains("106 days later"))
    #expect(run.output.count < 65_536)
    let same = try await Program.run([
      "compare", "samples/change/before.xml", "samples/change/before.xml", "--as-of",
      "2026-11-01",
    ])
    #expect(same.code == 0)
  }
}
