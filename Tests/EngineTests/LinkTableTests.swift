import CivilTime
import Foundation
import ResultFixtures
import Testing

@testable import Engine

@Suite struct LinkTableTests {
  private static func key(_ number: Int) -> SubjectKey {
    Array("person-\(number)".utf8).withUnsafeBufferPointer { SubjectKey($0) }
  }

  private static func facts(_ number: Int) -> LinkedFacts {
    var reading = LinkedFacts.Reading()
    let day = CivilDate(dayNumber: Int32(10_000 + number))
    reading.event = number % 7 == 0 ? nil : LinkedFacts.Bound(first: day, last: day)
    reading.group = number % 5 == 0 ? nil : .certain(UInt8(number % 5))
    reading.undisposed = number % 2 == 0 ? .no : .yes
    return LinkedFacts(reading)
  }

  /// Three records each of a number of people.
  private static func fill(_ table: inout LinkTable, people: Int) {
    for record in 0..<people * 3 { table.add(key(record % people), facts(record)) }
  }

  @Test(
    "people on the disk, and taken back from there, say what they would in memory",
    arguments: [1, 2, 10, 50, 700, 5_000], [0, LinkTable.usualBytesKept])
  func spills(_ limit: Int, mostBytesKept: Int) throws {
    try Tool.inTemporaryFolder { folder in
      let people = limit < 10 ? 60 : 1_000
      var inMemory = LinkTable()
      var spilled = LinkTable(
        limit: limit, spillingTo: folder, mostBytesKept: mostBytesKept)
      Self.fill(&inMemory, people: people)
      Self.fill(&spilled, people: people)
      inMemory.seal()
      spilled.seal()
      for person in 0..<people {
        let expected = inMemory.facts(of: Self.key(person))
        let found = spilled.facts(of: Self.key(person))
        #expect(expected != nil)
        #expect(found == expected)
      }
      for stranger in people..<people + 300 {
        #expect(spilled.facts(of: Self.key(stranger)) == nil)
      }
      var visited = 0
      spilled.visit { _, _ in visited += 1 }
      #expect(visited == people)
      #expect(spilled.failure == nil)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test("where the disk takes nothing, nobody is lost")
  func keepsInMemory() {
    var table = LinkTable(limit: 10, spillingTo: "/nowhere/at/all")
    Self.fill(&table, people: 100)
    table.seal()
    #expect(table.count == 100)
    #expect(table.facts(of: Self.key(99)) != nil)
    #expect(table.failure == nil)
  }

  @Test("where the disk gives nothing back, the table says so and goes on")
  func losesPeople() throws {
    try Tool.inTemporaryFolder { folder in
      var table = LinkTable(limit: 10, spillingTo: folder, mostBytesKept: 0)
      Self.fill(&table, people: 100)
      table.seal()
      let cut = try LostDisk.cutOff(in: folder)
      #expect(cut > 0)
      #expect(table.facts(of: Self.key(99)) == nil)
      #expect(table.failure != nil)
    }
  }
}
