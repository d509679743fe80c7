import CivilTime
import Testing

@Suite struct WorkingCalendarTests {
  /// England and Wales around Easter and Christmas 2026.
  static let england = WorkingCalendar(holidays: [2026: days(["04-03", "04-06", "12-25", "12-28"])])
  static let scotland = WorkingCalendar(holidays: [2026: days(["04-03", "12-25", "12-28"])])

  private static func days(_ texts: [String]) -> Set<CivilDate> {
    Set(texts.compactMap { try? CivilDate(parsing: "2026-\($0)") })
  }

  private static func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  @Test(
    "days of the week",
    arguments: [
      ("1970-01-01", 4), ("2026-02-28", 6), ("2026-03-01", 7), ("2026-03-02", 1),
      ("1969-12-31", 3), ("0001-01-01", 1), ("9999-12-31", 5),
    ])
  func weekday(_ text: String, _ expected: Int) throws {
    #expect(try Self.day(text).weekday == expected)
  }

  @Test(
    "a day off is followed by the next working day",
    arguments: [
      ("2026-02-27", "2026-02-27"), ("2026-02-28", "2026-03-02"), ("2026-03-01", "2026-03-02"),
      ("2026-04-02", "2026-04-02"), ("2026-04-03", "2026-04-07"), ("2026-04-06", "2026-04-07"),
      ("2026-12-25", "2026-12-29"), ("2026-12-26", "2026-12-29"),
    ])
  func next(_ text: String, _ expected: String) throws {
    #expect(Self.england.nextWorkingDay(try Self.day(text)).description == expected)
  }

  @Test(
    "working days are counted from the first",
    arguments: [
      ("2026-04-02", 1, "2026-04-02"), ("2026-04-02", 2, "2026-04-07"),
      ("2026-04-03", 2, "2026-04-08"), ("2026-02-28", 3, "2026-03-04"),
    ])
  func nth(_ text: String, _ number: Int, _ expected: String) throws {
    #expect(Self.england.workingDay(number, from: try Self.day(text)).description == expected)
  }

  @Test("in a year whose holidays are not known a weekday may be one, for two weeks at most")
  func unknownYear() throws {
    let friday = try Self.day("2029-06-01")
    let open = Self.england.nextWorkingDay(friday)
    #expect(open.first == friday)
    #expect(open.last == friday.adding(days: 14))
    #expect(Self.england.isWorkingDay(friday) == nil)
    #expect(Self.england.isWorkingDay(friday.adding(days: 1)) == false)
    #expect(Self.england.nextWorkingDay(.latest) == DateInterval(.latest))
  }

  @Test("the last days of a known year may run into an unknown one")
  func turnOfTheYear() throws {
    let saturday = try Self.day("2027-01-02")
    #expect(!Self.england.nextWorkingDay(saturday).isExact)
    #expect(Self.england.nextWorkingDay(try Self.day("2026-12-31")).isExact)
  }

  @Test("what is found is a working day, and none was passed over")
  func everyDay() throws {
    var day = try Self.day("2026-01-01")
    let last = try Self.day("2026-12-20")
    while day <= last {
      let next = Self.england.nextWorkingDay(day)
      #expect(next.isExact)
      #expect(Self.england.isWorkingDay(next.first) == true)
      for step in 0..<max(0, next.first.days(since: day)) {
        #expect(Self.england.isWorkingDay(day.adding(days: step)) == false)
      }
      day = day.adding(days: 1)
    }
  }

  @Test("where the parts of a place differ the day is open between theirs")
  func parts() throws {
    let calendars = WorkingCalendars([
      "england": { [Self.england] }, "kingdom": { [Self.england, Self.scotland] },
    ])
    let easter = DateInterval(try Self.day("2026-04-03"))
    #expect(calendars.nextWorkingDay(easter, in: "england").description == "2026-04-07")
    #expect(calendars.nextWorkingDay(easter, in: "kingdom").description == "2026-04-06/2026-04-07")
    #expect(
      calendars.nextWorkingDay(easter, in: "elsewhere").description == "2026-04-03/2026-04-17")
    let partial = try #require(
      DateInterval(first: try Self.day("2026-04-02"), last: try Self.day("2026-04-04")))
    #expect(calendars.nextWorkingDay(partial, in: "england").description == "2026-04-02/2026-04-07")
  }
}
