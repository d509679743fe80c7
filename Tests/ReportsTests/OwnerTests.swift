import Bytes
import Findings
import Foundation
import ResultFixtures
import Results
import Testing

@testable import Reports

/// Owners in reports: columns, headings, lists to send to each of them.
@Suite struct OwnerTests {
  private static let grouped = ReportOptions(width: 200, grouping: .owner)

  @Test("findings are listed under their owners", arguments: [ReportFormat.text, .html, .markdown])
  func groups(_ format: ReportFormat) {
    let text = Rendered.text(SampleResult.make(), as: format, Self.grouped)
    let heading: (String) -> String = { owner in
      switch format {
      case .html: "<section class=\"system\"><h3>\(owner)"
      case .markdown: "### \(owner)"
      default: "\n\(owner) ("
      }
    }
    #expect(text.contains(heading("Head of Custody")))
    #expect(text.contains(heading("Head of Crime")))
    #expect(!Rendered.text(SampleResult.make(), as: format).contains(heading("Head of Crime")))
  }

  @Test("a table by owner or rule has all rows, in the order of what it is by")
  func ordersTable() {
    let rows = { (grouping: Grouping) in
      Rendered.text(SampleResult.make(), as: .csv, ReportOptions(grouping: grouping))
        .components(separatedBy: "\r\n")
    }
    #expect(rows(.owner).sorted() == rows(.system).sorted())
    #expect(rows(.rule).sorted() == rows(.system).sorted())
    let owners = FindingList(SampleResult.make().findings, by: .owner).map(\.ownerOrNobody)
    #expect(owners == owners.sorted())
    let rules = FindingList(SampleResult.make().findings, by: .rule).map(\.rule)
    #expect(rules == rules.sorted())
  }

  @Test("each owner gets what is theirs and nothing else")
  func splits() throws {
    let set = WorklistSet(SampleResult.make())
    #expect(set.entries.map(\.owner) == ["Head of Crime", "Head of Custody", "no owner is named"])
    let open = SampleResult.make().findings.filter {
      $0.verdict == .breach || $0.verdict == .undetermined
    }
    #expect(
      set.entries.reduce(0) { $0 + $1.breaches + $1.provisional + $1.undecided }
        == open.count)
    for entry in set.entries {
      var page = OutputBuffer()
      set.writePage(of: entry.owner, to: &page)
      var table = OutputBuffer()
      set.writeTable(of: entry.owner, to: &table)
      for finding in open {
        let isTheirs = finding.ownerOrNobody == entry.owner
        #expect(page.text.contains(finding.id) == isTheirs, "\(finding.id) for \(entry.owner)")
        #expect(table.text.contains(finding.id) == isTheirs, "\(finding.id) for \(entry.owner)")
      }
      #expect(page.text.contains("OFFICIAL"))
    }
  }

  @Test("an owner who has nothing to do gets a page that says so")
  func saysNothing() {
    var page = OutputBuffer()
    WorklistSet(SampleResult.make()).writePage(of: "Head of Estates", to: &page)
    #expect(page.text.contains("Nothing is open."))
  }

  @Test("files are named apart, whatever owners are called")
  func namesFiles() {
    let owners = [
      "Head of Custody", "head of custody", "Head  of Custody", "\u{5C40}\u{9577}", "***",
      "../../etc/passwd", String(repeating: "a", count: 300), "",
    ]
    let names = WorklistNames(owners)
    let files = owners.map { names[$0] }
    #expect(Set(files).count == owners.count)
    for file in files {
      #expect(!file.isEmpty)
      #expect(file.utf8.count < 100)
      #expect(file.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D })
    }
  }

  @Test("an index that was written is read again")
  func readsIndex() {
    let owners = ["Head of Custody", "A, B and \"C\"", "=SUM(1)", "Gŵyr"]
    let entries = owners.enumerated().map {
      WorklistSet.Entry(owner: $1, file: "file-\($0)", breaches: $0, provisional: 2, undecided: 3)
    }
    var index = OutputBuffer()
    WorklistSet(SampleResult.make()).writeIndex(entries, to: &index)
    let read = WorklistSet.entries(ofIndex: index.text)
    #expect(read.map(\.owner) == owners)
    #expect(read.map(\.file) == entries.map(\.file))
    #expect(read.allSatisfy { $0.breaches == 0 && $0.undecided == 0 })
    let earlier = "file,owner,in breach,undecided\r\nfile-0,\"A, B\",3,4\r\n"
    #expect(WorklistSet.entries(ofIndex: earlier).map(\.owner) == ["A, B"])
  }

  @Test("a file's name reads as the owner's, and no program takes it for an option or the index")
  func namesReadAsOwners() {
    let names = WorklistNames(["Gŵyr", "Bürgerbüro", "\u{5C40}\u{9577}", "Index"])
    #expect(names["Gŵyr"] == "gwyr")
    #expect(names["Bürgerbüro"] == "buergerbuero")
    #expect(names["\u{5C40}\u{9577}"].hasPrefix("owner-"))
    #expect(names["Index"].hasPrefix("index-"))
  }
}
