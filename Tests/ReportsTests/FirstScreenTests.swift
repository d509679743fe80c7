import Findings
import Foundation
import ResultFixtures
import Results
import Testing

@testable import Reports

/// What stands first in reports for people.
@Suite struct FirstScreenTests {
  static let people: [ReportFormat] = [.text, .html, .markdown]

  @Test("it says whose systems, from what, how marked and what to fix first", arguments: people)
  func namesAll(_ format: ReportFormat) throws {
    let text = Rendered.text(SampleResult.make(), as: format, ReportOptions(width: 400))
    let words = [
      "OFFICIAL", "Northmoor Constabulary", "30 October 2026", "1 November 2026",
      "What to fix first", "Head of Custody", "within 30 days", "HR systems manager",
    ]
    var from = text.startIndex
    for word in words {
      let place = text.range(of: word, range: from..<text.endIndex)
      #expect(place != nil, "\(word) does not follow in \(format)")
      if let place { from = place.lowerBound }
    }
  }

  @Test("a printed page says what it holds, and opens no sum that was closed on the screen")
  func printsShort() throws {
    let page = Rendered.text(SampleResult.make(), as: .html)
    #expect(page.contains("<p class=\"paper\">This printed copy holds"))
    let print = try #require(page.range(of: "@media print {\n:root"))
    #expect(page[print.upperBound...].contains(".paper { display: block"))
    #expect(!page.contains("details-content"))
    #expect(!page.contains("beforeprint"))
    #expect(!page.contains("<details class=\"f\" open"))
  }

  @Test("nothing is claimed of what falls due where nobody looked ahead", arguments: people)
  func claimsNothing(_ format: ReportFormat) {
    var result = SampleResult.make()
    result.header.lookedAheadUntil = nil
    #expect(!Rendered.text(result, as: format).contains("within 30 days"))
  }

  @Test("what begins on masked days is counted beside what is listed", arguments: people)
  func countsMasked(_ format: ReportFormat) {
    var result = SampleResult.make()
    result.header.comingOnMaskedDays = 4
    let text = Rendered.text(result, as: format).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(text.contains("Besides, 4 breaches begin by 30 January 2027 on days that are masked"))
    result.header.forecastUntil = result.header.lookedAheadUntil
    let count = result.findings.count + 4
    #expect(
      result.headline.hasPrefix("\(count) breaches begin (4 of them on days that are masked)"))
  }

  @Test("nothing is said of older findings where not everything was read")
  func claimsNothingOfOlder() {
    var result = SampleResult.make()
    result.summary.older = 0
    result.summary.errors = 1
    #expect(!result.headline.contains("older"))
    result.summary.errors = 0
    #expect(result.headline.contains("no older finding is open"))
    result.summary.older = 2
    result.summary.errors = 1
    #expect(result.headline.contains("2 older findings are still open and not listed"))
  }

  @Test("the worst comes first, what shares a cause is one action, and no more than five are shown")
  func ordersActions() {
    let actions = Actions(SampleResult.make())
    let breaches = SampleResult.make().findings.filter { $0.verdict == .breach }
    #expect(actions.first.count == Actions.most)
    #expect(actions.first[0].breaches == 3)
    #expect(actions.first[0].severity == .critical)
    #expect(actions.first[0].owners == ["Head of Custody"])
    #expect(actions.first.map(\.isProvisional) == [false, false, false, false, false])
    let alone = breaches.count { $0.rootCause == nil }
    #expect(actions.count == alone + 1)
  }

  @Test("an order of findings that was shuffled gives the same actions")
  func isStable() {
    var result = SampleResult.make()
    let texts = Actions(result).first.map {
      "\($0.fix) \($0.problem(in: FactWords(FieldLabels()))) \($0.breaches)"
    }
    result.findings = FindingStore(Array(result.findings.reversed()))
    #expect(
      Actions(result).first.map {
        "\($0.fix) \($0.problem(in: FactWords(FieldLabels()))) \($0.breaches)"
      } == texts)
  }

  @Test("a class is met only where nothing of it is undecided")
  func tellsPartly() throws {
    let coverage = try #require(SampleResult.make().coverage.first { $0.system == "cctv" })
    #expect(coverage.standing == .checked)
    #expect(coverage.look == .partlyUndecided)
    let page = Rendered.text(SampleResult.make(), as: .html)
    let row = try #require(
      page.components(separatedBy: "<tr>").first { $0.contains("Station CCTV") })
    #expect(row.contains("partly undecided"))
    #expect(!row.contains("\u{2713}"))
  }

  @Test("what is met is folded away behind what is not", arguments: [1, 50])
  func foldsMet(_ count: Int) throws {
    var result = SampleResult.make()
    var met = Summary.Counts()
    met.pass = 3
    result.coverage += (0..<count).map {
      Coverage(
        system: "bwv", dataset: "class-\($0)", category: nil, standing: .checked, counts: met)
    }
    let page = Rendered.text(result, as: .html)
    let fold = try #require(page.range(of: "<details class=\"met\">"))
    let first = try #require(page.range(of: "class-0"))
    let breached = try #require(page.range(of: "in breach</span>"))
    #expect(breached.lowerBound < fold.lowerBound)
    #expect(fold.lowerBound < first.lowerBound)
  }

  @Test("the names in a drawing are whole: where a long word may break is marked in texts only")
  func keepsDrawings() {
    var result = SampleResult.make()
    result.findings.update { $0.rule = "storage-limitation/$0" }
    let page = Rendered.text(result, as: .html)
    let drawings = page.components(separatedBy: "<svg ").dropFirst().map {
      $0.components(separatedBy: "</svg>")[0]
    }
    #expect(drawings.contains { $0.contains("storage-limitation") })
    #expect(!drawings.contains { $0.contains("<wbr>") })
    #expect(page.contains("storage-limitation/<wbr>"))
  }
}
