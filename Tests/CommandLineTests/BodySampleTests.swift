import Foundation
import Testing

/// What the page on the samples of other bodies promises.
@Suite struct BodySampleTests {
  struct Problem: Sendable, CustomTestStringConvertible {
    let body: String
    let number: Int
    let place: [String]
    let rule: String
    let verdicts: [String]
    var testDescription: String { "\(body) \(number): \(rule)" }

    func names(_ finding: SavedResult.Finding) -> Bool {
      finding.rule == rule && verdicts.contains(finding.verdict)
        && place.allSatisfy { finding.subject.path.contains(":\($0)") }
    }
  }

  static let bodies = ["university", "company", "council"]

  /// The rows of the tables, by the heading above them.
  static let problems: [Problem] = {
    let page = (try? Repository.text("samples/bodies.md")) ?? ""
    var body = ""
    return page.split(separator: "\n").compactMap { line in
      if line.hasPrefix("## ") { body = line.dropFirst(3).lowercased() }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, let number = Int(cells[0]) else { return nil }
      return Problem(
        body: body, number: number, place: cells[1].components(separatedBy: " › "),
        rule: cells[3], verdicts: cells[4].components(separatedBy: " or "))
    }
  }()

  private static func findings(_ body: String, _ form: String) async throws
    -> [SavedResult.Finding]
  {
    let run = try await Program.run(
      [
        "check", "samples/\(body)/inventory.\(form)", "--format", "json", "--show-personal-data",
      ] + Sample.day)
    return try SavedResult(run).findings
  }

  @Test("the tables were read", arguments: bodies)
  func readsTables(_ body: String) {
    let numbers = Self.problems.filter { $0.body == body }.map(\.number)
    #expect(numbers.count > 8)
    #expect(numbers == Array(1...max(numbers.count, 1)))
  }

  @Test(
    "every problem of the table is found, and no breach that it does not list", arguments: bodies)
  func findsProblems(_ body: String) async throws {
    let found = try await Self.findings(body, "xml")
    let problems = Self.problems.filter { $0.body == body }
    for problem in problems {
      #expect(found.contains(where: problem.names), "\(problem.testDescription)")
    }
    let serious = found.filter {
      $0.verdict == "breach" && ["medium", "high", "critical"].contains($0.severity)
    }
    for finding in serious {
      #expect(
        problems.contains { $0.names(finding) }, "\(finding.rule) at \(finding.subject.path)")
    }
  }

  @Test("both spellings lead to the same findings", arguments: bodies)
  func readsBothSpellings(_ body: String) async throws {
    let forms = try await [Self.findings(body, "xml"), Self.findings(body, "json")]
    let texts = forms.map { $0.map { "\($0.rule) \($0.subject.path) \($0.verdict)" }.sorted() }
    #expect(texts[0] == texts[1])
  }
}
