import Foundation
import Testing

@testable import Engine

@Suite struct LinkTableTests {
  private static func key(_ number: Int) -> SubjectKey {
    Array("person-\(number)".utf8).withUnsafeBufferPointer { SubjectKey($0) }
  }

  private static func facts(_ number: Int) -> LinkedFacts {
    LinkedFacts(
      group: UInt8(number % 5), lastEvent: number % 7 == 0 ? LinkedFacts.none : Int32(number),
      records: 1, undisposed: UInt32(number % 2))
  }

  /// Three records each of a number of people.
  private static func fill(_ table: inout LinkTable, people: Int) {
    for record in 0..<people * 3 { table.add(key(record % people), facts(record)) }
  }

  @Test("people on the disk say what they would in memory", arguments: [1, 2, 10, 50, 700, 5_000])
  func spills(_ limit: Int) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("custos-links-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let people = limit < 10 ? 60 : 1_000
    var inMemory = LinkTable()
    var spilled = LinkTable(limit: limit, spillingTo: folder.path)
    Self.fill(&inMemory, people: people)
    Self.fill(&spilled, people: people)
    spilled.seal()
    for person in 0..<people {
      let expected = inMemory.facts(of: Self.key(person))
      let found = spilled.facts(of: Self.key(person))
      #expect(expected != nil)
      #expect(found == expected)
    }
    #expect(spilled.facts(of: Self.key(people)) == nil)
    var visited = 0
    spilled.visit { _, _ in visited += 1 }
    #expect(visited == people)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("where the disk takes nothing, nobody is lost")
  func keepsInMemory() {
    var table = LinkTable(limit: 10, spillingTo: "/nowhere/at/all")
    Self.fill(&table, people: 100)
    table.seal()
    #expect(table.count == 100)
    #expect(table.facts(of: Self.key(99))?.records == 3)
  }
}
