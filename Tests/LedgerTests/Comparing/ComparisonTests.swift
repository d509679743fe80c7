import CivilTime
import Findings
import Ledger
import Results
import Testing

@Suite struct ComparisonTests {
  struct Step: Sendable, CustomTestStringConvertible {
    let name: String
    let before: Finding?
    let after: Finding?
    let kind: Effect.Change.Kind?
    var exitCode = 0
    var testDescription: String { name }
  }

  static let missing = Sample.finding(cause: "missing", verdict: .undetermined, due: nil)
  static let breach = Sample.finding()
  static let waived = Sample.finding(verdict: .waived)
  static let pass = Sample.finding(cause: "", verdict: .pass)

  static let steps = [
    Step(name: "nothing changes", before: breach, after: breach, kind: nil),
    Step(name: "a new breach", before: nil, after: breach, kind: .introduced, exitCode: 1),
    Step(
      name: "a new breach below the threshold", before: nil, after: Sample.finding(severity: .low),
      kind: .introduced),
    Step(
      name: "a new breach that is provisional", before: nil,
      after: Sample.finding(isProvisional: true), kind: .introduced, exitCode: 3),
    Step(name: "a breach gone", before: breach, after: nil, kind: .cured),
    Step(name: "a breach that passes now", before: breach, after: pass, kind: .cured),
    Step(
      name: "a breach whose facts were deleted", before: breach, after: missing,
      kind: .becameUndetermined, exitCode: 1),
    Step(
      name: "a forecast whose facts were deleted", before: pass, after: missing,
      kind: .becameUndetermined, exitCode: 1),
    Step(
      name: "a new undetermined check", before: nil, after: missing, kind: .becameUndetermined,
      exitCode: 1),
    Step(
      name: "an undetermined check that turns out a breach", before: missing, after: breach,
      kind: .introduced, exitCode: 1),
    Step(name: "an undetermined check that passes", before: missing, after: nil, kind: .decided),
    Step(
      name: "an undetermined check that misses another fact", before: missing,
      after: Sample.finding(cause: "missing-2", verdict: .undetermined), kind: nil),
    Step(name: "a breach that is waived now", before: breach, after: waived, kind: .waived),
    Step(
      name: "a waiver that was withdrawn", before: waived, after: breach, kind: .introduced,
      exitCode: 1),
    Step(
      name: "a forecast that becomes a breach", before: pass, after: breach, kind: .introduced,
      exitCode: 1),
  ]

  @Test("each change is of its kind and decides the exit code", arguments: steps)
  func kinds(_ step: Step) throws {
    let comparison = try Comparison(
      Sample.result([step.before].compactMap { $0 }), Sample.result([step.after].compactMap { $0 }))
    #expect(comparison.change.changes.map(\.kind) == [step.kind].compactMap { $0 })
    #expect(comparison.gate(failOn: .medium).exitCode == step.exitCode)
    #expect(comparison.losses.isEmpty && comparison.time == nil && comparison.differences.isEmpty)
  }

  struct Move: Sendable, CustomTestStringConvertible {
    let name: String
    let due: String
    let days: Int
    var testDescription: String { name }
  }

  static let moves = [
    Move(name: "a day earlier", due: "2026-01-30", days: -1),
    Move(name: "a day later", due: "2026-02-01", days: 1),
    Move(name: "a year later", due: "2027-01-31", days: 365),
  ]

  @Test("a due date that moves is told with its days", arguments: moves)
  func moved(_ move: Move) throws {
    let comparison = try Comparison(
      Sample.result([Sample.finding()]), Sample.result([Sample.finding(due: move.due)]))
    #expect(comparison.change.changes.map(\.kind) == [.moved])
    #expect(comparison.change.changes.map(\.days) == [move.days])
    #expect(comparison.change.changes.map(\.finding.state) == [.moved])
    #expect(comparison.gate(failOn: .info).exitCode == 0)
  }

