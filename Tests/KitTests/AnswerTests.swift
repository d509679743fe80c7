import CivilTime
import Diagnostics
import Findings
import Foundation
import Reports
import Results
import Testing

@testable import CustosKit

/// Answers of owners, read back into a check.
@Suite struct AnswerTests {
  /// A fact of the sample that is taken away.
  struct Lost: Sendable {
    /// The starts of tags that lead to the element, outermost first.
    let way: [String]
    let attribute: String
    let fact: String
    var place = Question.Place()

    init(
      _ way: [String], _ attribute: String, _ fact: String, organisation: String = "",
      system: String = "", dataset: String = "", item: String = ""
    ) {
      self.way = way
      self.attribute = attribute
      self.fact = fact
      place.organisation = organisation
      place.system = system
      place.dataset = dataset
      place.item = item
    }

    static func dataset(
      _ system: String, _ dataset: String, _ attribute: String, _ fact: String,
      child: String? = nil, item: String = ""
    ) -> Lost {
      var way = ["<system id=\"\(system)\"", "<dataset id=\"\(dataset)\""]
      if let child { way.append(child) }
      return Lost(way, attribute, fact, system: system, dataset: dataset, item: item)
    }

    static func system(
      _ system: String, _ attribute: String, _ fact: String, child: String? = nil
    ) -> Lost {
      var way = ["<system id=\"\(system)\""]
      if let child { way.append(child) }
      return Lost(way, attribute, fact, system: system)
    }

    static func organisation(
      _ organisation: String, _ child: String, _ attribute: String, _ fact: String,
      item: String = ""
    ) -> Lost {
      Lost(
        ["<organisation id=\"\(organisation)\"", child], attribute, fact,
        organisation: organisation, item: item)
    }
  }

  static let lost: [Lost] = [
    .system("command-control", "uses", "system.logging.uses", child: "<logging "),
    .dataset("body-worn-video", "bwv-unused", "archive", "dataset.archive"),
    .dataset("anpr", "anpr-reads", "category", "dataset.category"),
    .dataset(
      "records-management", "stop-and-search", "date", "disposal.date",
      child: "<disposal id=\"DISP-2026-004\"", item: "disposal:DISP-2026-004"),
    .system("firearms-licensing", "tested", "system.deletion.tested", child: "<deletion "),
    .dataset(
      "digital-evidence", "scene-cctv", "action", "dataset.retention.action", child: "<retention "),
    .dataset("human-resources", "rosters", "count", "dataset.count"),
    .dataset(
      "records-management", "mappa-nominals", "period", "dataset.retention.period",
      child: "<retention "),
    .dataset("records-management", "safeguarding-referrals", "underTen", "dataset.underTen"),
    .system("anpr", "uses", "system.logging.uses", child: "<logging "),
    .system(
      "email", "significant", "system.automatedDecisions.significant",
      child: "<automatedDecisions "),
    .system("digital-evidence", "subjectsDistinguished", "system.subjectsDistinguished"),
    .system("anpr", "goLive", "system.goLive"),
    .system("people-platform", "sensitiveCondition", "system.sensitiveCondition"),
    .system("custody", "policyDocument", "system.policyDocument"),
    .system("custody", "residualHigh", "system.dpia.residualHigh", child: "<dpia "),
    .organisation(
      "northmoor", "<complaints ", "acknowledgeWithin",
      "organisation.complaints.acknowledgeWithin"),
    .organisation(
      "northmoor", "<dataProtectionOfficer ", "notified",
      "organisation.dataProtectionOfficer.notified"),
    .organisation("eastvale", "<inquiries ", "reviewed", "organisation.inquiries.reviewed"),
    .organisation(
      "eastvale", "<incident id=\"BRE-2026-01\"", "facts", "incident.facts",
      item: "incident:BRE-2026-01"),
  ]

  private static let sample = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("samples/force/inventory.xml")

