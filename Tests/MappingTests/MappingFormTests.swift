import Diagnostics
import Testing

@Suite("The form of mappings") struct MappingFormTests {
  static let head = "mapping: m\ntitle: T\nreads: {format: table, columns: [A]}\n"

  struct Example: Sendable, CustomTestStringConvertible {
    var text: String
    var code: String
    var line: Int
    var column: Int
    var testDescription: String { code }
  }

  static let examples = [
    Example(
      text: "systems: {rows: all, id: row.A, nmae: row.A}", code: "mapping.unknown-field", line: 4,
      column: 33),
    Example(text: "systems: {id: row.A}", code: "mapping.missing-key", line: 4, column: 10),
    Example(text: "systems: {rows: once, id: row.A}", code: "mapping.no-row", line: 4, column: 27),
    Example(
      text:
        "systems: {rows: once, id: \"'s'\", datasets: {rows: once, id: \"'d'\", count: number(row.A)}}",
      code: "mapping.no-row", line: 4, column: 75),
    Example(
      text: "systems: {rows: every, id: row.A}", code: "mapping.selector", line: 4, column: 17),
    Example(text: "systems: {rows: all, name: row.A}", code: "mapping.no-id", line: 4, column: 17),
    Example(text: "systems: {rows: all, id: row.A +}", code: "cel.syntax", line: 4, column: 33),
    Example(
      text: "systems: {rows: all, id: row.A, goLive: 3}", code: "mapping.type", line: 4, column: 41),
    Example(
      text: "systems: {rows: same(A), id: row.A}", code: "mapping.selector", line: 4, column: 17),
    Example(
      text: "joined: name\nsystems: {rows: all, id: row.A}", code: "mapping.unknown-key", line: 4,
      column: 1),
  ]

  @Test("what is wrong is told where it stands", arguments: examples)
  func wrong(_ example: Example) throws {
    let problems = Reading.problems(Self.head + example.text + "\n")
    let found = try #require(problems.first { $0.code == example.code }, "\(problems)")
    #expect(found.position.map { [$0.line, $0.column] } == [example.line, example.column])
    #expect(found.severity == .error)
  }

  @Test("a mapping that is right has no problems")
  func right() {
    #expect(Reading.problems(Self.head + "systems: {rows: all, id: row.A}\n") == [])
  }
}
