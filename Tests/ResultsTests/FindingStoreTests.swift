import Findings
import Foundation
import ResultFixtures
import Results
import Testing

@Suite struct FindingStoreTests {
  static let findings = Array(LargeResult.make(findings: 500).findings.reversed())

  private func spilled(_ folder: String, limit: Int) -> FindingStore {
    var store = FindingStore(limit: limit, spillingTo: folder)
    for finding in Self.findings { store.append(finding) }
    return store
  }

  @Test(
    "a store that spills gives the same findings in the same order", arguments: [1, 7, 100, 499])
  func merges(_ limit: Int) throws {
    try Tool.inTemporaryFolder { folder in
      let store = spilled(folder, limit: limit == 1 ? 50 : limit)
      #expect(store.count == Self.findings.count)
      #expect(Array(store) == Array(FindingStore(Self.findings)))
      #expect(Array(store) == Array(store))
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test("findings on the disk are changed like those in memory, and a copy keeps its own")
  func updates() throws {
    try Tool.inTemporaryFolder { folder in
      var store = spilled(folder, limit: 64)
      let before = store
      store.update { $0.state = .moved }
      let moved = store.filter { $0.state == .moved }
      let movedBefore = before.filter { $0.state == .moved }
      #expect(moved.count == Self.findings.count)
      #expect(movedBefore.isEmpty)
    }
  }

  @Test("a finding with everything comes back from the disk with everything")
  func keepsEverything() throws {
    let finding = FullFinding.make()
    #expect(Unfilled.paths(in: finding, named: "finding") == [])
    try Tool.inTemporaryFolder { folder in
      var store = FindingStore(limit: 1, spillingTo: folder)
      store.append(finding)
      #expect(Array(store) == [finding])
    }
  }

  @Test("a store takes over what another has on the disk and in memory")
  func takesOver() throws {
    try Tool.inTemporaryFolder { folder in
      var store = FindingStore(limit: 20, spillingTo: folder)
      for start in stride(from: 0, to: Self.findings.count, by: 33) {
        var part = store.emptied
        for finding in Self.findings[start...].prefix(33) { part.append(finding) }
        store.append(contentsOf: part)
      }
      #expect(Array(store) == Array(FindingStore(Self.findings)))
    }
  }

  @Test("how findings stand is counted, in memory and on the disk, also after a change")
  func countsStandings() throws {
    try Tool.inTemporaryFolder { folder in
      var store = spilled(folder, limit: 64)
      #expect(store.standings == Self.standings(of: store))
      store.update { if $0.verdict == .breach { $0.state = .new } }
      #expect(store.standings == Self.standings(of: store))
      #expect(store.standings.keys.contains { $0.state == .new })
      var joined = store.emptied
      #expect(joined.standings.isEmpty)
      joined.append(contentsOf: store)
      joined.append(contentsOf: store)
      #expect(joined.standings == store.standings.mapValues { $0 * 2 })
    }
  }

  private static func standings(of store: FindingStore) -> [FindingStanding: Int] {
    Dictionary(store.map { (FindingStanding($0), 1) }, uniquingKeysWith: +)
  }

  @Test("where the disk takes nothing, nothing is lost")
  func keepsInMemory() {
    let store = spilled("/nowhere/at/all", limit: 64)
    #expect(Array(store) == Array(FindingStore(Self.findings)))
  }

  @Test("findings are sorted by subject, then rule, then identity")
  func sorts() {
    let store = Array(FindingStore(Self.findings))
    for (left, right) in zip(store, store.dropFirst()) {
      #expect(!Finding.precedes(right, left))
    }
  }
}
