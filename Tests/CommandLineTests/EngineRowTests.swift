import Foundation
import Testing

/// Rows of the catalogue that no rule answers but the engine, of which the guide says so.
@Suite struct EngineRowTests {
  @Test("every row that the guide leaves to the engine is named by a test")
  func areNamed() throws {
    let guide = try Repository.text("rules/README.md")
    let rows = guide.matches(of: /(?m)^\| ([A-Z]+-[0-9]+) \| Engine/).map { String($0.output.1) }
    #expect(!rows.isEmpty)
    let folder = "\(Repository.root)/Tests"
    let files = try #require(FileManager.default.enumerator(atPath: folder))
    let tests = files.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    let text = tests.compactMap { try? Repository.text("Tests/\($0)") }.joined()
    for row in rows { #expect(text.contains("\"\(row): "), "no test is named after \(row)") }
  }

  @Test("HLD-09: a band that straddles the last day is undetermined, never passed")
  func straddles() async throws {
    func verdicts(_ band: String) async throws -> [String] {
      let inventory = """
        <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
          <organisation id="f" kind="police-force" jurisdiction="england-and-wales"/>
          <system id="s" regime="law-enforcement" controllers="f" status="live">
            <dataset id="d" category="crime-report" controller="f">
              <retention kind="fixed" period="P6Y" trigger="last-event" action="delete"/>
              <holding group="3" \(band) count="10"/>
            </dataset>
          </system>
        </inventory>
        """
      let run = try await Program.run(
        [
          "check", "-", "--select", "dpa2018-part3/nothing-past-its-end", "--show-passes",
          "--format", "json",
        ] + Sample.day, input: Array(inventory.utf8))
      return try SavedResult(run).findings.map(\.verdict)
    }
    #expect(try await verdicts(#"from="2020-01-01" to="2021-12-31""#) == ["undetermined"])
    #expect(try await verdicts(#"from="2021-01-01" to="2022-12-31""#) == ["pass"])
    #expect(try await verdicts(#"from="2010-01-01" to="2012-12-31""#) == ["breach"])
  }
}
