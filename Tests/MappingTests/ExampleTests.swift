import Diagnostics
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
    ])
  func fails(_ example: String, _ message: String) throws {
    #expect(try Self.problems(example) == [message])
  }
}
