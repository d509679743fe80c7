import Foundation
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

  @Test("the explanation in the page is what the program says of the sample", arguments: pages)
  func shows(_ page: String) async throws {
    let passages = try Self.passages(page)
    #expect(!passages.isEmpty)
    let folder = try TemporaryFolder()
    let result = "\(folder.path)/result.json"
    _ = try await Program.run(
      ["check", Sample.force, "--output", "json=\(result)"] + Sample.profile)
    let text = try await Program.run(
      ["explain", "mopi/group-3-clear-period", "--result", result]
    ).text
    for passage in passages { #expect(text.contains(passage), "\(passage)") }
  }

  @Test("the finding that is redone by hand begins and ends as the page says")
  func movesDate() async throws {
    let text = try Repository.text(Sample.force)
    let record = try #require(text.range(of: "<record id=\"EX-0003\""))
    let folder = try TemporaryFolder()
    for (lastEvent, count) in ["2020-11-01": 0, "2020-10-31": 1].sorted(by: { $0.key < $1.key }) {
      let day = try #require(
        text.range(of: "lastEvent=\"2020-02-29\"", range: record.lowerBound..<text.endIndex))
      let copy = text.replacingCharacters(in: day, with: "lastEvent=\"\(lastEvent)\"")
      let run = try await Program.run(
        [
          "check", try folder.write("inventory.xml", copy), "--format", "json", "--select",
          "mopi/group-3-clear-period",
        ] + Sample.profile)
      let found = try SavedResult(run).findings.filter { $0.locations?.first?.line == 526 }
      #expect(
        found.filter { $0.verdict == "breach" }.compactMap(\.daysOver)
          == Array(repeating: 1, count: count), "\(lastEvent)")
    }
  }
}
