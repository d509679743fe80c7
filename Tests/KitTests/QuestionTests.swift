import CivilTime
import Findings
import Reports
import Tables
import Testing

@testable import CustosKit

/// Questions about what is missing.
@Suite struct QuestionTests {
  private static let inventory = """
    <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
      <organisation id="wolds" name="Wolds" kind="public-authority" jurisdiction="england-and-wales"/>
      <system id="s" name="=Systems, all" owner="Ann Owner" status="live" regime="general" controllers="wolds">
        <dataset id="d" name="Data" category="invoice">
          <record id="R-1" born="1987-06-05" created="2020-01-01"/>
        </dataset>
      </system>
    </inventory>
    """

  private func questions() throws -> QuestionList {
    let folder = try Folder()
    let path = try folder.write("inventory.xml", Self.inventory.utf8)
    let request = CheckRequest(
      inputs: [path], asOf: try CivilDate(parsing: "2026-11-01"))
    return try QuestionRun.run(request).list
  }

  @Test("a missing fact is one question, with what may be written and what it decides")
  func asks() throws {
    let list = try questions()
    let question = try #require(
      list.questions.first { $0.fact == "dataset.retention.kind" })
    #expect(question.place == Question.Place(system: "s", dataset: "d"))
    #expect(question.owner == "Ann Owner")
    #expect(question.route == .answer)
    #expect(question.allowed.hasPrefix("one of fixed, until-event"))
    #expect(!question.checks.isEmpty)
    #expect(question.checks.map(\.severity.rank) == question.checks.map(\.severity.rank).sorted())
    let names = list.questions.map { "\($0.place) \($0.fact) \($0.location?.line ?? 0)" }
    #expect(Set(names).count == names.count)
    #expect(Set(list.questions.map(\.id)).count == list.questions.count)
  }

  @Test("facts of records are asked for in the extract, without a value of a person")
  func asksForExtracts() throws {
    let list = try questions()
    let records = list.questions.filter { $0.fact.hasPrefix("record.") }
    for question in records {
      #expect(question.allowed.hasPrefix("Not here"), "\(question.fact)")
    }
    for form in QuestionPage.Form.allCases {
      let text: String
      switch QuestionPage(list, by: .owner).content(form) {
      case .text(let written): text = written
      case .bytes(let bytes):
        let book = try #require(try AnswerSheet.find(in: bytes, isWhole: true)?.store)
        text = (0..<book.rowCount).map { row in
          (0..<book.width(ofRow: row)).map { book.string(row: row, index: $0) }.joined()
        }.joined()
        #expect(text.contains("what we need to know"))
      }
      #expect(!text.contains("1987-06-05"))
      #expect(!text.contains("R-1"))
    }
  }

  @Test("the table is one that spreadsheets read and do not compute")
  func writesTable() throws {
    guard case .text(let text) = QuestionPage(try questions(), by: .system).content(.csv) else {
      Issue.record("no text")
      return
    }
    #expect(text.hasPrefix("\u{FEFF}question,system,part,"))
    #expect(text.contains(",\"'=Systems, all\","))
    #expect(!text.replacing("\r\n", with: "").contains("\n"))
    #expect(CSVText.plain("'=Systems") == "=Systems")
    #expect(CSVText.plain("'tis") == "'tis")
  }
}
