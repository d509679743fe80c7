import CivilTime
import Diagnostics
import Findings
import Foundation
import Reports
import Results
import Testing

@testable import CustosKit

/// Facts that are taken away, asked for and answered.
@Suite struct RoundTripTests {
  /// A sample, and which twenty of its facts are taken.
  struct Trip: Sendable, CustomTestStringConvertible {
    let sample: String
    let choice: UInt64
    var testDescription: String { "\(sample), choice \(choice)" }
  }

  static let trips = [
    Trip(sample: "force", choice: 1), Trip(sample: "force", choice: 2),
    Trip(sample: "force", choice: 3), Trip(sample: "company", choice: 1),
    Trip(sample: "company", choice: 2), Trip(sample: "university", choice: 2),
  ]

  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("samples")

  /// The profile is the one of the forces; the other bodies have none.
  private static func request(_ inputs: [String], of sample: String) throws -> CheckRequest {
    var request = CheckRequest(inputs: inputs, asOf: try CivilDate(parsing: "2026-11-01"))
    if sample == "force" {
      request.profilePath = samples.appendingPathComponent("profile.yaml").path
    }
    request.showsPersonalData = true
    return request
  }

  /// The verdict of each check that does not pass.
  private static func verdicts(_ inputs: [String], of sample: String) throws -> Set<String> {
    let result = try CheckRun.run(request(inputs, of: sample))
    return Set(result.findings.map { "\($0.rule) \($0.subject.path) \($0.verdict)" })
  }

  @Test("twenty facts taken at random come back by questions and answers", arguments: trips)
  func comesBack(_ trip: Trip) throws {
    let folder = try Folder()
    let json = try Data(
      contentsOf: Self.samples.appendingPathComponent("\(trip.sample)/inventory.json"))
    let whole = try folder.write("whole.json", json)
    let lost = try LostFacts(json, count: 20, choice: trip.choice)
    #expect(lost.facts.count == 20)
    let path = try folder.write("inventory.json", lost.text.utf8)
    let before = try Self.verdicts([whole], of: trip.sample)
    var inputs = [path]
    // What that law asks for is asked once it is known whose law counts.
    for round in 1...4 {
      let table = try Self.answers(inputs, lost.facts, of: trip.sample)
      if table.isEmpty { break }
      inputs.append(try folder.write("answers-\(round).csv", table.utf8))
    }
    #expect(inputs.count > 1, "nothing was asked")
    #expect(try Self.verdicts([path], of: trip.sample) != before)
    let after = try Self.verdicts(inputs, of: trip.sample)
    #expect(after.subtracting(before) == [])
    #expect(before.subtracting(after) == [])
  }

