import CivilTime
import Findings
import Foundation
import Results
import Testing

@testable import CustosKit

/// Citations that are said to have been compared after the day of the check.
@Suite struct ComparisonDayNoticesTests {
  @Test("citations of own rules that were compared later are told of once, with how many there are")
  func tellsOnce() throws {
    let folder = try Folder()
    try MadeUpForce.writeRules(to: folder)
    for name in ["first", "second"] {
      let path = "own/\(name).yaml"
      let text = try String(contentsOfFile: "\(folder.path)/\(path)", encoding: .utf8)
      try folder.write(
        path, text.replacing("evidence: read}", with: "evidence: read, checked: 2026-11-02}").utf8)
    }
    let input = try folder.write("inventory.json", MadeUpForce.figures.utf8)
    func told(_ day: String) throws -> [String] {
      var request = CheckRequest(inputs: [input], asOf: try CivilDate(parsing: day))
      request.rulePaths = [folder.path + "/own"]
      return try CheckRun.run(request).notices.filter { $0.code == "rule.future-comparison" }
        .map(\.message)
    }
    let early = try told("2026-11-01")
    #expect(early.count == 1)
    #expect(early.first?.hasSuffix("; so is 1 other citation") == true)
    #expect(try told("2026-11-02").isEmpty)
  }
}
