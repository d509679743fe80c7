import CivilTime
import Findings
import Ledger
import Results
import Testing

@Suite struct HistoryRecordingTests {
  let folder: TemporaryFolder
  let history: History

  init() throws {
    folder = try TemporaryFolder()
    history = try History(opening: folder.file("h.sqlite"), for: .write)
  }

  @discardableResult
  func night(
    _ asOf: String, _ findings: [Finding] = [], systems: [String] = ["crime", "custody"],
    isComplete: Bool = true
  ) throws -> Recorded {
    let result = try Sample.result(
      findings, asOf: asOf, systems: systems, isComplete: isComplete)
    return try history.record(result, label: "night of \(asOf)")
  }

  func story(_ finding: Finding) throws -> FindingStory? {
    try history.stories(of: [finding.id])[finding.id]
  }

  let finding = Sample.finding()

  @Test("a run is kept with its counts and what it saw")
  func keeps() throws {
    let recorded = try history.record(
      Sample.result([finding], systems: ["crime", "custody"]), label: "nightly", digest: "abc")
    #expect(recorded.number == 1 && recorded.new == 1)
    let run = try #require(try history.runs().first)
    #expect(try run.asOf == day("2026-03-01"))
    #expect(run.label == "nightly" && run.resultDigest == "abc" && run.toolVersion == "1.0.0")
    #expect(run.total.breach == 1 && run.total.pass == 20)
    #expect(run.head == recorded.head)
    let detail = try history.run(1)
    #expect(detail.packs.map(\.name) == ["mopi"])
    #expect(detail.packs.map(\.digest) == [Sample.pack.digest])
    #expect(detail.inputs.map(\.path) == ["inventory.xml"])
    #expect(detail.bySystem.map(\.key) == ["crime", "custody"])
    #expect(detail.bySeverity.first { $0.key == "high" }?.counts.breach == 1)
    let sighting = try #require(detail.sightings.first)
    #expect(sighting.id == finding.id && sighting.rule == finding.rule)
    #expect(sighting.verdict == .breach && sighting.severity == .high)
    #expect(sighting.system == "custody" && sighting.dueDate == finding.dueDate)
  }

  @Test("the story of a finding: first seen, seen again, cured, reopened")
  func story() throws {
    try night("2026-03-01")
    #expect(try story(finding) == nil)
    #expect(try night("2026-03-02", [finding]).new == 1)
    #expect(try night("2026-03-05", [finding]).new == 0)
    var story = try #require(try story(finding))
    #expect(story.standing == .open)
    #expect(try story.firstSeen == day("2026-03-02") && story.lastSeen == day("2026-03-05"))
    #expect(try story.ageDays(on: day("2026-03-05")) == 3)

    #expect(try night("2026-03-06").cured == 1)
    #expect(try night("2026-03-07").cured == 0)
    story = try #require(try self.story(finding))
    #expect(try story.standing == .cured && story.cured == day("2026-03-06"))
    #expect(try story.ageDays(on: day("2026-09-09")) == 4)
    #expect(try history.run(4).cured == [finding.id])

    let back = try night("2026-03-09", [finding])
    #expect(back.reopened == 1 && back.new == 0)
    story = try #require(try self.story(finding))
    #expect(story.standing == .open && story.reopened == 1 && story.cured == nil)
    #expect(try story.firstSeen == day("2026-03-02") && story.opened == day("2026-03-09"))
    #expect(try story.ageDays(on: day("2026-03-10")) == 1)
    #expect(try history.verify().isSound)
  }

  struct Absence: Sendable, CustomTestStringConvertible {
    let name: String
    let result: @Sendable () throws -> CheckResult
    var testDescription: String { name }
  }

