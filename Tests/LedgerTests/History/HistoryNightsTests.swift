import CivilTime
import Findings
import Foundation
import GRDB
import Results
import Testing

@testable import Ledger

/// What a year of nights leaves behind.
@Suite struct HistoryNightsTests {
  let folder: TemporaryFolder
  let path: String
  let history: History

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("h.sqlite")
    history = try History(opening: path, for: .write)
  }

  private func night(_ number: Int, _ records: [String], isComplete: Bool = true) throws {
    let result = try Sample.result(
      records.map { Sample.finding(record: $0) },
      asOf: "2026-03-\(number < 10 ? "0" : "")\(number)",
      isComplete: isComplete)
    try history.record(result, label: "night \(number)")
  }

  private func count(_ table: String) throws -> Int {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)") ?? -1 }
  }

  private func seen(_ number: Int) throws -> [String] {
    try history.run(number).sightings.map {
      $0.subject.split(separator: ":").last.map(String.init) ?? ""
    }
  }

  @Test("a night on which nothing changes adds no row for any finding")
  func flat() throws {
    let records = (0..<50).map { "r\($0)" }
    for number in 1...20 { try night(number, records) }
    #expect(try count("sightings") == 50 && count("endings") == 0)
    for number in [1, 7, 20] { #expect(try history.run(number).sightings.count == 50) }
    #expect(try history.verify().isSound)
  }

  @Test("each run shows what it saw, whatever came before and after")
  func shows() throws {
    try night(1, ["a", "b"])
    try night(2, ["a"], isComplete: false)
    try night(3, ["a", "b"])
    try night(4, ["b"])
    try night(5, ["a", "b", "c"])
    let expected = [["a", "b"], ["a"], ["a", "b"], ["b"], ["a", "b", "c"]]
    for (index, records) in expected.enumerated() { #expect(try seen(index + 1) == records) }
    #expect(try history.verify().isSound)
    #expect(try history.run(2).cured.isEmpty && history.run(4).cured.count == 1)
  }

  @Test("after an incomplete night the last whole one says what is known")
  func knows() throws {
    try night(1, ["a", "b"])
    try night(2, ["a"], isComplete: false)
    let known = Set(["a", "b"].map { Sample.finding(record: $0).id })
    #expect(try history.knownFindings() == known)
  }

  @Test("a history of incomplete nights alone knows what the last of them saw")
  func knowsOfIncompleteNights() throws {
    try night(1, ["a"], isComplete: false)
    try night(2, ["b"], isComplete: false)
    #expect(try history.knownFindings() == [Sample.finding(record: "b").id])
  }

  @Test("a night with some of the rules leaves what other rules found known")
  func knowsOfOtherRules() throws {
    let other = Sample.finding(rule: "mopi/other", record: "b")
    func night(_ day: String, _ findings: [Finding], rules: [String]) throws {
      var result = try Sample.result(findings, asOf: "2026-03-0\(day)")
      result.extent = Extent(rules: rules, places: [])
      try history.record(result, label: "")
    }
    let all = [Sample.finding().rule, other.rule]
    try night("1", [Sample.finding(), other], rules: all)
    try night("2", [], rules: [other.rule])
    #expect(try history.knownFindings() == [Sample.finding().id])
    try night("3", [Sample.finding()], rules: all)
    try night("4", [], rules: all)
    // What the last night with its rule did not see any more would be new again.
    #expect(try history.knownFindings().isEmpty)
    #expect(try history.prune(PrunePolicy(keepLast: 1), label: "") != nil)
    #expect(try history.verify().isSound)
  }

  @Test("runs that build on pruned ones show what they saw, and a changed base is found")
  func keepsBases() throws {
    try night(1, ["a", "b"])
    try night(2, ["a", "b", "c"])
    try night(3, ["a", "c"])
    try night(4, ["a", "c"])
    #expect(try history.prune(PrunePolicy(keepLast: 2), label: "")?.through == 2)
    #expect(try seen(3) == ["a", "c"] && seen(4) == ["a", "c"])
    #expect(try history.verify().isSound)
    try night(6, ["c"])
    #expect(try history.verify().isSound)
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "UPDATE sightings SET severity = 'low' WHERE seq = 1") }
    try queue.close()
    #expect(try history.verify().problems.map(\.kind) == [.changed])
  }

  @Test("a history of the first form is read where it may not be written, and stays as it is")
  func readsFirstForm() throws {
    let name = "old.sqlite"
    try folder.write(Earlier.bytes("history.sqlite"), to: name)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: folder.file(name))
    let opened = try History(opening: folder.file(name), for: .read)
    #expect(try opened.runs().count == 3 && opened.verify().isSound)
    #expect(try opened.run(2).sightings.count == 6 && opened.knownFindings().count == 6)
    #expect(try folder.bytes(name) == Earlier.bytes("history.sqlite"))
  }

  @Test("a history of the first form goes on, and its runs are still what they were")
  func goesOn() throws {
    let old = folder.file("old.sqlite")
    // What the first version wrote is kept beside the tests.
    try folder.write(Earlier.bytes("history.sqlite"), to: "old.sqlite")
    let opened = try History(opening: old, for: .write)
    #expect(try opened.runs().count == 3 && opened.verify().isSound)
    #expect(try opened.run(2).sightings.count == 6)
    var result = try Sample.result([Sample.finding()], asOf: "2026-10-04")
    result.header.recordIdentity = nil
    try opened.record(result, label: "")
    #expect(try opened.verify().isSound && opened.run(3).sightings.count == 6)
    #expect(try opened.run(4).sightings.count == 1)
  }
}
