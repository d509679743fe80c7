import Findings
import Foundation
import ResultFixtures
import Results
import Testing

@testable import Reports

/// What tells runs, series and cases apart in the tools around.
@Suite struct RunIdentityTests {
  private static func category(_ result: CheckResult, _ options: ReportOptions = ReportOptions())
    throws -> String
  {
    let data = Data(Rendered.bytes(result, as: .sarif, options))
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let runs = try #require(json["runs"] as? [[String: Any]])
    let details = try #require(runs[0]["automationDetails"] as? [String: Any])
    return try #require(details["id"] as? String)
  }

  @Test("the category of SARIF is that of the inputs, or the one that was asked for")
  func categorises() throws {
    var result = SampleResult.make()
    let usual = try Self.category(result)
    result.inputs[1].path = "southmoor/custody.xml"
    #expect(try Self.category(result) != usual)
    result.header.runName = "nightly"
    #expect(try Self.category(result) == "custos/nightly/2026-11-01")
  }

  @Test("every format carries the protective marking", arguments: ReportFormat.allCases)
  func carriesMarking(_ format: ReportFormat) {
    var result = SampleResult.make()
    result.header.marking = "SECRET-X"
    #expect(Rendered.text(result, as: format).contains("SECRET-X"))
    #expect(!Rendered.text(SampleResult.make(), as: format).contains("SECRET-X"))
  }

  @Test("each row of a table carries the marking and the run, so that a copied row keeps them")
  func marksRows() {
    var result = SampleResult.make()
    result.header.marking = "SECRET-X"
    result.header.runName = "nightly"
    let rows = Rendered.text(result, as: .csv).components(separatedBy: "\r\n").dropFirst()
    #expect(rows.filter { !$0.isEmpty }.allSatisfy { $0.hasSuffix(",SECRET-X,nightly") })
  }

  @Test("metrics carry the run, and what was read has a sample though nothing was found")
  func keepsSeries() {
    var result = SampleResult.make()
    result.header.runName = "nightly"
    let names = { (result: CheckResult) in
      Set(
        Rendered.text(result, as: .prometheus).split(separator: "\n")
          .filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != "}" } })
    }
    let found = names(result)
    result.findings = FindingStore()
    let text = Rendered.text(result, as: .prometheus)
    for line in text.split(separator: "\n") where line.hasPrefix("custos_") {
      #expect(line.contains("{run=\"nightly\""), "\(line)")
    }
    #expect(names(result) == found)
    #expect(text.contains("severity=\"low\",system=\"organisation eastvale\"} 0"))
  }

  @Test("a run that could not read an input keeps the series of the systems that it did not read")
  func keepsUnread() {
    var result = SampleResult.make()
    result.header.runName = "nightly"
    let before =
      Rendered.text(result, as: .prometheus)
      + "custos_breaches{run=\"weekly\",severity=\"high\",system=\"other\"} 9\n"
      + "custos_breaches{run=\"nightly\",severity=\"high\",system=\"a \\\"b\\\", c\"} 3\n"
    var options = ReportOptions()
    options.earlierMetrics = before
    result.findings = FindingStore()
    result.summary.bySystem = []
    result.header.organisations = []
    result.summary.errors = 1
    let text = Rendered.text(result, as: .prometheus, options)
    let old = before.split(separator: "\n").filter { $0.hasPrefix("custos_breaches{run=\"nightly") }
    #expect(old.count > 5)
    for line in old { #expect(text.contains(line)) }
    #expect(text.contains("custos_system_read{run=\"nightly\",system=\"custody\"} 0"))
    #expect(text.contains("custos_system_read{run=\"nightly\",system=\"a \\\"b\\\", c\"} 0"))
    #expect(!text.contains("weekly"))
    result.summary.errors = 0
    #expect(!Rendered.text(result, as: .prometheus, options).contains("a \\\"b"))
  }

  @Test("no two cases of JUnit have one name, though records are masked")
  func namesCases() {
    var result = SampleResult.make()
    let masked = (0..<5).map { number in
      var finding = SampleResult.make().findings.first { $0.verdict == .breach }!
      finding.id = number < 3 ? "0123456789abcd0\(number)" : "0123456789abcdff"
      finding.subject.links = [
        Subject.Link(level: .system, id: "custody"), Subject.Link(level: .record, id: nil),
      ]
      return finding
    }
    result.findings = FindingStore(masked)
    let text = Rendered.text(result, as: .junit)
    let names = text.components(separatedBy: "<testcase ").dropFirst().map {
      $0.components(separatedBy: " time=")[0]
    }
    #expect(names.count == 6)
    #expect(Set(names).count == names.count)
  }

  @Test(
    "paths are told from the innermost folder of the build server that they are in",
    arguments: [
      ("inventory.xml", "sub/inventory.xml"), ("./inventory.xml", "sub/inventory.xml"),
      ("../inventory.xml", "inventory.xml"), ("/repo/sub/inventory.xml", "sub/inventory.xml"),
      ("/repo/./sub/../a.xml", "a.xml"), ("/elsewhere/a.xml", "/elsewhere/a.xml"), ("-", "-"),
    ])
  func relates(_ path: String, _ expected: String) {
    let options = ReportOptions(folders: ["/repo", "/repo/sub"], workingFolder: "/repo/sub")
    #expect(options.relative(path) == expected)
  }

  @Test("without a folder of a build server a relative path stays as it is")
  func leavesPaths() {
    let options = ReportOptions(folders: ["/home/me"], workingFolder: "/home/me")
    #expect(options.relative("data/a.xml") == "data/a.xml")
    #expect(options.relative("./data/a.xml") == "data/a.xml")
    #expect(options.relative("../a.xml") == "../a.xml")
    #expect(options.relative("/home/me/data/a.xml") == "data/a.xml")
  }
}
