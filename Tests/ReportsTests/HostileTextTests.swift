import Bytes
import Findings
import Foundation
import Reports
import ResultFixtures
import Results
import Testing

/// What names from outside must not do in any report.
@Suite struct HostileTextTests {
  static let texts = [
    SampleResult.hostileName, "=1+1", "+44 1632 960001", "-2+3", "@SUM(A1)", "\tx", "\rx",
    "\u{FF1D}1+1", "<script>alert(1)</script>", "</script><script>alert(1)", "\" onload=\"x",
    "' onload='x", "]]>", "<!--", "-->", "&lt;b&gt;", "javascript:alert(1)", "::error::x",
    "##vso[task.setvariable]x", "##[error]x", "##teamcity[x]", "%0A::error::x",
    "[x](https://evil.example)", "![x](https://evil.example/i.png)", "@everyone", "#1", "!1",
    "https://evil.example", "www.evil.example", "| a | b |", "```", "`", "{0}", "{{0}}", "$(id)",
    "\u{1B}[2J", "\u{9B}2J", "\u{7}", "\u{8}\u{8}", "a\u{202E}b", "a\u{2066}b", "\u{FEFF}x",
    "a\r\nb", "a\u{2028}b", "a\u{85}b", "\u{0}", "\u{FFFE}", "END:VEVENT", "\\", "\"", "'", " ", "",
    "\"\u{301}", "e\u{301}", "\u{E0041}", String(repeating: "x", count: 3_000),
  ]

  static let result = HostileResult.make(texts)

  @Test(
    "no report carries a bare control or a control of direction", arguments: ReportFormat.allCases)
  func staysPlain(_ format: ReportFormat) {
    let text = Rendered.text(Self.result, as: format)
    for scalar in text.unicodeScalars {
      let isLineEnd = scalar == "\n" || [.ics, .csv].contains(format) && scalar == "\r"
      let isUnsafe =
        scalar.value < 0x20 && !isLineEnd || 0x7F...0x9F ~= scalar.value
        || 0x202A...0x202E ~= scalar.value || 0x2066...0x2069 ~= scalar.value
      #expect(!isUnsafe, "U+\(String(scalar.value, radix: 16)) in \(format.rawValue)")
    }
  }

  @Test(
    "no line would be taken for a command of a build server",
    arguments: ReportFormat.allCases.filter { $0 != .github })
  func commandsNothing(_ format: ReportFormat) {
    for line in Rendered.text(Self.result, as: format).split(separator: "\n") {
      let start = line.drop { $0 == " " }
      #expect(!start.hasPrefix("::") && !start.hasPrefix("##["), "\(line.prefix(60))")
      #expect(!start.hasPrefix("##vso[") && !start.hasPrefix("##teamcity["))
    }
  }

  @Test("a page has one script, one style sheet and nothing from elsewhere")
  func pageStaysClosed() {
    let page = Rendered.text(Self.result, as: .html)
    #expect(page.ranges(of: "<script").count == 1)
    #expect(page.ranges(of: "<style").count == 1)
    #expect(!page.contains("<img") && !page.contains("src="))
    let links = page.ranges(of: "href=\"http").count
    #expect(links == page.ranges(of: "href=\"https://www.legislation.gov.uk/").count)
    #expect(!page.contains(" onload=\"") && !page.contains("javascript:\""))
  }

  @Test("each command of the github format is one that was meant")
  func commandsWhatIsMeant() {
    for line in Rendered.text(Self.result, as: .github).split(separator: "\n") {
      let isMeant = ["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0) }
      #expect(isMeant && !line.contains("##"), "\(line.prefix(60))")
    }
  }

  @Test("no cell of a table is a formula and none is lost")
  func tableComputesNothing() {
    let rows = CSVRows.read(Rendered.bytes(Self.result, as: .csv))
    #expect(Set(rows.map(\.count)).count == 1)
    // Hashes that would begin a command are set apart with spaces.
    let names = Set(rows.map { $0[12].filter { $0 != " " } })
    for text in Self.texts.map({ PlainText.inline($0).filter { $0 != " " } }) {
      #expect(names.contains(text) || names.contains("'" + text), "\(text)")
    }
    for cell in rows.joined() {
      let isFormula = ["=", "+", "@", "\t", "\r", "\u{FF1D}"].contains { cell.hasPrefix($0) }
      #expect(!isFormula, "\(cell.prefix(40))")
    }
  }

  @Test("a saved result gives every text back as it was")
  func keepsTexts() throws {
    let read = try ResultReader.read(Rendered.bytes(Self.result, as: .json), path: "x")
    let names = Set(read.findings.map { Array(($0.subject.links[0].name ?? "").utf8) })
    for text in Self.texts { #expect(names.contains(Array(text.utf8))) }
  }
}

/// A result in which every name is a text from outside.
enum HostileResult {
  static func make(_ texts: [String]) -> CheckResult {
    var result = SampleResult.make()
    var findings: [Finding] = []
    for (index, text) in texts.enumerated() {
      var finding = SampleResult.make().findings.first {
        $0.rootCause != nil && $0.daysOver != nil
      }!
      finding.id = "hostile-\(index)"
      finding.subject = Subject(
        links: [
          Subject.Link(level: .system, id: "s\(index)", name: text),
          Subject.Link(level: .record, id: text),
        ], controllers: [text])
      finding.cause = text
      finding.derivation.facts[0].value = text
      if index % 7 == 3 { finding.verdict = .undetermined }
      if index % 7 == 5 { finding.locations = [Location(path: text, line: 1, column: 1)] }
      findings.append(finding)
    }
    result.findings = FindingStore(findings)
    return result
  }
}

/// Reads CSV as RFC 4180 says.
enum CSVRows {
  static func read(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isQuoted {
        if byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
          field.append(0x22)
          index += 1
        } else if byte == 0x22 {
          isQuoted = false
        } else {
          field.append(byte)
        }
      } else if byte == 0x22 {
        isQuoted = true
      } else if byte == 0x2C || byte == 0x0A {
        row.append(String(decoding: field, as: UTF8.self))
        field = []
        if byte == 0x0A {
          rows.append(row)
          row = []
        }
      } else if byte != 0x0D {
        field.append(byte)
      }
      index += 1
    }
    return rows
  }
}
