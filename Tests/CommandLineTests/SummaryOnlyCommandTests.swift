import Foundation
import Testing

/// `--summary-only` as the command line meets it.
@Suite struct SummaryOnlyCommandTests {
  private static let check = ["check", Sample.force] + Sample.profile

  @Test("it ends as the full run does, and says first and last what that says")
  func agrees() async throws {
    let full = try await Program.run(Self.check)
    let counted = try await Program.run(Self.check + ["--summary-only"])
    #expect(counted.code == full.code)
    #expect(counted.lastError == full.lastError)
    func ends(_ run: Run) -> [Substring?] {
      let lines = run.text.split(separator: "\n")
      return [lines.first, lines.last]
    }
    #expect(ends(counted) == ends(full))
    #expect(counted.text.contains("counted and not listed"))
  }

  @Test("metrics are those of the full run, to the byte")
  func writesMetrics() async throws {
    let metrics = Self.check + ["--format", "prometheus"]
    let full = try await Program.run(metrics)
    let counted = try await Program.run(metrics + ["--summary-only"])
    #expect(counted.output == full.output)
  }

  @Test("its result makes the reports that need no findings, and no others")
  func reports() async throws {
    let folder = try TemporaryFolder()
    let json = try await Program.run(Self.check + ["--summary-only", "--format", "json"])
    let result = try folder.write("result.json", json.text)
    #expect(!json.text.contains("\"digest\":\"") || json.text.contains("\"digest\":\"\""))
    for format in ["text", "json", "prometheus"] {
      let straight = try await Program.run(Self.check + ["--summary-only", "--format", format])
      let made = try await Program.run(["report", result, "--format", format])
      #expect(made.code == 0)
      #expect(made.output == straight.output)
    }
    for format in ["html", "csv", "sarif", "junit"] {
      let made = try await Program.run(["report", result, "--format", format])
      #expect(made.code == 2)
      #expect(made.output.isEmpty)
      #expect(made.errors.contains("lists none"))
    }
  }

  @Test("whoever needs findings refuses its result")
  func isNoBaseline() async throws {
    let folder = try TemporaryFolder()
    let json = try await Program.run(Self.check + ["--summary-only", "--format", "json"])
    let result = try folder.write("result.json", json.text)
    let uses = [
      ["check", Sample.force, "--baseline", result], ["compare", Sample.force, result],
      ["compare", result, result], ["explain", "x", "--result", result],
    ]
    for words in uses {
      let run = try await Program.run(words)
      #expect(run.code == 2, "\(words)")
      #expect(run.errors.contains("result.counts-only"), "\(words): \(run.errors)")
    }
  }

  static let refused = [
    ["--format", "html"], ["--output", "csv=/dev/null"], ["--horizon", "P90D"],
    ["--baseline", "result.json"], ["--history", "custos.sqlite"],
    ["--write-baseline", "result.json"], ["--only", "new", "--history", "custos.sqlite"],
    ["--show-passes"], ["--shard", "1/2"],
  ]

  @Test("what looks at single findings is a usage error with it", arguments: refused)
  func refuses(_ words: [String]) async throws {
    let run = try await Program.run(Self.check + ["--summary-only"] + words)
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("--summary-only"))
    #expect(run.errors.contains(words[0]) || run.errors.contains("there is no"))
  }
}
