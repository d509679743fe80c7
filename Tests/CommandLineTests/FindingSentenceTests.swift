import Foundation
import Testing

/// What is said of a breach is a whole sentence, whatever facts are missing.
@Suite struct FindingSentenceTests {
  struct Hole: Sendable, CustomTestStringConvertible {
    let name: String
    let sample: String
    /// What is looked for in the sample and what takes its place.
    let text: String
    let replacement: String
    let rule: String
    let sentence: String
    var testDescription: String { name }
  }

  static let holes = [
    Hole(
      name: "an entry of the record that is named but empty", sample: "university",
      text: #"processingRecord="V-09""#, replacement: #"processingRecord="""#,
      rule: "*/system-in-processing-record",
      sentence:
        "this requirement is not met: Each system has an entry in the record of processing"),
    Hole(
      name: "the first day of a hold is no personal datum", sample: "council",
      text: #"from="2025-05-05""#, replacement: #"from="2026-12-05""#, rule: "holds/hold-complete",
      sentence: "hold H-1 begins only on 2026-12-05"),
  ]

  @Test("a sentence whose part cannot be said names the requirement", arguments: holes)
  func isWhole(_ hole: Hole) async throws {
    let folder = try TemporaryFolder()
    let sample = try String(
      contentsOf: URL(fileURLWithPath: "\(Repository.root)/samples/\(hole.sample)/inventory.xml"),
      encoding: .utf8)
    #expect(sample.contains(hole.text))
    let changed = "\(folder.path)/inventory.xml"
    try sample.replacingOccurrences(of: hole.text, with: hole.replacement)
      .write(toFile: changed, atomically: true, encoding: .utf8)
    let run = try await Program.run([
      "check", changed, "--as-of", "2026-11-01", "--select", hole.rule, "--format", "json",
    ])
    let causes = try SavedResult(run).findings.filter { $0.verdict == "breach" }.map(\.cause)
    #expect(causes.contains(hole.sentence), "\(causes)")
    for cause in causes {
      #expect(!cause.contains("not known") && !cause.contains("[masked]") && !cause.contains("  "))
    }
  }
}
