import Findings
import Foundation
import Rules
import Testing

@testable import Engine

/// Carries out the fixes that the shipped samples are told, each on its own, and checks again.
@Suite struct SampleFixTests {
  private static let rules = SignatureTests.rules
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A shorter period makes more fall due, and its fix says so.
  private static let duesome = "check what then falls due before it is disposed of"

  @Test(
    "a fix of a sample clears its finding and brings no other breach",
    arguments: ["council", "company", "university"])
  func clears(_ name: String) throws {
    let text = try String(
      contentsOf: Self.root.appendingPathComponent("samples/\(name)/inventory.json"),
      encoding: .utf8)
    let breaches = Self.breaches(text)
    let known = Set(breaches.map(\.id))
    var carriedOut = 0
    for finding in breaches {
      guard let mended = try MendedInventory(text).carryingOut(finding) else { continue }
      let left = Self.breaches(mended)
      #expect(!left.contains { $0.id == finding.id }, "\(finding.rule) is not cleared")
      let fix = finding.smallestFix ?? ""
      let new = left.filter { !known.contains($0.id) && !fix.contains(Self.duesome) }
      #expect(new.map(\.rule) == [], "\(finding.rule): \(fix)")
      carriedOut += 1
    }
    #expect(carriedOut > 2)
  }

  private static func breaches(_ text: String) -> [Finding] {
    MadeUpRules.check(text, rules, SignatureTests.library, isLinked: true).findings
      .filter { $0.verdict == .breach }
  }
}