  @Test("a breach with another cause is introduced, and the old one cured")
  func otherCause() throws {
    let comparison = try Comparison(
      Sample.result([Sample.finding(cause: "a")]), Sample.result([Sample.finding(cause: "b")]))
    #expect(comparison.change.changes.map(\.kind) == [.introduced, .cured])
  }

  @Test("deleting a system, a dataset, coverage or rules does not pass")
  func losses() throws {
    let before = try Sample.result([Sample.finding()], systems: ["crime", "custody"])
    let without = try Comparison(before, Sample.result(systems: ["crime"]))
    #expect(without.losses.map(\.kind) == [.system])
    #expect(without.change.changes.map(\.kind) == [.gone])
    #expect(without.gate(failOn: .critical).exitCode == 1)

    var after = try Sample.result(systems: ["crime", "custody"])
    after.coverage[1].standing = .noEvidence
    #expect(Comparison(before, after).losses.map(\.kind) == [.coverage])
    after.coverage.removeLast()
    let dataset = Comparison(before, after)
    #expect(dataset.losses.map(\.kind) == [.dataset])
    #expect(dataset.change.changes.map(\.kind) == [.gone])
    #expect(dataset.gate(failOn: .critical).exitCode == 1)

    var fewer = Sample.pack
    fewer.rules -= 1
    let rules = try Comparison(
      before, Sample.result(systems: ["crime", "custody"], packs: [fewer]))
    #expect(rules.losses.map(\.kind) == [.rules])
    let packs = try Comparison(before, Sample.result(systems: ["crime", "custody"], packs: []))
    #expect(packs.losses.map(\.kind) == [.pack])
    #expect(packs.gate(failOn: .critical).exitCode == 1)
  }

  @Test("under other rules nothing is called introduced or cured, and breaches give no verdict")
  func incomparable() throws {
    var pack = Sample.pack
    pack.digest = String(repeating: "c", count: 64)
    let comparison = try Comparison(
      Sample.result([Sample.finding(record: "a"), Sample.finding(record: "c")]),
      Sample.result([Sample.finding(record: "b"), Sample.finding(record: "c")], packs: [pack]))
    #expect(comparison.change.changes.map(\.kind) == [.incomparable, .incomparable])
    #expect(comparison.change.unchanged == 1)
    #expect(comparison.differences.map(\.kind) == [.packChanged])
    #expect(comparison.gate(failOn: .medium).exitCode == 3)
    #expect(comparison.gate(failOn: .critical).exitCode == 0)
  }

  @Test("an incomplete side outranks everything")
  func incomplete() throws {
    let comparison = try Comparison(
      Sample.result(), Sample.result([Sample.finding()], isComplete: false))
    #expect(comparison.gate(failOn: .medium).exitCode == 3)
    #expect(comparison.gate(failOn: .medium).reasons.map(\.kind) == [.introduced, .incomplete])
  }

  @Test(
    "facts after the change that are older than those before it are told",
    arguments: [
      ("2026-02-28", "2026-02-27", true), ("2026-02-28", "2026-02-28", false),
      ("2026-02-28", "2026-03-01", false), ("2026-02-28", "2026-02", false),
      ("2026-02", "2026-01-31", true), (nil, "2020-01-01", false), ("2026-02-28", nil, false),
    ] as [(String?, String?, Bool)])
  func tellsOfOlderFacts(_ old: String?, _ new: String?, _ isTold: Bool) throws {
    func result(_ extracted: String?) throws -> CheckResult {
      var result = try Sample.result([])
      for index in result.inputs.indices { result.inputs[index].extracted = extracted }
      return result
    }
    let comparison = Comparison(try result(old), try result(new))
    #expect(comparison.differences.contains { $0.kind == .olderAfter } == isTold)
  }

