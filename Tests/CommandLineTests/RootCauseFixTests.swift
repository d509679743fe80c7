import CivilTime
import Foundation
import Testing

/// A root cause that says "clears all" does: each fix of the samples is carried out and checked.
@Suite struct RootCauseFixTests {
  private struct Result: Decodable {
    struct Place: Decodable {
      let line: Int
      let column: Int
    }
    struct Finding: Decodable {
      let rule: String
      let verdict: String
      let rootCause: String?
      let smallestFix: String?
      let locations: [Place]

      var name: String { "\(rule) \(locations.first?.line ?? 0)" }
    }
    struct Cause: Decodable {
      let key: String
      let findings: Int
    }
    let findings: [Finding]
    let rootCauses: [Cause]
  }

  /// A file in lines, in which attributes of elements are changed; no line comes or goes.
  private struct Document {
    var lines: [String]

    /// The lines of the start tag at a place, as one text with its range.
    private func tag(_ place: Result.Place) -> (text: String, lines: ClosedRange<Int>) {
      var last = place.line - 1
      while !lines[last].contains(">") { last += 1 }
      return (lines[(place.line - 1)...last].joined(separator: "\n"), place.line - 1...last)
    }

    private mutating func replace(_ range: ClosedRange<Int>, with text: String) {
      lines.replaceSubrange(range, with: text.components(separatedBy: "\n"))
    }

    func value(_ name: String, at place: Result.Place) throws -> String? {
      let pattern = try Regex("\\s\(name)=\"([^\"]*)\"")
      return tag(place).text.firstMatch(of: pattern).flatMap {
        $0.output[1].substring.map(String.init)
      }
    }

    mutating func set(_ name: String, _ value: String, at place: Result.Place) throws {
      var (text, range) = tag(place)
      let pattern = try Regex("(\\s)\(name)=\"[^\"]*\"")
      if text.firstMatch(of: pattern) != nil {
        text.replace(pattern) { "\($0.output[1].substring ?? " ")\(name)=\"\(value)\"" }
      } else {
        text.replace(/<(record|holding)/, maxReplacements: 1) {
          "\($0.output.0) \(name)=\"\(value)\""
        }
      }
      replace(range, with: text)
    }

    /// Changes the first value of its kind after a place; a period may be spelt otherwise: P24M is P2Y.
    mutating func change(
      _ name: String, from old: Substring, to new: Substring, after place: Result.Place
    ) throws {
      let pattern = try Regex("\\b\(name)=\"([^\"]*)\"")
      for line in lines.indices.dropFirst(place.line - 1) {
        guard let match = lines[line].firstMatch(of: pattern),
          let text = match.output[1].substring, Self.isSame(text, old)
        else { continue }
        lines[line].replaceSubrange(match.range, with: "\(name)=\"\(new)\"")
        return
      }
    }

    private static func isSame(_ one: Substring, _ other: Substring) -> Bool {
      guard one != other else { return true }
      guard let period = try? Period(parsing: String(one)) else { return false }
      return period == (try? Period(parsing: String(other)))
    }

    mutating func carryOut(_ finding: Result.Finding) throws {
      let fix = try #require(finding.smallestFix)
      let place = try #require(finding.locations.first)
      if fix.hasSuffix("record.disposed") {
        try set("disposed", "2026-11-01", at: place)
      } else if fix.hasSuffix("record.reviewed") {
        try set("reviewed", "2026-11-01", at: place)
      } else if let change = fix.wholeMatch(of: /Change record\.group from . to (.)/) {
        try set("group", String(change.output.1), at: place)
      } else if let match = fix.wholeMatch(
        of: /\w+ dataset\.retention\.period from (\w+) to (\w+)(; check .*)?/)
      {
        // Another finding of the same dataset may have had it changed.
        try change("period", from: match.output.1, to: match.output.2, after: place)
      } else if let match = fix.firstMatch(of: /bring dataset\.(\w+) from (\w+) to (\w+)$/) {
        try change(
          String(match.output.1), from: match.output.2, to: match.output.3, after: place)
      } else if fix.contains("(holding.count)") {
        for place in finding.locations {
          let kept = try ["held"].reduce(0) { sum, name in
            sum + (Int(try value(name, at: place) ?? "0") ?? 0)
          }
          try set("count", String(kept), at: place)
          if try value("reviewed", at: place) != nil { try set("reviewed", "0", at: place) }
          if try value("pastPeriod", at: place) != nil { try set("pastPeriod", "0", at: place) }
        }
      } else {
        Issue.record("no way to carry out: \(fix)")
      }
    }
  }

  private static func check(_ text: String, _ folder: borrowing TemporaryFolder) async throws
    -> Result
  {
    let input = try folder.write("inventory.xml", text)
    let run = try await Program.run(["check", input, "--format", "json"] + Sample.profile)
    return try JSONDecoder().decode(Result.self, from: Data(run.output))
  }

  @Test("carrying out the fix of a root cause and checking again finds none of its findings")
  func clears() async throws {
    let folder = try TemporaryFolder()
    let original = try Repository.text(Sample.force)
    let result = try await Self.check(original, folder)
    let causes = result.rootCauses.filter { $0.key.hasPrefix("fix:") }
    #expect(causes.count > 5)
    for cause in causes {
      let own = result.findings.filter { $0.rootCause == cause.key }
      #expect(own.count == cause.findings)
      var document = Document(lines: original.components(separatedBy: "\n"))
      for finding in own { try document.carryOut(finding) }
      // What was done is told by an export of the day on which it was done, or of a later one.
      let told = document.lines.joined(separator: "\n")
        .replacing(/extracted="[^"]*"/, with: "extracted=\"2026-11-01\"")
      let after = try await Self.check(told, folder)
      let left = Set(after.findings.filter { $0.verdict != "pass" }.map(\.name))
      #expect(left.isDisjoint(with: own.map(\.name)), "\(cause.key)")
    }
  }

  @Test("a missing fact and a rule that is not kept are not said to clear anything")
  func claims() async throws {
    let run = try await Program.run(
      ["check", Sample.force, "--verbose"] + Sample.profile)
    let text = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains(
        "what to do Record record.lastEvent and check again. (needed for all 4, which may need more)"
      ))
    #expect(text.contains("(clears all 4)"))
    let page = try await Program.run(["check", Sample.force, "--format", "html"] + Sample.profile)
    #expect(!page.text.contains("One fix clears them all"))
  }
}
