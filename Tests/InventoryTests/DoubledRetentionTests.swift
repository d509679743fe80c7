import Diagnostics
import Testing

@testable import Inventory

/// Retention rules of a dataset that contradict each other.
@Suite struct DoubledRetentionTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    /// The rule beside one of six years from the last event for suspects.
    let second: String
    let isDoubled: Bool
    var testDescription: String { name }
  }

  private static let first =
    #""appliesTo": ["suspect", "convicted"], "trigger": "last-event", "period": "P6Y""#

  static let examples = [
    Example(
      name: "another period",
      second: #""appliesTo": ["convicted", "suspect"], "trigger": "last-event", "period": "P60Y""#,
      isDoubled: true),
    Example(name: "the same rule", second: first, isDoubled: false),
    Example(
      name: "others", second: #""appliesTo": ["victim"], "trigger": "last-event", "period": "P1Y""#,
      isDoubled: false),
    Example(
      name: "another event",
      second: #""appliesTo": ["suspect", "convicted"], "trigger": "release", "period": "P1Y""#,
      isDoubled: false),
    Example(
      name: "nobody says for whom", second: #""trigger": "last-event", "period": "P1Y""#,
      isDoubled: false),
  ]

  @Test("one retention rule holds for the same people from the same event", arguments: examples)
  func compares(_ example: Example) {
    let text = """
      {"systems": [{"id": "a", "datasets": [{"id": "d", "retentions": [{\(Self.first)},
       {\(example.second)}]}]}]}
      """
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "a")], options: ReaderOptions())
    _ = reader.read(.everything)
    let problems = reader.tree.doubledEntries()
    #expect(problems.map(\.code) == (example.isDoubled ? ["inventory.doubled-retention"] : []))
    #expect(problems.first?.position?.line == (example.isDoubled ? 2 : nil))
  }

  @Test(
    "two rows of one class are an error, and a warning where they say the same",
    arguments: [("P7Y", true), ("P6Y", false)])
  func comparesRows(_ period: String, _ isError: Bool) {
    let text = """
      {"organisations": [{"id": "o", "schedule": {"rows": [{"category": "c", "period": "P6Y"},
       {"category": "c", "period": "\(period)"}]}}], "systems": [{"id": "a"}]}
      """
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "a")], options: ReaderOptions())
    _ = reader.read(.everything)
    let problems = reader.tree.doubledEntries()
    #expect(problems.map(\.code) == ["inventory.doubled-class"])
    #expect(problems.first?.severity == (isError ? .error : .warning))
  }
}
