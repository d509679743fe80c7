import Findings
import GRDB
import Ledger
import Results
import Testing

/// A finding that is not there any more is cured only where its rule was not made to look at less.
@Suite struct HistoryCheckCountsTests {
  let folder: TemporaryFolder
  let history: History
  let finding = Sample.finding()

  init() throws {
    folder = try TemporaryFolder()
    history = try History(opening: folder.file("h.sqlite"), for: .write)
  }

  private func night(
    _ asOf: String, _ findings: [Finding] = [], checks: Int?, certified: Int = 0,
    digest: String = "a"
  ) throws -> Recorded {
    var pack = Sample.pack
    pack.digest = String(repeating: digest, count: 64)
    var result = try Sample.result(findings, asOf: asOf, packs: [pack])
    var population = Extent.Population()
    population.certified = certified
    if let checks {
      result.extent = Extent(
        rules: [finding.rule],
        places: [
          Extent.Place(
            path: "system:custody/dataset:main", appliedToRows: checks > 0 ? [0: checks] : [:],
            population: population)
        ])
    }
    return try history.record(result, label: "")
  }

  private func standing() throws -> FindingStory.Standing? {
    try history.stories(of: [finding.id])[finding.id]?.standing
  }

  @Test("a check that is made again and passes is cured")
  func cured() throws {
    _ = try night("2026-03-01", [finding], checks: 12)
    #expect(try night("2026-03-02", checks: 12).cured == 1)
    #expect(try history.verify().isSound)
  }

  @Test("how many checks were made is written where it changes, and outlasts pruning")
  func grows() throws {
    func numbers() throws -> Int {
      let queue = try DatabaseQueue(path: folder.file("h.sqlite"))
      return try queue.read {
        try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM counts WHERE part = 'checks'") ?? -1
      }
    }
    for day in 1...9 { _ = try night("2026-03-0\(day)", [finding], checks: 12) }
    #expect(try numbers() == 1)
    #expect(try history.prune(PrunePolicy(keepLast: 2), label: "") != nil)
    #expect(try numbers() == 1 && history.verify().isSound)
    #expect(try night("2026-03-10", checks: 11).cured == 0)
    #expect(try night("2026-03-11", [finding], checks: 10).cured == 0)
    #expect(try numbers() == 2 && history.verify().isSound)
  }

  @Test("where a rule does not apply any more, or to less, nothing is cured", arguments: [0, 11])
  func lost(_ checks: Int) throws {
    _ = try night("2026-03-01", [finding], checks: 12)
    #expect(try night("2026-03-02", checks: checks).cured == 0)
    #expect(try standing() == .unseen)
    // Once the rule looks as far as before, it is known.
    #expect(try night("2026-03-03", checks: 12).cured == 1)
    #expect(try history.verify().isSound)
  }

  @Test("a record that was disposed of with a certificate needs no check")
  func disposed() throws {
    _ = try night("2026-03-01", [finding], checks: 12)
    #expect(try night("2026-03-02", checks: 11, certified: 1).cured == 1)
  }

  @Test("a rule that is another one by now may look at less")
  func otherPack() throws {
    _ = try night("2026-03-01", [finding], checks: 12)
    #expect(try night("2026-03-02", checks: 3, digest: "b").cured == 1)
  }

  @Test("runs that do not say what they checked are judged by what they looked at")
  func older() throws {
    _ = try night("2026-03-01", [finding], checks: nil)
    #expect(try night("2026-03-02", checks: 3).cured == 1)
    #expect(try history.verify().isSound)
  }
}
