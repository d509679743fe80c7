import Foundation
import Testing

@Suite struct FormatTests {
  struct Format: Sendable, CustomTestStringConvertible {
    let name: String
    /// What the output begins with.
    let begins: String
    var testDescription: String { name }
  }

  static let formats = [
    Format(name: "text", begins: ""),
    Format(name: "json", begins: "{"),
    Format(name: "ndjson", begins: "{"),
    Format(name: "csv", begins: "\u{FEFF}kind,"),
    Format(name: "html", begins: "<!DOCTYPE html>"),
    Format(name: "markdown", begins: "#"),
    Format(name: "sarif", begins: "{"),
    Format(name: "junit", begins: "<?xml"),
    Format(name: "oscal", begins: "{"),
    Format(name: "prometheus", begins: "# HELP"),
    Format(name: "github", begins: "::"),
    Format(name: "gitlab", begins: "["),
    Format(name: "ics", begins: "BEGIN:VCALENDAR"),
  ]

  @Test("the help names the formats that are tested here")
  func namesFormats() async throws {
    let help = try await Program.run(["check", "--help"]).text
    let words = help.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    let names = Self.formats.map(\.name).joined(separator: ", ")
    #expect(words.contains("(values: \(names))"))
  }

  @Test("a format gives output without control characters", arguments: formats)
  func writes(_ format: Format) async throws {
    let run = try await Program.run(
      ["check", Sample.force, "--format", format.name] + Sample.profile)
    #expect(run.code == 1)
    #expect(run.text.hasPrefix(format.begins))
    #expect(!run.output.isEmpty)
    let isControl = { (byte: UInt8) in byte < 0x20 && ![0x09, 0x0A, 0x0D].contains(byte) }
    #expect(!run.output.contains(where: isControl))
    #expect(String(validating: run.output, as: UTF8.self) != nil)
  }

  @Test("JSON formats are JSON", arguments: ["json", "sarif", "oscal", "gitlab"])
  func parses(_ format: String) async throws {
    let run = try await Program.run(["check", Sample.force, "--format", format] + Sample.profile)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output)) }
  }

  @Test("every line of ndjson is JSON")
  func parsesLines() async throws {
    let run = try await Program.run(["check", Sample.clean, "--format", "ndjson"] + Sample.day)
    for line in run.text.split(separator: "\n") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test("reports go to as many files as are named, and standard output is left alone")
  func writesFiles() async throws {
    let folder = try TemporaryFolder()
    let names = ["json", "csv", "html"]
    let outputs = names.flatMap { ["--output", "\($0)=\(folder.path)/report.\($0)"] }
    let run = try await Program.run(["check", Sample.force] + outputs + Sample.profile)
    #expect(run.code == 1)
    #expect(run.output.isEmpty)
    #expect(folder.names == ["report.csv", "report.html", "report.json"])
    for name in names {
      let alone = try await Program.run(
        ["check", Sample.force, "--format", name] + Sample.profile)
      #expect(folder.read("report.\(name)") == alone.text, "\(name)")
    }
  }

  @Test("--format and --output together write both")
  func writesBoth() async throws {
    let folder = try TemporaryFolder()
    let arguments = [
      Sample.clean, "--format", "text", "--output", "json=\(folder.path)/result.json",
    ]
    let run = try await Program.run(["check"] + arguments + Sample.day)
    #expect(run.text.contains("no breach found"))
    #expect(folder.read("result.json")?.hasPrefix("{") == true)
  }

  @Test("two reports to one file are refused")
  func refusesSameFile() async throws {
    let folder = try TemporaryFolder()
    let target = "\(folder.path)/report"
    let run = try await Program.run(
      ["check", Sample.clean, "--output", "json=\(target)", "--output", "csv=\(target)"])
    #expect(run.code == 2)
    #expect(folder.names == [])
  }

  @Test("an old report stays whole when a new one cannot be written")
  func keepsOldReport() async throws {
    let folder = try TemporaryFolder()
    let old = try folder.write("result.json", "old")
    let run = try await Program.run(["check", Sample.clean, "--output", "json=\(old)/x"])
    #expect(run.code == 4)
    #expect(folder.read("result.json") == "old")
    #expect(folder.names == ["result.json"])
  }

  @Test("text that goes to a file or a pipe has no colour")
  func hasNoColour() async throws {
    let plain = try await Program.run(["check", Sample.force] + Sample.profile)
    let asked = try await Program.run(
      ["check", Sample.force, "--no-color"] + Sample.profile,
      environment: ["TERM": "xterm-256color", "CLICOLOR_FORCE": "1"])
    let variable = try await Program.run(
      ["check", Sample.force] + Sample.profile, environment: ["NO_COLOR": "1"])
    #expect(!plain.output.contains(0x1B))
    #expect(plain.output == asked.output)
    #expect(plain.output == variable.output)
  }
}
