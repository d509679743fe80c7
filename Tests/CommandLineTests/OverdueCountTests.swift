import Foundation
import Testing

/// How many records of an age band are said to be overdue: those neither reviewed nor on hold.
@Suite struct OverdueCountTests {
  struct Band: Sendable, CustomTestStringConvertible {
    let name: String
    let facts: String
    let rule: String
    let count: Int
    let cause: String
    var testDescription: String { name }
  }

  private static let past = "dpa2018-part3/nothing-past-its-end"
  private static let old = #"from="2015-01-01" to="2019-12-31""#

  static let bands = [
    Band(
      name: "all but one reviewed", facts: "\(old) count=\"1000\" reviewed=\"999\" held=\"0\"",
      rule: past, count: 1, cause: "1 of 1000 records of 2015-01-01 to 2019-12-31 kept past"),
    Band(
      name: "nobody knows how many are both",
      facts: "\(old) count=\"100\" reviewed=\"30\" held=\"60\"",
      rule: past, count: 10,
      cause: "at least 10 of 100 records of 2015-01-01 to 2019-12-31 kept past"),
    Band(
      name: "some are both",
      facts: "\(old) count=\"100\" reviewed=\"30\" held=\"60\" reviewedAndHeld=\"5\"", rule: past,
      count: 15, cause: "15 of 100 records of 2015-01-01 to 2019-12-31 kept past"),
    Band(
      name: "part of the band is past its end",
      facts: #"from="2015-01-01" to="2026-01-01" count="100" pastPeriod="50" held="20""#,
      rule: past,
      count: 30, cause: "30 of 50 records of 2015-01-01 to 2026-01-01 kept past"),
    Band(
      name: "people of a hundred years",
      facts: #"bornFrom="1901-02-03" bornTo="1910-01-01" count="100" held="90""#,
      rule: "mopi/nobody-past-100", count: 10, cause: "a band of 100 records holds people"),
  ]

  private struct Result: Decodable {
    struct Finding: Decodable {
      let rule: String
      let verdict: String
      let cause: String
      let count: Int?
    }
    let findings: [Finding]
  }

  @Test("reviewed and held are left out of what is overdue, in count and words", arguments: bands)
  func counts(_ band: Band) async throws {
    let inventory = """
      <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
        <organisation id="f" name="F" kind="police-force" jurisdiction="england-and-wales"/>
        <system id="s" name="S" status="live" regime="law-enforcement" controllers="f">
          <dataset id="d" name="D" category="crime-report">
            <retention kind="fixed" period="P6Y" trigger="last-event" action="delete"/>
            <holding group="3" subject="offender" \(band.facts)/>
          </dataset>
        </system>
      </inventory>
      """
    let run = try await Program.run(
      ["check", "-", "--format", "json"] + Sample.day, input: Array(inventory.utf8))
    let findings = try JSONDecoder().decode(Result.self, from: Data(run.output)).findings
    let finding = try #require(findings.first { $0.rule == band.rule && $0.verdict == "breach" })
    #expect(finding.count == band.count)
    #expect(finding.cause.hasPrefix(band.cause), "\(finding.cause)")
  }
}
