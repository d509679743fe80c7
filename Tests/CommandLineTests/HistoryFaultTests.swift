import Foundation
import Glibc
import Testing

/// A history that cannot be used costs nobody the report, and one that was changed shows.
@Suite struct HistoryFaultTests {
  private static func check(
    _ day: String, _ folder: borrowing TemporaryFolder, _ options: [String] = []
  ) async throws -> Run {
    try await Program.run(
      ["check", Sample.after, "--as-of", day, "--history", "\(folder.path)/h.sqlite"] + options)
  }

  @Test("a result names the entry that its run follows, and the history then knows the result")
  func anchors() async throws {
    let folder = try TemporaryFolder()
    for day in ["2026-11-01", "2026-11-02"] {
      _ = try await Self.check(day, folder, ["--output", "json=\(folder.path)/\(day).json"])
    }
    let list = try await Program.run([
      "history", "show", "1", "--history", "\(folder.path)/h.sqlite",
    ])
    let head = try #require(list.text.firstMatch(of: /head +([0-9a-f]{64})/)).1
    let text = folder.read("2026-11-02.json") ?? ""
    #expect(text.contains("\"ledger\":{\"entry\":1,\"hash\":\"\(head)\"}"))
    let first = folder.read("2026-11-01.json") ?? ""
    #expect(first.contains("\"ledger\":{\"entry\":0}"))
    for (name, message) in [("2026-11-01", "run 1"), ("2026-11-02", "run 2")] {
      let verified = try await Program.run([
        "history", "verify", "--history", "\(folder.path)/h.sqlite", "--result",
        "\(folder.path)/\(name).json",
      ])
      #expect(verified.code == 0)
      #expect(verified.text.contains("the result of \(message)\n"))
    }
  }

  @Test("a history of which the last run was cut off is not sound against that run's result")
  func seesWhatIsCutOff() async throws {
    let folder = try TemporaryFolder()
    let history = "\(folder.path)/h.sqlite"
    _ = try await Self.check("2026-11-01", folder)
    try FileManager.default.copyItem(atPath: history, toPath: "\(folder.path)/before")
    _ = try await Self.check("2026-11-02", folder, ["--output", "json=\(folder.path)/r.json"])
    try FileManager.default.removeItem(atPath: history)
    try FileManager.default.moveItem(atPath: "\(folder.path)/before", toPath: history)
    let alone = try await Program.run(["history", "verify", "--history", history])
    #expect(alone.code == 0)
    let against = try await Program.run([
      "history", "verify", "--history", history, "--result", "\(folder.path)/r.json",
    ])
    #expect(against.code == 1)
    #expect(against.text.contains("NO run of this result"))
  }

  @Test("a damaged history is left as it is, and all findings are reported")
  func reportsBesideDamage() async throws {
    let folder = try TemporaryFolder()
    let history = try folder.write("h.sqlite", "no history, but a text of some length\n")
    let run = try await Self.check("2026-11-01", folder, ["--only", "new", "--format", "json"])
    #expect(run.code == 4)
    #expect(run.errors.contains("history.foreign"))
    #expect(run.lastError == "exit 4: the run could not be recorded; the reports were written")
    #expect(try SavedResult(run).findings.count > 0)
    #expect(FileManager.default.contents(atPath: history)?.count == 38)
  }

  @Test("nights without a run are listed and counted")
  func showsMissingNights() async throws {
    let folder = try TemporaryFolder()
    for day in ["2026-11-01", "2026-11-02", "2026-11-05"] { _ = try await Self.check(day, folder) }
    let list = try await Program.run(["history", "list", "--history", "\(folder.path)/h.sqlite"])
    #expect(list.text.contains("no run for 2 days between 2026-11-02 and 2026-11-05\n"))
  }

  @Test("a silent night keeps the whole result and metrics of what is still open")
  func recordsWhole() async throws {
    let folder = try TemporaryFolder()
    let result = "\(folder.path)/r.json"
    let options = [
      "--only", "new", "--quiet", "--format", "text", "--output", "json=\(result)", "--output",
      "prometheus=\(folder.path)/m.prom",
    ]
    _ = try await Self.check("2026-11-01", folder, options)
    let second = try await Self.check("2026-11-01", folder, options)
    #expect(second.code == 0)
    #expect(!second.text.contains("BREACH"))
    let saved = folder.read("r.json") ?? ""
    #expect(saved.contains("\"state\":\"unchanged\"") && !saved.contains("\"state\":\"new\""))
    let metrics = folder.read("m.prom") ?? ""
    let breaches = metrics.firstMatch(of: /custos_checks\{.*verdict="breach"\} (\d+)/)?.1
    #expect(breaches == "6")
    let verified = try await Program.run([
      "history", "verify", "--history", "\(folder.path)/h.sqlite", "--result", result,
    ])
    #expect(verified.text.contains("the result of run 2\n"))
  }

  @Test(
    "a history that cannot be made costs the exit code and no report",
    arguments: [("/dev/full", "history.not-a-file"), ("/proc/h.sqlite", "history.cannot-open")])
  func keepsReport(_ path: String, _ code: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await Program.run([
      "check", Sample.after, "--as-of", "2026-11-01", "--history", path, "--output",
      "json=\(folder.path)/r.json",
    ])
    #expect(run.code == 4)
    #expect(run.errors.contains("[\(code)]"))
    #expect(run.lastError == "exit 4: the run could not be recorded; the reports were written")
    #expect(folder.read("r.json")?.hasSuffix("}\n") == true)
  }

  @Test("help that cannot be written is exit 4", arguments: [["--help"], ["check", "--help"]])
  func helpToFullDisk(_ arguments: [String]) async throws {
    #expect(try await Program.run(arguments, outputTo: "/dev/full").code == 4)
    #expect(try await Program.run(arguments).code == 0)
  }
}
