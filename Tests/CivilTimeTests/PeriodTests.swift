import CivilTime
import Testing

@Suite struct PeriodTests {
  @Test(
    "a period is printed in the units that people write",
    arguments: [
      ("P6Y", "P6Y"), ("P12M", "P1Y"), ("P18M", "P18M"), ("P30M", "P2Y6M"), ("P31D", "P31D"),
      ("P2W", "P14D"), ("P10Y6M", "P10Y6M"), ("P0D", "P0D"), ("P0Y", "P0D"),
      ("P1Y2M3W4D", "P14M25D"),
    ])
  func prints(_ text: String, _ expected: String) throws {
    #expect(try Period(parsing: text).description == expected)
  }

  @Test(
    "what is no calendar period is refused",
    arguments: [
      "P", "6Y", "P6", "PY", "P6y", "p6Y", "P-6Y", "P6M6Y", "P6Y6Y", "P1.5Y", "P6Y ", "", "P6YT",
      "PT5M", "P1DT2H", "P99999999999Y", "P10000Y", "P６Y", "indefinite",
    ])
  func refuses(_ text: String) {
    #expect(throws: PeriodFailure.self) { try Period(parsing: text) }
  }

  @Test("a part in hours is told apart from nonsense")
  func hours() throws {
    let failure = #expect(throws: PeriodFailure.self) { try Period(parsing: "P1DT2H") }
    #expect(failure?.code == .hasTime)
  }

  @Test("bounds hold whatever the start, for thirty years of days")
  func bounds() throws {
    for text in ["P1M", "P6M", "P1Y", "P18M", "P6Y", "P31D", "P1Y1M1D"] {
      let period = try Period(parsing: text)
      var day = try CivilDate(parsing: "1990-01-01")
      while day.year < 2020 {
        if !period.boundsInDays.contains(day.adding(period).days(since: day)) {
          Issue.record("\(text) from \(day) is out of \(period.boundsInDays)")
          return
        }
        day = day.adding(days: 1)
      }
    }
  }

  @Test("a month or a year stands for all its days")
  func partialDates() throws {
    let month = try DateInterval(parsing: Array("2024-02".utf8).span)
    #expect(month.first.description == "2024-02-01")
    #expect(month.last.description == "2024-02-29")
    #expect(month.description == "2024-02")
    let year = try DateInterval(parsing: Array("1976".utf8).span)
    #expect(year.last.description == "1976-12-31")
    #expect(year.description == "1976")
    #expect(throws: DateFailure.self) { try DateInterval(parsing: Array("2024-13".utf8).span) }
  }
}
