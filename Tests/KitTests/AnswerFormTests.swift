import CivilTime
import Diagnostics
import Foundation
import Results
import Tables
import Testing

@testable import CustosKit

/// Tables of answers as spreadsheet programs save them.
@Suite struct AnswerFormTests {
  private static let inventory = """
    <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
      <organisation id="wolds" name="Wolds" kind="public-authority" jurisdiction="england-and-wales"/>
      <system id="s" name="S" status="live" regime="general" controllers="wolds"/>
    </inventory>
    """

  private static let head = "question,answer,answered by,answered on,system id,fact"

  private func told(_ bytes: [UInt8], name: String = "answers.csv") throws -> [Diagnostic] {
    let folder = try Folder()
    let path = try folder.write("inventory.xml", Self.inventory.utf8)
    let answers = try folder.write(name, bytes)
    let result = try CheckRun.run(
      CheckRequest(inputs: [path, answers], asOf: try CivilDate(parsing: "2026-11-01")))
    return result.notices.filter { $0.position?.path.hasSuffix(name) == true }
  }

  private func told(_ rows: [String]) throws -> [Diagnostic] {
    try told(Array(([Self.head] + rows).joined(separator: "\r\n").utf8))
  }

  struct Days: Sendable, CustomTestStringConvertible {
    let texts: [String]
    let read: [AnswerDays.Reading]
    var testDescription: String { texts.joined(separator: ", ") }
  }

  static let days = [
    Days(
      texts: ["04/03/2026", "31/10/2026"], read: [.text("2026-03-04"), .text("2026-10-31")]),
    Days(texts: ["4/3/2026", "10/31/2026"], read: [.text("2026-04-03"), .text("2026-10-31")]),
    Days(texts: ["04/03/2026"], read: [.ambiguous("2026-03-04", "2026-04-03")]),
    Days(texts: ["05/05/2026", "04.03.2026"], read: [.text("2026-05-05"), .text("2026-03-04")]),
    Days(
      texts: ["04/03/2026", "31/10/2026", "10/31/2026"],
      read: [
        .ambiguous("2026-03-04", "2026-04-03"), .text("2026-10-31"), .text("2026-10-31"),
      ]),
    Days(
      texts: ["2026-02", "soon", "31/02/2026"],
      read: [.text("2026-02"), .text("soon"), .text("31/02/2026")]),
  ]

  @Test(
    "days are read as the table itself proves them to be written, and never guessed",
    arguments: days)
  func readsDays(_ example: Days) {
    let days = AnswerDays(example.texts)
    #expect(example.texts.map(days.read) == example.read)
  }

  @Test("an answer whose day can be two is an error with both")
  func refusesAmbiguousDays() throws {
    let found = try told(["Q,04/03/2026,A,2026-10-31,s,system.goLive"])
    #expect(found.map(\.code) == ["answers.wrong-value"])
    #expect(found.first?.hint?.contains("2026-03-04 or 2026-04-03") == true)
    #expect(try told(["Q,04/03/2026,A,31/10/2026,s,system.goLive"]).isEmpty)
  }

  @Test(
    "when somebody answered is a day that has been",
    arguments: [
      ("sometime", "answers.wrong-day"), ("2026-02-31", "answers.wrong-day"),
      ("2031-02-01", "answers.wrong-day"), ("", "answers.unsigned"),
    ])
  func checksWhen(_ text: String, _ code: String) throws {
    let found = try told(["Q,yes,A,\(text),s,system.highRisk"])
    #expect(found.map(\.code) == [code])
    #expect(found.first?.severity == (code == "answers.unsigned" ? .notice : .error))
  }

  @Test("semicolons and Windows-1252, as Excel saves them, are read with a notice")
  func readsOldEncoding() throws {
    let text = (Self.head + "\r\nQ,Zo?,A,2026-10-31,s,system.owner\r\n").replacing(",", with: ";")
    let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "?") ? 0xeb : $0 }
    let found = try told(bytes)
    #expect(found.map(\.code) == ["answers.encoding"])
    #expect(found.first?.severity == .notice)
    #expect(found.first?.position?.line == 2)
  }

  @Test("a workbook of questions that was filled in is read back, its choices beside it")
  func readsWorkbookBack() throws {
    let folder = try Folder()
    let path = try folder.write("inventory.xml", Self.inventory.utf8)
    let request = CheckRequest(inputs: [path], asOf: try CivilDate(parsing: "2026-11-01"))
    let list = try QuestionRun.run(request).list
    guard case .bytes(let bytes) = QuestionPage(list, by: .owner).content(.xlsx) else {
      Issue.record("no workbook")
      return
    }
    guard case .bytes(let again) = QuestionPage(list, by: .owner).content(.xlsx) else {
      Issue.record("no workbook the second time")
      return
    }
    #expect(bytes == again)
    let sheet = try #require(try AnswerSheet.find(in: bytes, isWhole: true))
    #expect(sheet.store.rowCount == list.questions.count + 1)
    #expect(sheet.names == ["Questions"])
    let flag = try #require(list.questions.first { $0.fact == "system.highRisk" })
    #expect(flag.choices == ["yes", "no"])
    // Nothing is answered yet, which changes nothing.
    #expect(try told(bytes, name: "answers.xlsx").isEmpty)
  }
}
