import CivilTime
import CustosKit
import Findings
import Foundation
import Results
import Testing

@Suite struct JobsTests {
  private static func inventory(_ number: Int) -> String {
    let rows = (0..<40).map { row in
      """
      {"id": "r\(row)", "subject": "p\(row % 7 * number)", "kind": "offender", \
      "group": \(row % 4 + 1), "born": "19\(50 + row)-01-01", "created": "2010-01-01", \
      "lastEvent": "20\(10 + (row + number) % 15)-05-01"}
      """
    }
    let force = """
      {"id": "f", "name": "F", "kind": "police-force", "jurisdiction": "england-and-wales"}
      """
    return """
      {"organisations": [\(number == 1 ? force : "")], "systems": [{"id": "s\(number)", \
      "name": "S", "controllers": ["f"], "datasets": [{"id": "d\(number)", "name": "D", \
      "records": [\(rows.joined(separator: ","))]}]}]}
      """
  }

  @Test(
    "a check comes to the same for any number of jobs and of findings in memory",
    arguments: [true, false])
  func agrees(_ isLinked: Bool) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("custos-jobs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for number in 1...6 {
      let file = folder.appendingPathComponent("inventory-\(number).json")
      try Self.inventory(number).write(to: file, atomically: true, encoding: .utf8)
    }
    func run(_ jobs: Int, mostFindings: Int = 2_000) throws -> CheckResult {
      var request = CheckRequest(inputs: [folder.path], asOf: CivilDate(dayNumber: 20_758))
      request.jobs = jobs
      request.mostFindingsInMemory = mostFindings
      request.mostPeopleInMemory = mostFindings
      request.isLinked = isLinked
      request.digestsInputs = true
      return try CheckRun.run(request)
    }
    let one = try run(1)
    #expect(one.summary.records == 240)
    #expect(one.findings.contains { $0.subject.level == .record })
    let others = [(2, 2_000), (3, 2_000), (16, 2_000), (1, 20), (4, 7)]
    for (jobs, mostFindings) in others {
      let several = try run(jobs, mostFindings: mostFindings)
      #expect(several.rootCauses == one.rootCauses)
      #expect(Array(several.findings) == Array(one.findings))
      #expect(several.summary == one.summary)
      #expect(several.coverage == one.coverage)
      #expect(several.notices == one.notices)
      #expect(several.inputs == one.inputs)
    }
  }

  /// One inventory with many records: two datasets, equal ids, holdings between.
  private static func large(isXML: Bool, records: Int) -> String {
    func rows(_ dataset: Int) -> [String] {
      (0..<records).map { row in
        let pairs = [
          ("id", row % 97 == 96 ? "same" : "r\(row)"), ("subject", "p\(row % 37 * dataset)"),
          ("kind", "offender"), ("born", "19\(50 + row % 50)-01-01"), ("created", "2010-01-01"),
          ("lastEvent", "20\(10 + row % 15)-0\(row % 9 + 1)-01"),
        ]
        let group = row % 4 + 1
        guard isXML else {
          let members = pairs.map { "\"\($0)\": \"\($1)\"" } + ["\"group\": \(group)"]
          return "{" + members.joined(separator: ", ") + "}"
        }
        let attributes = pairs.map { "\($0)=\"\($1)\"" } + ["group=\"\(group)\""]
        return "<record " + attributes.joined(separator: " ") + "/>"
      }
    }
    guard isXML else {
      let datasets = (1...2).map { number in
        """
        {"id": "d\(number)", "name": "D", "holdings": [{"from": "2000-01-01", "count": 3}],
        "records": [\(rows(number).joined(separator: ",\n"))]}
        """
      }
      return """
        {"organisations": [{"id": "f", "name": "F", "kind": "police-force",
        "jurisdiction": "england-and-wales"}], "systems": [{"id": "s", "name": "S",
        "controllers": ["f"], "datasets": [\(datasets.joined(separator: ",\n"))]}]}
        """
    }
    let datasets = (1...2).map { number in
      """
      <dataset id="d\(number)" name="D"><holding from="2000-01-01" count="3"/>
      \(rows(number).joined(separator: "\n"))
      <holding from="2001-01-01" count="4"/></dataset>
      """
    }
    return """
      <inventory><organisation id="f" name="F" kind="police-force"
      jurisdiction="england-and-wales"/><system id="s" name="S" controllers="f">
      \(datasets.joined(separator: "\n"))
      </system></inventory>
      """
  }

  @Test(
    "one large file comes to the same for any number of jobs", arguments: [true, false],
    [true, false])
  func agreesInPieces(_ isLinked: Bool, _ isXML: Bool) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("custos-pieces-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("inventory")
    // The reader of XML looks for pieces behind its first 64 KiB.
    let text = Self.large(isXML: isXML, records: isXML ? 500 : 300)
    try text.write(to: file, atomically: true, encoding: .utf8)
    func run(_ jobs: Int, _ pieceBytes: Int?) throws -> CheckResult {
      var request = CheckRequest(inputs: [file.path], asOf: CivilDate(dayNumber: 20_758))
      request.jobs = jobs
      request.isLinked = isLinked
      request.digestsInputs = true
      request.pieceBytes = pieceBytes
      return try CheckRun.run(request)
    }
    let one = try run(1, nil)
    #expect(one.findings.contains { $0.subject.level == .record })
    for (jobs, pieceBytes) in [(2, 4000), (3, 9000), (8, 1500)] {
      let several = try run(jobs, pieceBytes)
      #expect(Array(several.findings) == Array(one.findings))
      #expect(several.summary == one.summary)
      #expect(several.coverage == one.coverage)
      #expect(several.notices == one.notices)
      #expect(several.inputs == one.inputs)
    }
  }
}
