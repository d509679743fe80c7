import BuiltInRules
import Findings
import Foundation
import Rules
import TestSeeds
import Testing

@testable import Engine

/// Carries fixes out on the inventory and checks it again.
@Suite struct FixSoundnessTests {
  private static let library = SignatureTests.library
  private static let rules = SignatureTests.rules
  private static let fixes = [
    (
      "Check that no law, power, hold, proceedings or request requires keeping it; then dispose of "
        + "it and record the day in record.disposed", "disposed"
    ),
    ("Review it and record the day in record.reviewed", "reviewed"),
  ]

  @Test("a fix that is carried out clears its finding and brings no other breach")
  func clears() throws {
    var carriedOut = 0
    // Not every made-up inventory has a breach with such a fix.
    for number in 1...24 as ClosedRange<UInt64> where number <= 6 || carriedOut == 0 {
      carriedOut += try carryOut(number)
    }
    #expect(carriedOut > 0)
  }

  /// Carries out the fixes of a made-up inventory, and returns how many there were.
  private func carryOut(_ seed: UInt64) throws -> Int {
    var maker = RecordMaker(seed: TestSeed.of("fixes", seed))
    let text = maker.inventory(system: "s", records: 40)
    let isLinked = seed % 2 == 0
    let before = MadeUpRules.check(text, Self.rules, Self.library, isLinked: isLinked)
    let breaches = before.findings.filter { $0.verdict == .breach }
    #expect(breaches.allSatisfy { ($0.smallestFix == nil) != ($0.noFix == nil) })
    let known = Set(breaches.map(\.id))
    var carriedOut = 0
    for (fix, field) in Self.fixes {
      for finding in breaches.filter({ $0.smallestFix == fix }).prefix(5) {
        let mended = try Self.text(text, setting: field, of: finding)
        let after = MadeUpRules.check(mended, Self.rules, Self.library, isLinked: isLinked)
        let left = after.findings.filter { $0.verdict == .breach }
        #expect(!left.contains { $0.id == finding.id }, "\(finding.rule) is not cleared")
        let record = finding.subject.path
        let new = left.filter { !known.contains($0.id) && $0.subject.path == record }
        #expect(new.map(\.rule) == [], "\(finding.rule): \(fix)")
        carriedOut += 1
      }
    }
    return carriedOut
  }

  /// The inventory with a day set in the record of a finding.
  private static func text(
    _ text: String, setting field: String, of finding: Finding
  ) throws -> String {
    let record = try #require(finding.subject.link(.record)?.id)
    let dataset = try #require(finding.subject.link(.dataset)?.id)
    var root = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    var systems = try #require(root["systems"] as? [[String: Any]])
    var datasets = try #require(systems[0]["datasets"] as? [[String: Any]])
    let place = try #require(datasets.firstIndex { $0["id"] as? String == dataset })
    var records = try #require(datasets[place]["records"] as? [[String: Any]])
    let row = try #require(records.firstIndex { $0["id"] as? String == record })
    records[row][field] = "\(MadeUpRules.day)"
    datasets[place]["records"] = records
    systems[0]["datasets"] = datasets
    root["systems"] = systems
    return String(decoding: try JSONSerialization.data(withJSONObject: root), as: UTF8.self)
  }
}
