import Foundation
import Testing

/// The same facts in XML and in JSON are the same findings.
@Suite struct SpellingTests {
  /// A report without what may differ: file names, places, sizes and digests.
  static func normalised(_ report: String) -> String {
    let patterns = [
      (#"inventory\.(xml|json)(:\d+:\d+)?"#, "INPUT"),
      (#"(INPUT),\d+,\d+"#, "$1,LINE,COLUMN"),
      (#"(INPUT):\d+"#, "$1:LINE"),
      (#"\((xml|json), \d+ bytes\)"#, "SIZE"),
      (#""(line|column|bytes)": ?\d+"#, "\"$1\":0"),
      (#""format": ?"(xml|json)","bytes":0,"digest": ?"[0-9a-f]{64}""#, "DIGEST"),
      ("at line [0-9]+", "at line N"),
    ]
    return patterns.reduce(report) { text, pattern in
      text.replacingOccurrences(
        of: pattern.0, with: pattern.1, options: .regularExpression)
    }
  }

  @Test(
    "XML and JSON of the force differ in names and places only", arguments: ["text", "json", "csv"])
  func agrees(_ format: String) async throws {
    // Short text cuts lines off, and a place with more digits earlier.
    let options = ["--format", format, "--verbose"] + Sample.profile
    let xml = try await Program.run(["check", Sample.force] + options)
    let json = try await Program.run(["check", Sample.forceInJSON] + options)
    #expect(xml.text.contains("inventory.xml"))
    #expect(json.text.contains("inventory.json"))
    #expect(xml.output != json.output)
    // Words, not lines: a place with more digits breaks a line elsewhere.
    let words = Self.normalised(xml.text).split { $0 == "\n" || $0 == " " }
    let others = Self.normalised(json.text).split { $0 == "\n" || $0 == " " }
    #expect(words.count == others.count)
    let difference = zip(words, others).enumerated().first { $1.0 != $1.1 }
    if let place = difference?.offset {
      let around = max(0, place - 8)..<min(place + 8, words.count, others.count)
      Issue.record("XML: \(words[around])\nJSON: \(others[around])")
    }
  }

  @Test("a finding keeps its identity from one spelling to the other")
  func keepsIdentities() async throws {
    let options = ["--format", "json"] + Sample.profile
    let xml = try SavedResult(try await Program.run(["check", Sample.force] + options))
    let json = try SavedResult(try await Program.run(["check", Sample.forceInJSON] + options))
    #expect(xml.findings.map(\.id) == json.findings.map(\.id))
    #expect(xml.findings.isEmpty == false)
  }
}