  @Test(
    "a fact of a row of one body's own schedule is asked for of that body, though it shares the system"
  )
  func asksForOwnRow() throws {
    let url = Self.samples.appendingPathComponent("university/inventory.json")
    let text = try String(contentsOf: url, encoding: .utf8)
    let row = try #require(
      text.firstRange(of: /"category": "research-raw-data",[^}]*"period"[^}]*}/))
    let without = text[row].replacing(/"action": "anonymise",\s*/, with: "")
    #expect(without.count < text[row].count)
    let folder = try Folder()
    let path = try folder.write(
      "inventory.json", text.replacingCharacters(in: row, with: without).utf8)
    let list = try QuestionRun.run(Self.request([path], of: "university")).list
    let asked = list.questions.filter { $0.fact == "row.action" }
    #expect(asked.map(\.place.organisation) == ["talheim"])
    #expect(asked.map(\.route) == [.answer])
    #expect(
      asked.first?.checks.map(\.rule).contains("storage-limitation/action-as-schedule") == true)
  }

  /// The table of questions with the answers that give facts back; empty where none of them is asked for.
  private static func answers(
    _ inputs: [String], _ facts: [LostFacts.Fact], of sample: String
  ) throws -> String {
    var rows = ""
    for question in try QuestionRun.run(request(inputs, of: sample)).list.questions {
      guard question.route == .answer,
        let fact = facts.first(where: { asks(question, for: $0) })
      else { continue }
      var cells = QuestionTable.cells(question)
      cells[5] = LostFacts.answer(fact.value)
      cells[6] = "Records Manager"
      cells[7] = "2026-10-31"
      rows += CSVText.row(cells)
    }
    return rows.isEmpty ? "" : CSVText.row(QuestionTable.head) + rows
  }

  private static func asks(_ question: Question, for fact: LostFacts.Fact) -> Bool {
    let place = question.place
    guard place.system == fact.system, place.system != "" || place.organisation == fact.organisation
    else { return false }
    // What a system does not say of all its data can be said of each class.
    let isOfSystem =
      fact.dataset == "" && fact.item == "" && fact.itemLine == 0
      && question.fact == fact.path.replacing("system.", with: "dataset.")
    guard place.dataset == fact.dataset || isOfSystem else { return false }
    guard fact.itemLine > 0 else {
      return place.item.isEmpty && (question.fact == fact.path || isOfSystem)
    }
    guard let item = ItemReference.path(place.item)?.last,
      question.fact.split(separator: ".").last.map(String.init) == fact.field
    else { return false }
    let line = item.place.split(separator: ":").dropLast().last.flatMap { Int($0) }
    return item.name.isEmpty ? line == fact.itemLine : item.name == fact.item
  }

  @Test("an item in an item, and a hold that another organisation has, are answered where they are")
  func answersInnerItems() throws {
    let text = """
      <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
        <organisation id="nm" name="Northmoor" kind="police-force" jurisdiction="england-and-wales">
          <hold id="H-1" authority="Inquiry" kind="litigation" from="2020-01-01" reason="r" owner="Legal"/>
        </organisation>
        <organisation id="ev" name="Eastvale" kind="police-force" jurisdiction="england-and-wales" holds=""/>
        <system id="s" name="S" status="live" regime="general" controllers="nm ev" locations="GB">
          <processor name="Quayside Ltd" country="GB" contract="C-1" terms="written-contract">
            <subprocessor name="Lockgate Ltd"/>
          </processor>
          <dataset id="d" name="D" controller="ev">
            <disposal id="X-1" date="2026-02-01" method="secure-deletion"/>
          </dataset>
        </system>
      </inventory>
      """
    let folder = try Folder()
    let path = try folder.write("inventory.xml", text.utf8)
    let asOf = try CivilDate(parsing: "2026-11-01")
    let list = try QuestionRun.run(CheckRequest(inputs: [path], asOf: asOf)).list
    let scope = try #require(list.questions.first { $0.fact == "hold.scope" })
    #expect(scope.place.organisation == "nm" && scope.place.item == "hold:H-1")
    #expect(scope.systemName == "Northmoor")
    let inner = try #require(list.questions.first { $0.fact == "subprocessor.authorisedInWriting" })
    #expect(inner.route == .answer)
    #expect(inner.place.item.hasPrefix("processor:Quayside Ltd / subprocessor:#1 at "))
    var table = CSVText.row(QuestionTable.head)
    for (question, answer) in [(scope, "none"), (inner, "yes")] {
      var cells = QuestionTable.cells(question)
      cells[5] = answer
      table += CSVText.row(cells)
    }
    let answers = try folder.write("answers.csv", table.utf8)
    let result = try CheckRun.run(CheckRequest(inputs: [path, answers], asOf: asOf))
    #expect(!result.notices.contains { $0.severity == .error }, "\(result.notices)")
    let missing = result.findings.filter { $0.verdict == .undetermined }
      .flatMap(\.derivation.missing).map(\.path)
    #expect(!missing.contains { $0.hasSuffix(".scope") || $0.hasSuffix(".authorisedInWriting") })
  }
}
