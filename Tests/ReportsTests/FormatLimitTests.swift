import Findings
import Foundation
import Reports
import ResultFixtures
import Results
import Testing

/// What each format's readers ask of it.
@Suite struct FormatLimitTests {
  static let large = LargeResult.make(findings: 2_000)

  @Test("a comment in Markdown is cut within its limit and says how much it left out")
  func cutsMarkdown() throws {
    var options = ReportOptions()
    options.fitsComment = true
    let text = Rendered.text(Self.large, as: .markdown, options)
    #expect(text.utf8.count <= 65_536)
    let shown = text.ranges(of: "<details>").count
    let breaches = Self.large.findings.count { $0.verdict == .breach && $0.state != .cured }
    let others = Self.listed - breaches
    let cut = text.firstRange(
      of: "**Cut here.** \(breaches - shown) breaches and \(others) other findings")
    #expect(cut != nil, "\(shown) of \(Self.listed)")
    #expect(text.ranges(of: "</details>").count == shown)
  }

  @Test("what a comment leaves out is no worse than what it shows")
  func cutsTheLeastSevere() throws {
    var options = ReportOptions()
    options.fitsComment = true
    let text = Rendered.text(Self.large, as: .markdown, options)
    let count = { (severity: Severity) in
      text.ranges(of: "<summary>breach, \(severity.rawValue)").count
    }
    let all = { (severity: Severity) in
      Self.large.findings.count {
        $0.verdict == .breach && $0.state != .cured && $0.severity == severity
      }
    }
    let partly = try #require(Severity.allCases.first { count($0) < all($0) })
    for severity in Severity.allCases where severity < partly { #expect(count(severity) == 0) }
  }

  @Test("markdown that no comment has to hold is whole")
  func keepsMarkdownWhole() {
    let text = Rendered.text(Self.large, as: .markdown)
    #expect(text.ranges(of: "<details>").count == Self.listed)
    #expect(!text.contains("Cut here"))
  }

  private static var listed: Int {
    large.findings.count {
      $0.verdict != .notApplicable && ($0.verdict != .pass || $0.since != nil)
    }
  }

  @Test("a page of thousands stays small and says how many it does not list")
  func capsPage() {
    let text = Rendered.text(Self.large, as: .html)
    #expect(text.utf8.count < 2_000_000)
    #expect(text.contains("more like these"))
  }

  @Test("GitHub gets at most ten of a kind, and the tenth says what is left out")
  func limitsGitHub() {
    let lines = Rendered.text(Self.large, as: .github).split(separator: "\n")
    for kind in ["error", "warning", "notice"] {
      #expect(lines.count { $0.hasPrefix("::\(kind) ") } <= 10)
    }
    #expect(lines.contains { $0.hasPrefix("::error ") && $0.contains(" more are not shown") })
  }

  @Test("no two cases of JUnit have one name, also where a breach and a waived one share a subject")
  func namesCasesApart() throws {
    let text = Rendered.text(SampleResult.make(), as: .junit)
    let cases = text.split(separator: "\n").filter { $0.contains("<testcase ") }
      .map { $0.prefix { $0 != ">" } }
    #expect(cases.count > 5)
    #expect(Set(cases).count == cases.count)
  }

  @Test("GitLab gets a fingerprint of its own for each item")
  func numbersFingerprints() throws {
    var result = SampleResult.make()
    let finding = try #require(result.findings.first { $0.verdict == .breach })
    result.findings = FindingStore([finding, finding, finding])
    // The marking has an item of its own.
    result.header.marking = nil
    let json = try JSONSerialization.jsonObject(with: Data(Rendered.bytes(result, as: .gitlab)))
    let items = try #require(json as? [[String: Any]])
    #expect(Set(items.compactMap { $0["fingerprint"] as? String }).count == 3)
  }

  @Test("lines of a calendar end in CRLF and hold at most 75 bytes")
  func foldsCalendar() {
    let text = Rendered.text(HostileResult.make(HostileTextTests.texts), as: .ics)
    let large = Rendered.text(Self.large, as: .ics)
    for calendar in [text, large] {
      for line in calendar.utf8.split(separator: 0x0A, omittingEmptySubsequences: true) {
        #expect(line.last == 0x0D && line.count <= 76)
      }
      #expect(calendar.ranges(of: "BEGIN:VEVENT").count == calendar.ranges(of: "END:VEVENT").count)
    }
    #expect(large.contains("BEGIN:VEVENT"))
  }

  @Test("metrics have no time stamp and each family is described once")
  func keepsMetricsPlain() throws {
    let text = Rendered.text(HostileResult.make(HostileTextTests.texts), as: .prometheus)
    var families: Set<String> = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# HELP ") {
        #expect(families.insert(String(line.split(separator: " ")[2])).inserted)
      } else if !line.hasPrefix("#") {
        let value = try #require(line.split(separator: " ").last)
        #expect(Int(value) != nil)
        #expect(families.contains(String(line.prefix { $0 != "{" && $0 != " " })))
      }
    }
  }

  @Test("text keeps to its width", arguments: [80, 100, 120], [false, true])
  func wrapsText(_ width: Int, _ isVerbose: Bool) {
    let options = ReportOptions(width: width, isVerbose: isVerbose)
    let text = Rendered.text(SampleResult.make(), as: .text, options)
    for line in text.split(separator: "\n") where line.unicodeScalars.count > width {
      let longest = line.split(separator: " ").map(\.count).max() ?? 0
      #expect(longest + 40 > width, "\(line)")
    }
  }

  @Test("colour is used only when it was asked for")
  func colours() {
    let plain = Rendered.text(SampleResult.make(), as: .text)
    let colored = Rendered.text(SampleResult.make(), as: .text, ReportOptions(usesColor: true))
    #expect(!plain.unicodeScalars.contains("\u{1B}"))
    #expect(colored.unicodeScalars.contains("\u{1B}"))
  }

  @Test("a clean result says so in every format, and an incomplete one never does")
  func tellsCleanFromIncomplete() {
    var clean = SampleResult.make()
    clean.findings = FindingStore()
    clean.summary.total = Summary.Counts()
    clean.summary.total.pass = 3
    #expect(clean.headline.hasPrefix("no breach found in 7 systems"))
    var incomplete = clean
    incomplete.summary.errors = 2
    incomplete.summary.exitCode = 3
    incomplete.summary.verdict = "no verdict: an input could not be read"
    #expect(incomplete.headline.hasPrefix("incomplete, because of 2 errors in the inputs"))
    for format in ReportFormat.allCases where ![.gitlab, .ics].contains(format) {
      #expect(Rendered.text(incomplete, as: format).contains("3"), "\(format.rawValue)")
    }
    var empty = clean
    empty.summary.total = Summary.Counts()
    #expect(empty.headline.hasPrefix("nothing was checked"))
  }
}