  @Test("with different days, what time did is apart from what the change did")
  func time() throws {
    let aged = Sample.finding(record: "aged")
    let curedByChange = Sample.finding(record: "cured")
    let added = Sample.finding(record: "added")
    let before = try Sample.result([curedByChange], asOf: "2026-03-01")
    let later = try Sample.result([curedByChange, aged], asOf: "2026-04-01")
    let after = try Sample.result([aged, added], asOf: "2026-04-01")

    let apart = Comparison(before, after, beforeLater: later)
    #expect(apart.change.changes.map(\.kind) == [.introduced, .cured])
    #expect(apart.change.changes(.introduced).map(\.finding.id) == [added.id])
    #expect(apart.time?.changes.map(\.finding.id) == [aged.id])
    #expect(apart.differences.isEmpty)

    let together = Comparison(before, after)
    #expect(together.change.changes.map(\.kind) == [.timeOrChange, .timeOrChange, .cured])
    #expect(together.gate(failOn: .medium).exitCode == 1)
    #expect(together.time == nil)
    #expect(together.differences.map(\.kind) == [.days])
    let wrongDay = Comparison(before, after, beforeLater: before)
    #expect(wrongDay.differences.map(\.kind) == [.days])
  }

  struct Start: Sendable, CustomTestStringConvertible {
    let name: String
    var since: String?
    var before: Finding?
    let kind: Effect.Change.Kind
    var testDescription: String { name }
  }

  // The earlier result is as of 2026-03-01.
  static let firstDays = [
    Start(name: "long before the earlier day", since: "2025-01-01", kind: .introduced),
    Start(name: "on the earlier day", since: "2026-03-01", kind: .introduced),
    Start(name: "the day after it", since: "2026-03-02", kind: .timeOrChange),
    Start(name: "on a day that is not known", kind: .timeOrChange),
    Start(
      name: "before the earlier day, then undetermined", since: "2026-02-01", before: missing,
      kind: .introduced),
    Start(
      name: "before the earlier day, then waived", since: "2026-02-01", before: waived,
      kind: .timeOrChange),
  ]

  @Test(
    "of two results, the first day of a breach says whether time may have brought it",
    arguments: firstDays)
  func firstDay(_ start: Start) throws {
    var breach = Sample.finding()
    breach.since = try start.since.map(day)
    let before = try Sample.result([start.before].compactMap { $0 }, asOf: "2026-03-01")
    let after = try Sample.result([breach], asOf: "2026-04-01")
    let comparison = Comparison(before, after)
    #expect(comparison.change.changes.map(\.kind) == [start.kind])
    #expect(comparison.gate(failOn: .medium).exitCode == 1)
    #expect(comparison.gate(failOn: .critical).exitCode == 0)
    let sameDay = try Comparison(
      Sample.result([start.before].compactMap { $0 }, asOf: "2026-04-01"), after)
    #expect(sameDay.change.changes.map(\.kind) == [.introduced])
  }

  @Test("what only time brings into breach does not stop the change")
  func timeAlone() throws {
    let before = try Sample.result(asOf: "2026-03-01")
    let later = try Sample.result([Sample.finding()], asOf: "2026-04-01")
    let comparison = Comparison(before, later, beforeLater: later)
    #expect(comparison.change.isEmpty)
    #expect(comparison.time?.changes.map(\.kind) == [.introduced])
    #expect(comparison.gate(failOn: .info).exitCode == 0)
  }

  @Test("a hold that came, went or changed is told")
  func holds() throws {
    func held(_ from: String) -> Finding {
      var finding = Sample.finding()
      finding.derivation.facts = [
        Derivation.Fact(path: "record.hold.from", value: from),
        Derivation.Fact(path: "record.holding", value: from),
      ]
      return finding
    }
    let changed = try Comparison(
      Sample.result([held("2026-01-01")]), Sample.result([held("2026-02-01")]))
    #expect(changed.holds.map(\.before) == [["record.hold.from = 2026-01-01"]])
    #expect(changed.holds.map(\.after) == [["record.hold.from = 2026-02-01"]])
    var hold = Sample.finding(rule: "gdpr/hold-has-review", record: nil)
    hold.subject.links = [Subject.Link(level: .item, kind: "hold", id: "H-1")]
    #expect(try Comparison(Sample.result(), Sample.result([hold])).holds.count == 1)
    #expect(try Comparison(Sample.result([hold]), Sample.result([hold])).holds.isEmpty)
  }
}
