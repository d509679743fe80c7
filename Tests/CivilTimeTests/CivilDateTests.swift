import CivilTime
import Testing

@Suite struct CivilDateTests {
  @Test("every day from 0001 to 9999 follows the one before it, as a slow calendar says")
  func agreesWithSlowCalendar() throws {
    var expected = try #require(CivilDate(year: 1, month: 1, day: 1))
    for year in 1...9999 {
      for month in 1...12 {
        for day in 1...slowDaysInMonth(year, month) {
          let parts = expected.components
          if parts != (year, month, day) {
            Issue.record("\(expected.dayNumber) is \(parts), not \((year, month, day))")
            return
          }
          expected = expected.adding(days: 1)
        }
      }
    }
    #expect(expected == CivilDate.latest.adding(days: 1))
  }

  private func slowDaysInMonth(_ year: Int, _ month: Int) -> Int {
    let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  @Test("the epoch is day zero")
  func epoch() {
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.dayNumber == 0)
    #expect(CivilDate(year: 2026, month: 11, day: 1)?.dayNumber == 20758)
  }

  @Test(
    "a day is read in one form only",
    arguments: [
      "2026-2-28", "2026-02-28 ", " 2026-02-28", "2026/02/28", "20260228", "2026-02-30",
      "2026-13-01", "2026-00-10", "2026-01-00", "2026-02-28T00:00:00Z", "", "2026-02",
      "+026-02-28", "２０２６-02-28", "2025-02-29", "1900-02-29",
    ])
  func refuses(_ text: String) {
    #expect(throws: DateFailure.self) { try CivilDate(parsing: text) }
  }

  @Test(
    "a day is printed as it was read",
    arguments: ["2026-02-28", "2024-02-29", "0000-01-01", "9999-12-31", "1899-12-31", "2000-02-29"])
  func roundTrips(_ text: String) throws {
    #expect(try CivilDate(parsing: text).description == text)
  }
}
