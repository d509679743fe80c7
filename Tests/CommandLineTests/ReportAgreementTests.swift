import Foundation
import Testing

/// What the reports of one run say of the same things.
@Suite struct ReportAgreementTests {
  private struct Saved: Decodable {
    struct Finding: Decodable {
      var verdict: String
      var severity: String
      var cause: String
      var since: String?
      var rootCause: String?
    }
    struct Summary: Decodable {
      struct Row: Decodable {
        struct Counts: Decodable { var breach: Int }
        var key: String
        var counts: Counts
      }
      var bySeverity: [Row]
    }
    var findings: [Finding]
    var summary: Summary
  }

  private static func check(_ words: [String]) async throws -> Run {
    try await Program.run(["check", Sample.force] + Sample.profile + words)
  }

  @Test("a severity that the profile changes is counted under the new one")
  func countsSeverities() async throws {
    let run = try await Self.check(["--format", "json", "--select", "mopi/*"])
    let saved = try JSONDecoder().decode(Saved.self, from: Data(run.output))
    let breaches = saved.findings.filter { $0.verdict == "breach" }
    for row in saved.summary.bySeverity {
      #expect(row.counts.breach == breaches.count { $0.severity == row.key }, "\(row.key)")
    }
  }

  @Test("a breach to come is told as one, with its day, and has a case of its own")
  func tellsWhatComes() async throws {
    let run = try await Self.check(["--format", "json", "--horizon", "P90D"])
    let saved = try JSONDecoder().decode(Saved.self, from: Data(run.output))
    let coming = saved.findings.filter { $0.verdict == "pass" && $0.since != nil }
    #expect(!coming.isEmpty)
    for finding in coming {
      #expect(finding.cause.hasPrefix("will be in breach from \(finding.since ?? "") unless"))
      #expect(!finding.cause.contains("[masked] days"))
    }
    let cases = try await Self.check(["--format", "junit", "--horizon", "P90D"])
    let lines = cases.text.split(separator: "\n").filter { $0.contains("<testcase ") }
    #expect(lines.count > 100)
    #expect(Set(lines.map { $0.split(separator: " time=")[0] }).count == lines.count)
  }

  @Test("text is short, and no finding is cut before it says something")
  func isShort() async throws {
    let run = try await Self.check([])
    let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count < 300)
    #expect(lines.allSatisfy { $0.unicodeScalars.count <= 80 || $0.contains("://") })
    let owners = try await Self.check(["--by", "owner"])
    #expect(owners.text.contains("steward"))
    for part in owners.text.components(separatedBy: "\u{2026}").dropLast() {
      let sentence = part.components(separatedBy: "]").last ?? ""
      #expect(sentence.split(whereSeparator: \.isWhitespace).count > 7, "\(sentence)")
    }
  }

  @Test("no cause ends with a hole or with a value that only a program reads")
  func hasNoHoles() async throws {
    for sample in ["force", "university", "company", "council"] {
      let run = try await Program.run(
        ["check", "samples/\(sample)/inventory.xml", "--format", "json"] + Sample.day)
      let saved = try JSONDecoder().decode(Saved.self, from: Data(run.output))
      for cause in saved.findings.map(\.cause) {
        #expect(!cause.hasSuffix(" ") && !cause.hasSuffix(":"), "\(cause)")
        for raw in [" 1 record have", "mechanism none", "is none", ": true", ": false"] {
          #expect(!cause.contains(raw), "\(cause)")
        }
        #expect(!cause.contains("or is indefinite"), "\(cause)")
      }
    }
  }

  @Test("a rule is explained in prose, and its condition only on request")
  func explainsRules() async throws {
    let run = try await Program.run(["explain", "mopi/group-3-clear-period"])
    #expect(run.code == 0)
    #expect(!run.text.contains("&&") && !run.text.contains("{"))
    #expect(run.text.contains("What is required"))
    let full = try await Program.run(["explain", "mopi/group-3-clear-period", "--show-condition"])
    #expect(full.text.contains("&&"))
  }

  @Test("a calendar of an input that could not be read says that there is no result")
  func tellsBrokenInputs() async throws {
    let folder = try TemporaryFolder()
    let text = try Repository.text(Sample.clean).prefix(3_000)
    let path = try folder.write("cut.xml", String(text))
    let run = try await Program.run(["check", path, "--format", "ics"] + Sample.day)
    #expect(run.code == 3)
    #expect(run.text.contains("SUMMARY:Custos: no result"))
    #expect(!run.text.contains("nothing falls due"))
    let metrics = try await Program.run(["check", path, "--format", "prometheus"] + Sample.day)
    #expect(metrics.text.contains("custos_complete{") && metrics.text.contains("} 0\n"))
  }

  @Test("the category of a file is the same from every folder of its repository")
  func keepsCategory() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("sub/inventory.xml", try Repository.text(Sample.clean))
    let root = ["GITHUB_WORKSPACE": folder.path]
    var categories: [String] = []
    for (place, input) in [
      (folder.path, "sub/inventory.xml"), ("\(folder.path)/sub", "inventory.xml"),
      ("\(folder.path)/sub", "\(folder.path)/sub/inventory.xml"),
    ] {
      let run = try await Program.run(
        ["check", input, "--format", "sarif"] + Sample.day, environment: root, folder: place)
      let mark = "\"automationDetails\":{\"id\":\""
      let category = run.text.components(separatedBy: mark).last?.prefix { $0 != "\"" } ?? ""
      categories.append(String(category))
    }
    #expect(categories[0].hasPrefix("custos/sub/inventory.xml/"))
    #expect(Set(categories).count == 1, "\(categories)")
    let outside = try await Program.run(
      ["check", "\(folder.path)/sub/inventory.xml", "--format", "sarif"] + Sample.day)
    #expect(outside.text.contains("\"uri\":\"file:///"))
  }
}
