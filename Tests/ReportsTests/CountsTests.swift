import Diagnostics
import Findings
import Reports
import ResultFixtures
import Results
import Testing

/// What a result looks like that counts its findings and does not list them.
@Suite struct CountsTests {
  static func counted() -> CheckResult {
    var result = SampleResult.make()
    var counting = SystemCounting()
    for finding in result.findings {
      counting.add(FindingCount(finding, count: 1), in: finding.subject.systemKey)
    }
    result.findingCounts = counting.gathered
    result.findings = FindingStore()
    result.rootCauses = []
    return result
  }

  @Test("no list stands where none was made, so that none can be taken for an empty one")
  func listsNothing() {
    let json = Rendered.text(Self.counted(), as: .json)
    #expect(!json.contains("\"findings\":["))
    #expect(!json.contains("\"rootCauses\""))
    #expect(json.contains("\"findingCounts\":["))
  }

  @Test("what was written is read as the same, by whoever can do with counts")
  func roundTrips() throws {
    let result = Self.counted()
    let bytes = Rendered.bytes(result, as: .json)
    let read = try ResultReader.read(bytes, path: "result.json", acceptsCounts: true)
    #expect(read.findingCounts == result.findingCounts)
    #expect(Rendered.bytes(read, as: .json) == bytes)
    #expect(Rendered.text(read, as: .text) == Rendered.text(result, as: .text))
  }

  @Test("a result of before, which has a count for each kind in each system, is read as the same")
  func readsFormer() throws {
    let result = Self.counted()
    let former = (result.findingCounts ?? []).flatMap { group in
      group.systems.flatMap { system in
        group.counts.map { count in
          """
          {"rule":"\(count.rule)","system":"\(system)","severity":"\(count.severity.rawValue)",\
          "verdict":"\(count.verdict.rawValue)","isProvisional":\(count.isProvisional),\
          "count":\(count.count)}
          """
        }
      }
    }
    #expect(former.count > 2)
    let lines = Rendered.text(result, as: .json).split(
      separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix(" \"findingCounts\"") })
    let next = try #require(lines.firstIndex { $0.hasPrefix(" \"coverage\"") })
    let counts = " \"findingCounts\":[\(former.joined(separator: ","))],"
    let text = (lines[..<start] + [counts[...]] + lines[next...]).joined(separator: "\n")
    let read = try ResultReader.read(Array(text.utf8), path: "result.json", acceptsCounts: true)
    #expect(read.findingCounts == result.findingCounts)
  }

  @Test("who looks for findings is told that there are none to look at")
  func refuses() throws {
    let bytes = Rendered.bytes(Self.counted(), as: .json)
    let failure = #expect(throws: ResultFailure.self) {
      try ResultReader.read(bytes, path: "result.json")
    }
    #expect(failure?.diagnostics.map(\.code) == ["result.counts-only"])
    let both = String(decoding: bytes, as: UTF8.self)
      .replacing("\"findingCounts\":", with: "\"findings\":[],\"findingCounts\":")
    let contradiction = #expect(throws: ResultFailure.self) {
      try ResultReader.read(Array(both.utf8), path: "result.json", acceptsCounts: true)
    }
    #expect(contradiction?.diagnostics.map(\.code) == ["result.contradiction"])
  }

  @Test("a page says that findings were counted, and of which rules and systems they are")
  func writesText() {
    let page = Rendered.text(Self.counted(), as: .text)
    #expect(page.contains("counted and not listed"))
    #expect(page.contains("Findings by rule"))
    #expect(page.contains("Findings by system"))
    for count in (Self.counted().findingCounts ?? []).flatMap(\.counts) {
      #expect(page.contains(count.rule))
    }
  }

  @Test("metrics are those of the findings")
  func writesMetrics() {
    var counted = Self.counted()
    var full = SampleResult.make()
    // Days on which checks fall into breach are known of listed findings only.
    full.findings = FindingStore(full.findings.filter { $0.verdict != .pass && $0.state != .cured })
    counted.findingCounts = counted.findingCounts?.map { group in
      SystemCounts(systems: group.systems, counts: group.counts.filter { $0.verdict != .pass })
    }
    #expect(
      Rendered.text(counted, as: .prometheus) == Rendered.text(full, as: .prometheus))
  }

  @Test("formats that list findings say so")
  func tellsFormats() {
    #expect(ReportFormat.allCases.filter { !$0.needsFindings } == [.text, .json, .prometheus])
  }
}