  static let absences = [
    Absence(name: "its system is gone") {
      try Sample.result(asOf: "2026-03-02", systems: ["crime"])
    },
    Absence(name: "an input is incomplete") {
      try Sample.result(asOf: "2026-03-02", isComplete: false)
    },
    Absence(name: "its pack is not used") {
      try Sample.result(asOf: "2026-03-02", packs: [])
    },
    Absence(name: "its check is undetermined") {
      try Sample.result(
        [Sample.finding(cause: "missing", verdict: .undetermined)], asOf: "2026-03-02")
    },
    Absence(name: "its dataset is gone") {
      var result = try Sample.result(asOf: "2026-03-02")
      result.coverage = []
      return result
    },
  ]

  @Test("a finding that a run did not look for is unseen, not cured, if", arguments: absences)
  func unseen(_ absence: Absence) throws {
    try night("2026-03-01", [finding])
    #expect(try history.record(absence.result(), label: "").cured == 0)
    #expect(try story(finding)?.standing == .unseen)
    #expect(try night("2026-03-03", [finding]).reopened == 0)
    #expect(try story(finding)?.standing == .open)
    #expect(try history.verify().isSound)
  }

  @Test("a waived finding is open, and a passing one is none")
  func verdicts() throws {
    try night("2026-03-01", [Sample.finding(verdict: .waived)])
    #expect(try story(finding)?.standing == .open)
    #expect(try night("2026-03-02", [Sample.finding(verdict: .pass)]).cured == 1)
  }

  @Test("an identity that stands twice in a run is one finding, the worse")
  func twice() throws {
    let recorded = try night(
      "2026-03-01", [Sample.finding(verdict: .undetermined), finding, finding])
    #expect(recorded.new == 1)
    #expect(try history.run(1).sightings.map(\.verdict) == [.breach])
  }

  @Test("missing nights and days that run backwards are told")
  func nights() throws {
    #expect(try night("2026-03-01").previousDay == nil)
    #expect(try night("2026-03-02").missingDays == 0)
    #expect(try night("2026-03-02").missingDays == 0)
    let late = try night("2026-03-06")
    #expect(try late.missingDays == 3 && late.previousDay == day("2026-03-02"))
    #expect(try night("2026-03-04").runsBackwards)
    let gaps = try history.gaps()
    #expect(try gaps.map(\.after) == [day("2026-03-02"), day("2026-03-04")])
    #expect(try gaps.map(\.before) == [day("2026-03-04"), day("2026-03-06")])
    #expect(gaps.map(\.missing) == [1, 1])
    #expect(try history.gaps(until: day("2026-03-07")).count == 2)
    #expect(try history.gaps(until: day("2026-03-08")).last?.missing == 1)
    #expect(try history.gaps(everyDays: 2).isEmpty)
  }

  @Test("a trend has a point for each run, oldest first, of all or of a system")
  func trend() throws {
    try night("2026-03-01", [finding])
    try night("2026-03-02", systems: ["crime"])
    try night("2026-03-03", [finding, Sample.finding(record: "b", severity: .low)])
    let all = try history.trend()
    #expect(all.map(\.number) == [1, 2, 3])
    #expect(all.map(\.breaches) == [[0, 1, 0, 0, 0], [0, 0, 0, 0, 0], [0, 1, 0, 1, 0]])
    #expect(try history.trend(last: 1).map(\.number) == [3])
    let custody = try history.trend(system: "custody")
    #expect(custody.map(\.number) == [1, 3])
    #expect(custody.map(\.counts.breach) == [1, 2])
  }

  @Test("a run that is not there is a failure with a code")
  func noSuchRun() throws {
    let failure = #expect(throws: HistoryFailure.self) { try history.run(7) }
    #expect(failure?.code.name == "history.no-such-run")
  }

  @Test("the same runs make the same head, whatever the file")
  func deterministic() throws {
    let other = try History(opening: folder.file("other.sqlite"), for: .write)
    let result = try Sample.result([finding, Sample.finding(system: "crime")])
    let first = try history.record(result, label: "a")
    #expect(try other.record(result, label: "a") == first)
    #expect(try other.head().hash == first.head)
    #expect(try other.record(result, label: "a") != history.record(result, label: "b"))
  }
}
