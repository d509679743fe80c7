import CivilTime
import Testing

@testable import CEL

@Suite struct WorkingDayTests {
  private static let environment: Environment = {
    var environment = RandomExpressions.environment
    let holidays = ["2026-04-03", "2026-04-06"].compactMap { try? CivilDate(parsing: $0) }
    environment.declare(
      WorkingCalendars([
        "here": { [WorkingCalendar(holidays: [2026: Set(holidays)])] },
        "there": { [WorkingCalendar(holidays: [2026: []])] },
      ]))
    return environment
  }()

  @Test(
    "both evaluators know the holidays that were declared",
    arguments: [
      ("nextWorkingDay(date('2026-04-03'), 'here')", "2026-04-07"),
      ("nthWorkingDay(date('2026-04-02'), 2, 'here')", "2026-04-07"),
      ("nthWorkingDay(date('2026-04-02'), 0, 'here')", "not a valid argument"),
      ("nextWorkingDay(lastDay(date('2026-03-03'), period('P1M')), 'here')", "2026-04-07"),
      ("nextWorkingDay(date('2027-04-02'), 'here')", "2027-04-02/2027-04-16"),
      ("nextWorkingDay(date('2026-04-03'), ['here'])", "2026-04-07"),
      ("nextWorkingDay(date('2026-04-03'), ['here', 'there'])", "2026-04-03/2026-04-07"),
      ("nextWorkingDay(date('2026-04-08'), ['here', 'there'])", "2026-04-08"),
      ("nextWorkingDay(date('2026-04-03'), ['here', 'elsewhere'])", "2026-04-03/2026-04-17"),
      ("nextWorkingDay(date('2026-04-03'), ['here'].filter(p, false))", "2026-04-03/2026-04-17"),
      ("nthWorkingDay(date('2026-04-02'), 2, ['here', 'there'])", "2026-04-03/2026-04-07"),
      ("nextWorkingDay(date('2027-04-02'), 'here') < date('2027-04-17')", "true"),
      (
        "nextWorkingDay(date('2027-04-02'), 'here') < date('2027-04-16')",
        "the day is known only in part"
      ),
    ])
  func evaluates(_ source: String, _ expected: String) throws {
    let program = try #require(Self.environment.compile(source).program)
    #expect(program.evaluate().description == expected)
    #expect(program.evaluateByWalking().description == expected)
  }

  @Test("a condition changes on the day after the one that the last day was moved to")
  func window() throws {
    let program = try #require(
      Self.environment.compile(
        "today <= nextWorkingDay(lastDay(date('2026-03-03'), period('P1M')), 'here')",
        expecting: .bool
      ).program)
    var machine = Machine(today: try CivilDate(parsing: "2026-03-20"))
    var nothing = Value.null
    let window = machine.window(program, &nothing)
    #expect(window.outcome == .bool(true))
    #expect(window.until?.description == "2026-04-07")
    machine.today = try CivilDate(parsing: "2026-05-01")
    #expect(machine.window(program, &nothing).from?.description == "2026-04-08")
  }

  @Test(
    "a place whose holidays are not known is named as what is missing",
    arguments: ["r.s", "[r.s]", "[r.s] + ['there']"])
  func missing(_ place: String) throws {
    let source = "today <= nextWorkingDay(date('2027-04-02'), \(place))"
    let program = try #require(Self.environment.compile(source, expecting: .bool).program)
    let record = RandomExpressions.record
    var arena = Arena()
    let values = record.fields.map { $0.name == "s" ? arena.string(copying: "here") : .absent }
    let object = Value(object: UnsafePointer(arena.place(values)), type: 1)
    var machine = Machine(today: try CivilDate(parsing: "2027-04-10"))
    let explanation = [object].withUnsafeBufferPointer { variables in
      machine.explain(program, variables.baseAddress.unsafelyUnwrapped)
    }
    #expect(explanation.missing.map { $0.map(\.path) } == [["r.s"]])
    if place == "r.s" {
      let shown = explanation.root.children[1]
      #expect(shown.formula == "nextWorkingDay(2027-04-02, \"here\") = 2027-04-02/2027-04-16")
    }
  }
}
