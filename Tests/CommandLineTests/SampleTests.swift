import Foundation
import Testing

/// What the page on the samples promises.
@Suite struct SampleTests {
  struct Problem: Sendable, CustomTestStringConvertible {
    let number: Int
    let owner: String
    let codes: [String]
    let verdicts: Set<String>
    var testDescription: String { "\(number): \(owner) \(codes.joined(separator: " "))" }
  }

  /// The rows of the table of problems.
  ///
  /// A waived problem is a breach until the waivers are given; HLD-09 is how the engine behaves
  /// and no rule.
  static let problems: [Problem] = {
    let page = (try? Repository.text("samples/README.md")) ?? ""
    var owner = ""
    return page.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, let number = Int(cells[0]) else { return nil }
      let place = cells[1].split(separator: " › ")[0].split(separator: ",")[0]
      if place != "…" { owner = place.trimmingCharacters(in: .whitespaces) }
      let codes = cells[3].matches(of: /(?:REC|HLD|SYS|DS|ORG)-[0-9]{2}/).map { String($0.output) }
      return Problem(
        number: number, owner: owner, codes: codes.filter { $0 != "HLD-09" },
        verdicts: verdicts(cells[4]))
    }
  }()

  private static func verdicts(_ expected: String) -> Set<String> {
    if expected.hasPrefix("undetermined") { return ["undetermined"] }
    return expected.contains("undetermined") ? ["breach", "undetermined"] : ["breach"]
  }

  @Test("the table of problems was read")
  func readsTable() {
    #expect(Self.problems.map(\.number) == Array(1...80))
  }

  @Test("every problem in the table is found, with its check and its verdict")
  func findsProblems() async throws {
    let run = try await Program.run(["check", Sample.force, "--format", "json"] + Sample.profile)
    let found = try SavedResult(run).findings
    for problem in Self.problems {
      for code in problem.codes {
        let isFound = found.contains {
          $0.owner == problem.owner && $0.catalogue.contains(code)
            && problem.verdicts.contains($0.verdict)
        }
        #expect(isFound, "\(problem.testDescription): \(code)")
      }
    }
  }

  struct Sum: Sendable, CustomTestStringConvertible {
    let record: String
    let code: String
    let daysOver: Int
    var testDescription: String { "\(record) \(code)" }
  }

  static let sums = [
    Sum(record: "EX-0002", code: "REC-04", daysOver: 1),
    Sum(record: "EX-0003", code: "REC-04", daysOver: 246),
    Sum(record: "EX-0005", code: "REC-04", daysOver: 236),
    Sum(record: "EX-0018", code: "REC-04", daysOver: 139),
    Sum(record: "EX-0024", code: "REC-04", daysOver: 62),
    Sum(record: "EX-0401", code: "REC-26", daysOver: 1),
    Sum(record: "EX-0404", code: "REC-26", daysOver: 40),
  ]

  @Test("sums that the page does by hand come out the same")
  func addsUp() async throws {
    let options = ["--format", "json", "--show-personal-data"] + Sample.profile
    let found = try SavedResult(try await Program.run(["check", Sample.force] + options)).findings
    for sum in Self.sums {
      let finding = found.first {
        $0.subject.path.hasSuffix("record:\(sum.record)") && $0.catalogue.contains(sum.code)
      }
      #expect(finding?.daysOver == sum.daysOver, "\(sum.testDescription)")
    }
  }

  @Test("records that pass by a day are no findings")
  func passesByADay() async throws {
    let options = ["--format", "json", "--show-personal-data"] + Sample.profile
    let found = try SavedResult(try await Program.run(["check", Sample.force] + options)).findings
    for record in ["EX-0001", "EX-0101", "EX-0203", "EX-1001", "EX-0341", "EX-0402", "EX-0412"] {
      #expect(!found.contains { $0.subject.path.hasSuffix("record:\(record)") }, "\(record)")
    }
  }

  @Test("the place of a finding is the line where its record stands")
  func pointsToLines() async throws {
    let options = ["--format", "json", "--show-personal-data"] + Sample.profile
    let found = try SavedResult(try await Program.run(["check", Sample.force] + options)).findings
    let lines = try Repository.text(Sample.force).components(separatedBy: "\n")
    var checked = 0
    for finding in found {
      guard let record = finding.subject.path.split(separator: "record:").last,
        finding.subject.path.contains("record:"), let place = finding.locations?.first
      else { continue }
      let line = Array(lines[place.line - 1].utf8)[(place.column - 1)...]
      let text = String(decoding: line, as: UTF8.self)
      #expect(text.hasPrefix("<record id=\"\(record)\""), "\(finding.rule) at \(place.line)")
      checked += 1
    }
    #expect(checked > 30)
  }

  @Test("the change makes things worse, and says where")
  func comparesChange() async throws {
    let options = ["--format", "json"] + Sample.day
    let before = try SavedResult(try await Program.run(["check", Sample.before] + options))
    let after = try SavedResult(try await Program.run(["check", Sample.after] + options))
    let introduced = Set(after.findings.map(\.rule)).subtracting(before.findings.map(\.rule))
    let cured = Set(before.findings.map(\.rule)).subtracting(after.findings.map(\.rule))
    #expect(introduced.contains("dpa2018-part3/log-six-operations"))
    #expect(cured.contains("storage-limitation/backups-end"))
  }
}
