import Diagnostics
import Testing

@testable import Inventory

/// Figures of requests that are given twice.
@Suite struct DoubledFiguresTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    /// What the second figures have beside those of access requests of the first quarter.
    let second: String
    let isDoubled: Bool
    var testDescription: String { name }
  }

  private static let first =
    #""kind": "access", "from": "2026-01-01", "until": "2026-03-31", "due": 9"#

  static let examples = [
    Example(name: "other figures", second: first + #", "inTime": 2"#, isDoubled: true),
    Example(name: "the same figures", second: first + #", "inTime": 9"#, isDoubled: false),
    Example(
      name: "another kind",
      second: #""kind": "erasure", "from": "2026-01-01", "until": "2026-03-31", "due": 1"#,
      isDoubled: false),
    Example(
      name: "another time",
      second: #""kind": "access", "from": "2026-04-01", "until": "2026-06-30", "due": 1"#,
      isDoubled: false),
    Example(
      name: "a time that is not known", second: #""kind": "access", "due": 1"#, isDoubled: false),
  ]

  @Test("figures of one kind and time are given once", arguments: examples)
  func compares(_ example: Example) {
    let text = """
      {"organisations": [{"id": "o", "requestFigures": [{\(Self.first), "inTime": 9},
       {\(example.second)}]}], "systems": [{"id": "a"}]}
      """
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "a")], options: ReaderOptions())
    _ = reader.read(.everything)
    let problems = reader.tree.doubledFigures()
    #expect(problems.map(\.code) == (example.isDoubled ? ["inventory.doubled-figures"] : []))
    #expect(problems.first?.position?.line == (example.isDoubled ? 2 : nil))
    #expect(problems.first?.related.first?.position.line == (example.isDoubled ? 1 : nil))
  }
}
