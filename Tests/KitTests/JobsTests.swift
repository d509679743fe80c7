import CivilTime
import CustosKit
import Findings
import Foundation
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
}
