import CivilTime
import Foundation
import Testing

@testable import CustosKit

/// Facts for linking travel between machines; nobody may read people out of them.
@Suite struct HiddenKeyTests {
  private static func people(_ key: [UInt8]?, extracted: String = "2026-10-31") throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("i.json")
    let text = """
      {"version": 1, "extracted": "\(extracted)",
       "organisations": [{"id": "f", "kind": "police-force", "jurisdiction": "england-and-wales"}],
       "systems": [{"id": "s", "controllers": ["f"], "datasets": [{"id": "d", "records": [
        {"id": "a", "subject": "N1", "kind": "offender"}, {"id": "b", "subject": "N2"}]}]}]}
      """
    try Data(text.utf8).write(to: input)
    var sample = try ShardSample([input.path], isLinked: true, folder: folder.path)
    sample.request.pseudonymKey = key
    let path = try sample.facts(1)[0]
    let facts = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    var keys: [String] = []
    for line in facts.split(separator: "\n") {
      let parts: [Substring] = line.split(separator: ",")
      if parts.count == 2, parts.allSatisfy({ $0.utf8.count == 32 }) {
        keys.append(String(parts[0]))
      }
    }
    return keys
  }

  @Test("the key of a person is another one under another key and of other inputs")
  func hides() throws {
    let plain = try Self.people(nil)
    let again = try Self.people(nil)
    let other = try Self.people(nil, extracted: "2026-10-30")
    let keyed = try Self.people(Array("one key of enough bytes".utf8))
    #expect(plain.count == 2 && plain == again)
    #expect(plain == plain.sorted())
    #expect(Set(plain).isDisjoint(with: other) && Set(plain).isDisjoint(with: keyed))
  }
}
