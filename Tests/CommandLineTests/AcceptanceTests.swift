import Foundation
import Testing

/// Waivers, baselines and settings, as the command line meets them.
@Suite struct AcceptanceTests {
  struct Day: Sendable, CustomTestStringConvertible {
    let name: String
    let day: String
    let isWaived: Bool
    let states: String
    var testDescription: String { name }
  }

  // The waiver W-2026-019 of the samples runs from 2026-08-17 to 2026-11-16.
  static let days = [
    Day(
      name: "31 days before its end", day: "2026-10-16", isWaived: true, states: #"["active"]"#),
    Day(
      name: "30 days before its end", day: "2026-10-17", isWaived: true,
      states: #"["expiring","active"]"#),
    Day(
      name: "the day before its end", day: "2026-11-15", isWaived: true,
      states: #"["expiring","active"]"#),
    Day(
      name: "its last day", day: "2026-11-16", isWaived: true,
      states: #"["expiring","active"]"#),
    Day(
      name: "the day after it", day: "2026-11-17", isWaived: false, states: #"["expired"]"#),
  ]

  @Test("a waiver covers its breach to the end of its last day", arguments: days)
  func waivers(_ example: Day) async throws {
    let run = try await Program.run([
      "check", Sample.force, "--profile", "samples/profile.yaml", "--waivers",
      "samples/waivers.yaml", "--as-of", example.day, "--select",
      "dpa2018-part3/log-six-operations", "--format", "json",
    ])
    let onCameras = try SavedResult(run).findings.filter {
      $0.subject.path == "system:body-worn-video"
    }
    #expect(onCameras.map(\.verdict) == [example.isWaived ? "waived" : "breach"])
    let line = run.text.split(separator: "\n").first {
      $0.drop { $0 == " " }.hasPrefix("{\"id\":\"W-2026-019\"")
    }
    #expect(line?.contains("\"states\":\(example.states)") == true)
  }

  @Test("a baseline entry that is not found again is a notice, and an error under --strict")
  func staleBaseline() async throws {
    let folder = try TemporaryFolder()
    let baseline = "\(folder.path)/baseline.json"
    let check = ["check", "--as-of", "2026-11-01", "--quiet"]
    _ = try await Program.run(check + [Sample.before, "--write-baseline", baseline])
    let input = try folder.write(
      "mended.xml",
      try Repository.text(Sample.before)
        .replacingOccurrences(of: "retention=\"indefinite\"", with: "retention=\"P60D\""))
    let plain = try await Program.run(check + [input, "--baseline", baseline, "--format", "json"])
    #expect(plain.code == 0)
    #expect(plain.text.contains("baseline.stale"))
    let strict = try await Program.run(check + [input, "--baseline", baseline, "--strict"])
    #expect(strict.code == 3)
    #expect(strict.errors.contains("error: the baseline lists storage-limitation/backups-end"))
    let same = try await Program.run(check + [Sample.before, "--baseline", baseline, "--strict"])
    #expect(same.code == 0)
  }

  struct Source: Sendable, CustomTestStringConvertible {
    let name: String
    var flag: [String] = []
    var environment: [String: String] = [:]
    var hasFile = true
    let start: String
    var testDescription: String { name }
  }

  static let sources = [
    Source(
      name: "a flag beats all", flag: ["--format", "ndjson"],
      environment: ["CUSTOS_FORMAT": "csv"], start: "{\"header\":"),
    Source(
      name: "a variable beats the file", environment: ["CUSTOS_FORMAT": "markdown"],
      start: "## Northmoor"),
    Source(name: "the file beats what is built in", start: "<!DOCTYPE html>"),
    Source(name: "without any it is text", hasFile: false, start: "Northmoor "),
  ]

  @Test(
    "flags beat variables, which beat the file, which beats what is built in", arguments: sources)
  func precedence(_ source: Source) async throws {
    let folder = try TemporaryFolder()
    if source.hasFile { _ = try folder.write("custos.yaml", "format: html\n") }
    let run = try await Program.run(
      ["check", "\(Repository.root)/\(Sample.after)", "--as-of", "2026-11-01"] + source.flag,
      environment: source.environment, folder: folder.path)
    #expect(run.code == 1)
    #expect(String(run.text.prefix(source.start.count)) == source.start)
  }
}