  /// Takes an attribute away.
  ///
  /// - Returns: Its value.
  private static func take(_ lost: Lost, from text: inout String) throws -> String {
    var start = text.startIndex
    for step in lost.way {
      start = try #require(text[start...].range(of: step)).lowerBound
    }
    let end = try #require(text[start...].firstIndex(of: ">"))
    let pattern = " \(lost.attribute)=\""
    let spaced = text[start..<end].replacing("\n", with: " ")
    #expect(spaced.contains(pattern), "\(lost.way) has \(lost.attribute)")
    let name = try #require(
      text[start..<end].range(
        of: "\\s\(lost.attribute)=\"[^\"]*\"", options: .regularExpression))
    let value = text[name].split(separator: "\"", omittingEmptySubsequences: false)[1]
    let taken = String(value)
    text.removeSubrange(name)
    return taken
  }

  private static func verdicts(_ inputs: [String]) throws -> (all: [String], result: CheckResult) {
    var request = CheckRequest(inputs: inputs, asOf: try CivilDate(parsing: "2026-11-01"))
    request.showsPasses = true
    let result = try CheckRun.run(request)
    let all = result.findings.map { "\($0.rule) \($0.subject.path) \($0.id) \($0.verdict)" }
    return (all.sorted(), result)
  }

  @Test("twenty facts taken from a force are asked for, and their answers give the same verdicts")
  func restoresVerdicts() throws {
    var text = try String(contentsOf: Self.sample, encoding: .utf8)
    let folder = try Folder()
    let whole = try folder.write("whole/inventory.xml", text.utf8)
    var values: [String] = []
    for lost in Self.lost { values.append(try Self.take(lost, from: &text)) }
    let path = try folder.write("inventory.xml", text.utf8)
    let request = CheckRequest(inputs: [path], asOf: try CivilDate(parsing: "2026-11-01"))
    let list = try QuestionRun.run(request).list
    var table = CSVText.row(QuestionTable.head)
    for (lost, value) in zip(Self.lost, values) {
      let question = try #require(
        list.questions.first { $0.fact == lost.fact && $0.place == lost.place }, "\(lost.fact)")
      #expect(question.route == .answer)
      var cells = QuestionTable.cells(question)
      cells[5] = value == "true" ? "yes" : value
      cells[6] = "Records Manager"
      cells[7] = "2026-10-31"
      table += CSVText.row(cells)
    }
    let answers = try folder.write("answers.csv", table.utf8)
    let before = try Self.verdicts([whole])
    let without = try Self.verdicts([path])
    let after = try Self.verdicts([path, answers])
    #expect(without.all != before.all)
    #expect(after.all == before.all)
    // The sum names the cell, and who answered when.
    let facts = after.result.findings.flatMap(\.derivation.facts)
    let period = try #require(
      facts.first { $0.path == "dataset.retention.period" && $0.location?.path == answers })
    #expect(period.value == "P100Y")
    #expect("\(period.location!)".contains("answered by Records Manager on 2026-10-31"))
    // The order of the inputs does not matter.
    #expect(try Self.verdicts([answers, path]).all == before.all)
  }

  private static let inventory = """
    <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
      <organisation id="wolds" name="Wolds" kind="public-authority" jurisdiction="england-and-wales"/>
      <system id="s" name="S" owner="unknown" status="live" regime="general" controllers="wolds" highRisk="true"/>
    </inventory>
    """

  private func check(_ rows: [String]) throws -> CheckResult {
    let folder = try Folder()
    let path = try folder.write("inventory.xml", Self.inventory.utf8)
    let head = "question,answer,answered by,system id,dataset id,item,organisation id,fact\r\n"
    let answers = try folder.write("answers.csv", (head + rows.joined(separator: "\r\n")).utf8)
    return try CheckRun.run(
      CheckRequest(inputs: [path, answers], asOf: try CivilDate(parsing: "2026-11-01")))
  }

  @Test("an answer fills what is said to be unknown, and contradicts what is known")
  func fillsAndContradicts() throws {
    let filled = try check(["Q-1,Head of S,A,s,,,,system.owner"])
    #expect(!filled.notices.contains { $0.severity == .error })
    let contradicted = try check(["Q-1,no,A,s,,,,system.highRisk"])
    #expect(contradicted.notices.contains { $0.code == "reader.conflict" })
  }

  @Test("an answer that cannot stand there is an error at its cell")
  func refusesOddAnswers() throws {
    let cases = [
      ("Q-1,soon,A,s,,,,system.goLive", "reader."),
      ("Q-1,maybe,A,s,,,,system.automated", "answers.wrong-value"),
      ("Q-1,x,A,s,,,,system.nothing", "answers.unknown-fact"),
      ("Q-1,x,A,s,d,,,record.born", "answers.not-here"),
      ("Q-1,x,A,,,,,system.owner", "answers.not-here"),
      ("Q-1,yes,A,s,,,,system.processors", "answers.not-here"),
      ("Q-1,a,A,s,,,,system.steward\r\nQ-1,b,A,s,,,,system.steward", "answers.not-here"),
    ]
    for (row, code) in cases {
      let result = try check([row])
      let found = result.notices.first {
        $0.severity == .error && $0.position?.path.hasSuffix("answers.csv") == true
      }
      #expect(found?.code.hasPrefix(code) == true, "\(row): \(result.notices)")
      #expect((found?.position?.line ?? 0) >= 2)
    }
  }

  /// Items of lists that have no identifier: the schedule's rows, a processor, an approver.
  private static let items = """
    <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
      <organisation id="nm" name="Northmoor" kind="police-force" jurisdiction="england-and-wales">
        <schedule edition="1">
          <row category="crime-report" period="P6Y" reason="r"/>
          <row period="P7Y" reason="r"/>
        </schedule>
        <approver name="Records Manager"/>
        <request id="R-1" kind="access" regime="general" received="2026-08-01"/>
      </organisation>
      <system id="s" name="S" status="live" regime="law-enforcement" controllers="nm">
        <processor name="Quayside Ltd" country="GB" contract="C-1"/>
      </system>
    </inventory>
    """

  @Test("items without an identifier are asked about by name or place, and answered there")
  func answersItems() throws {
    let folder = try Folder()
    let path = try folder.write("inventory.xml", Self.items.utf8)
    let asOf = try CivilDate(parsing: "2026-11-01")
    let list = try QuestionRun.run(CheckRequest(inputs: [path], asOf: asOf)).list
    let given = [
      "row.category": "custody-record", "row.action": "delete", "row.trigger": "closure",
      "processor.terms": "audit", "request.extended": "no",
    ]
    let asked = list.questions.filter { given[$0.fact] != nil }
    #expect(
      Set(asked.map(\.fact)).isSuperset(of: ["row.category", "row.action", "processor.terms"]))
    #expect(asked.allSatisfy { $0.route == .answer })
    #expect(
      !asked.contains { $0.place.item.contains("R-1") }, "identifiers of people are not shown")
    var table = CSVText.row(QuestionTable.head)
    for question in asked {
      var cells = QuestionTable.cells(question)
      cells[5] = given[question.fact] ?? ""
      table += CSVText.row(cells)
    }
    let answers = try folder.write("answers.csv", table.utf8)
    let result = try CheckRun.run(CheckRequest(inputs: [path, answers], asOf: asOf))
    #expect(!result.notices.contains { $0.severity == .error }, "\(result.notices)")
    let paths = Set(result.findings.map(\.subject.path))
    #expect(!paths.contains("system:s/processor:#2"))
    let missing = result.findings.filter { $0.verdict == .undetermined }
      .flatMap(\.derivation.missing).map(\.path)
    #expect(!missing.contains("processor.terms") && !missing.contains("row.category"))
    // Whoever moves the items has to ask again.
    try Data(("\n" + Self.items).utf8).write(to: URL(fileURLWithPath: path))
    let moved = try CheckRun.run(CheckRequest(inputs: [path, answers], asOf: asOf))
    #expect(moved.notices.contains { $0.code == "answers.moved" })
  }

  @Test("empty answers and words for not known change nothing")
  func ignoresEmptyAnswers() throws {
    let result = try check(["Q-1,,,s,,,,system.goLive", "Q-2,unknown,A,s,,,,system.steward"])
    #expect(!result.notices.contains { $0.severity == .error })
  }
}
