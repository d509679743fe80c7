import Testing

/// What the pages show is what the program prints.
@Suite struct ReadmeTests {
  static let pages = ["README.md", "Sources/CustosKit/Custos.docc/RedoAFinding.md"]

  /// The passages of the report that a page shows, between lines of an ellipsis.
  static func passages(_ page: String) throws -> [String] {
    let parts = try Repository.text(page).split(separator: "```text\n")
    let block = parts.count > 1 ? parts[1].split(separator: "\n```")[0] : ""
    return block.split(separator: "…\n").map(String.init)
  }

  @Test("the report in the page is the report of the sample", arguments: pages)
  func shows(_ page: String) async throws {
    let passages = try Self.passages(page)
    #expect(!passages.isEmpty)
    let report = try await Program.run(["check", Sample.force] + Sample.profile).text
    for passage in passages { #expect(report.contains(passage), "\(passage)") }
  }

  @Test("the finding that is redone by hand begins and ends as the page says")
  func movesClock() async throws {
    let day = ["2026-02-28": 0, "2026-03-01": 1]
    for (asOf, count) in day.sorted(by: { $0.key < $1.key }) {
      let run = try await Program.run([
        "check", Sample.force, "--profile", "samples/profile.yaml", "--as-of", asOf, "--format",
        "json", "--select", "mopi/group-3-clear-period",
      ])
      let found = try SavedResult(run).findings.filter { $0.locations?.first?.line == 523 }
      #expect(found.filter { $0.verdict == "breach" }.count == count, "\(asOf)")
    }
  }
}
