import Diagnostics
import Inventory
import Mapping
import Testing

@Suite("Tests inside of mappings") struct ExampleTests {
  static func problems(_ example: String) throws -> [String] {
    let mapping = try Reading.mapping(
      """
      mapping: m
      title: T
      reads: {format: json, when: has(document.result)}
      unknown: [""]
      also: {users: {reads: {format: json}, rows: "$.result[*]", key: row.id}}
      systems:
        rows: $.result[*]
        id: row.id
        name: row.name
        owner: lookup('users', row.owner).name
        goLive: row.live
      examples:
        - \(example)
      """)
    return MappingExamples(mapping, codes: nil).run().map(\.message)
  }

  @Test("an example that holds has no problems")
  func holds() throws {
    let example =
      "{row: {id: a, name: 12, owner: u}, also: {users: [{id: u, name: Ann}]}, systems: 1, "
      + "gives: {id: a, name: \"12\", owner: Ann}, absent: [goLive]}"
    #expect(try Self.problems(example) == [])
    #expect(
      try Self.problems("{row: {id: a, owner: u}, unknown: [owner], notices: [mapping.no-lookup]}")
        == [])
  }

  @Test(
    "an example that does not hold says what differs",
    arguments: [
      ("{row: {id: a}, gives: {id: b}}", "id is \"a\", not \"b\""),
      ("{row: {id: a, name: \"\"}, absent: [name]}", "name is unknown, and should be left out"),
      ("{row: {id: a}, unknown: [name]}", "name is left out, not unknown"),
      ("{rows: [{id: a}, {id: b}], systems: 1}", "2 systems come of it, not 1"),
      ("{row: {id: a}, notices: [mapping.misread]}", "no notice mapping.misread comes of it"),
      ("{row: {id: a}, absent: [nam]}", "the vocabulary has no field \"nam\" in System"),
      (
        "{row: {id: a}, absent: [\"datasets[0].retention.perid\"]}",
        "the vocabulary has no field \"perid\" in Retention"
      ),
    ])
  func fails(_ example: String, _ message: String) throws {
    #expect(try Self.problems(example) == [message])
  }

  private static let register = """
    mapping: m
    title: T
    reads: {format: table, columns: [System, Owner]}
    systems:
      rows: all
      id: slug(row.System)
      owner: row.Owner
    examples:
      -
    """

  @Test("an example that expects nothing is an error where it stands, since it cannot fail")
  func expectsNothing() throws {
    let problems = Reading.problems(Self.register + " {row: {System: a}}\n")
    #expect(problems.map(\.code) == ["mapping.example"])
    #expect(problems.first?.position?.line == 9)
  }

  @Test("a misspelt column of an example is told, and not taken for an empty one")
  func misspeltColumn() throws {
    let mapping = try Reading.mapping(
      Self.register + " {row: {Sistem: a}, absent: [owner]}\n")
    let problems = MappingExamples(mapping, codes: nil).run()
    #expect(problems.map(\.message) == ["the mapping uses no column \"Sistem\""])
    #expect(problems.first?.hint == "did you mean \"System\"?")
  }

  @Test("a word of the mapping that its field's list lacks is told where it stands")
  func constants() throws {
    let text = Self.register.replacing("owner: row.Owner", with: "status: \"'alive'\"")
    let mapping = try Reading.mapping(text + " {row: {System: a}, absent: [owner]}\n")
    let codes = CodeBook(lists: ["system-status": ["live", "retired"]], closed: ["system-status"])
    let problems = MappingExamples(mapping, codes: codes).run()
      .filter { $0.code == "mapping.constant" }
    #expect(problems.first?.position.map { [$0.line, $0.column] } == [7, 12])
  }
}
