import Bytes
import Diagnostics
import Findings
import Ledger
import Results
import Testing

@Suite struct BaselineTests {
  static let packs = [Sample.pack]

  static func compare(
    _ before: CheckResult, _ now: CheckResult
  ) throws -> (outcome: Baseline.Outcome, result: CheckResult) {
    var result = now
    let outcome = try Baseline(before, path: "base.json").compare(with: &result)
    return (outcome, result)
  }

  struct Step: Sendable, CustomTestStringConvertible {
    let name: String
    let before: Verdict?
    let now: Verdict?
    let state: Finding.State?
    var isCured = false
    var testDescription: String { name }
  }

  static let steps = [
    Step(name: "a breach that is not in the baseline", before: nil, now: .breach, state: .new),
    Step(name: "a breach that is", before: .breach, now: .breach, state: .unchanged),
    Step(name: "a breach that has gone", before: .breach, now: nil, state: nil, isCured: true),
    Step(name: "a breach that is met now", before: .breach, now: .pass, state: nil, isCured: true),
    Step(name: "a breach that is waived now", before: .breach, now: .waived, state: .unchanged),
    Step(name: "a waived breach that still is", before: .waived, now: .waived, state: .unchanged),
    Step(name: "a waived breach whose waiver ended", before: .waived, now: .breach, state: .new),
    Step(
      name: "an undetermined check that is a breach now", before: .undetermined, now: .breach,
      state: .new),
    Step(
      name: "an undetermined check that still is", before: .undetermined, now: .undetermined,
      state: .unchanged),
    Step(
      name: "an undetermined check that is decided", before: .undetermined, now: nil, state: nil,
      isCured: true),
  ]

  @Test("a finding is new unless the baseline has it and it is no worse", arguments: steps)
  func states(_ step: Step) throws {
    let (outcome, result) = try Self.compare(
      Sample.result(step.before.map { [Sample.finding(verdict: $0)] } ?? []),
      Sample.result(step.now.map { [Sample.finding(verdict: $0)] } ?? []))
    #expect(result.findings.first { $0.verdict != .pass }?.state == step.state)
    #expect(outcome.cured.count == (step.isCured ? 1 : 0))
    #expect(outcome.cured.allSatisfy { $0.state == .cured })
    #expect(outcome.unproven.isEmpty)
    #expect(outcome.new == (step.state == .new ? 1 : 0))
    #expect(outcome.unchanged == (step.state == .unchanged ? 1 : 0))
  }

  @Test("the baseline knows a finding whatever its line, day or amount")
  func identity() throws {
    var moved = Sample.finding(severity: .low, due: "2026-02-11")
    moved.locations = [Location(path: "other.json", line: 99, column: 1)]
    moved.daysOver = 400
    moved.count = 12
    let (outcome, _) = try Self.compare(
      Sample.result([Sample.finding()]), Sample.result([moved], asOf: "2027-09-09"))
    #expect(outcome.unchanged == 1 && outcome.new == 0 && outcome.stale.isEmpty)
  }

  @Test("a finding that stands once in the baseline and twice now is new once")
  func twice() throws {
    let finding = Sample.finding()
    let (outcome, _) = try Self.compare(
      Sample.result([finding]), Sample.result([finding, finding]))
    #expect(outcome.unchanged == 1 && outcome.new == 1)
  }

  struct Absence: Sendable, CustomTestStringConvertible {
    let name: String
    let now: @Sendable () throws -> CheckResult
    var testDescription: String { name }
  }

  static let absences = [
    Absence(name: "its system is gone") { try Sample.result(systems: ["crime"]) },
    Absence(name: "an input is incomplete") {
      try Sample.result(systems: ["crime", "custody"], isComplete: false)
    },
    Absence(name: "its pack has other rules") {
      var pack = Sample.pack
      pack.digest = String(repeating: "c", count: 64)
      return try Sample.result(systems: ["crime", "custody"], packs: [pack])
    },
    Absence(name: "its check is undetermined") {
      try Sample.result(
        [Sample.finding(cause: "missing", verdict: .undetermined)], systems: ["crime", "custody"])
    },
    Absence(name: "its dataset is gone") {
      var result = try Sample.result(systems: ["crime", "custody"])
      result.coverage.removeLast()
      return result
    },
  ]

  @Test("an entry that is not met is not cured if", arguments: absences)
  func unproven(_ absence: Absence) throws {
    let (outcome, _) = try Self.compare(
      Sample.result([Sample.finding()], systems: ["crime", "custody"]), absence.now())
    #expect(outcome.cured.isEmpty)
    #expect(outcome.unproven.map(\.rule) == ["mopi/group-3-clear-period"])
    #expect(outcome.stale.count == 1)
  }

  @Test(
    "under other rules a finding that is not in the baseline is incomparable, and known ones stay")
  func incomparable() throws {
    var pack = Sample.pack
    pack.version = "2026.2"
    let (outcome, result) = try Self.compare(
      Sample.result([Sample.finding(record: "a")]),
      Sample.result([Sample.finding(record: "a"), Sample.finding(record: "b")], packs: [pack]))
    #expect(result.findings.map(\.state) == [.unchanged, .incomparable])
    #expect(outcome.incomparable == 1)
    #expect(outcome.differences.map(\.kind) == [.packChanged])
  }

  @Test("a baseline in which nothing was checked is refused")
  func refusesEmpty() throws {
    var result = try Sample.result()
    result.summary.total = Summary.Counts()
    let failure = #expect(throws: BaselineFailure.self) { try Baseline(result, path: "b.json") }
    #expect(failure?.diagnostics.map(\.code) == ["baseline.nothing-checked"])
  }

  @Test("a baseline of other systems is refused")
  func refusesForeignScope() throws {
    var result = try Sample.result([Sample.finding()])
    let baseline = try Baseline(Sample.result(systems: ["crime"]), path: "b.json")
    let failure = #expect(throws: BaselineFailure.self) { try baseline.compare(with: &result) }
    #expect(failure?.diagnostics.map(\.code) == ["baseline.no-common-system"])
  }

  @Test("a saved result is read as a baseline, and cut short anywhere it is refused")
  func readsSaved() throws {
    var output = OutputBuffer()
    ResultWriter().write(try Sample.result([Sample.finding()]), to: &output)
    let bytes = output.bytes
    #expect(try Baseline.read(bytes, path: "b.json").result.findings.count == 1)
    for length in stride(from: 0, to: bytes.count - 1, by: 7) {
      #expect(throws: BaselineFailure.self) {
        try Baseline.read(Array(bytes.prefix(length)), path: "b.json")
      }
    }
  }

  @Test(
    "what is no result is refused",
    arguments: ["{}", "[]", "null", "{\"findings\":[]}", "\u{FEFF}"])
  func refusesForeign(_ text: String) {
    let failure = #expect(throws: BaselineFailure.self) {
      try Baseline.read(Array(text.utf8), path: "b.json")
    }
    #expect(failure?.diagnostics.first?.code.hasPrefix("result.") == true)
  }
}
