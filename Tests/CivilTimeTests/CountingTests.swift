import Testing

@testable import CivilTime

/// Periods that are counted to the end of somebody's years first.
@Suite struct CountingTests {
  struct Sum: Sendable, CustomTestStringConvertible {
    let counting: String
    let start: String
    let first: String
    let last: String
    var testDescription: String { "\(start), \(counting)" }

    init(_ counting: String, _ start: String, _ first: String, _ last: String? = nil) {
      (self.counting, self.start, self.first, self.last) = (counting, start, first, last ?? first)
    }
  }

  static let sums = [
    Sum("to-12-31", "2022-05-03", "2023-12-31"), Sum("to-12-31", "2022-12-31", "2023-12-31"),
    Sum("to-03-31", "2022-03-31", "2023-03-31"), Sum("to-03-31", "2022-04-01", "2024-03-31"),
    Sum("to-04-05", "2022-04-05", "2023-04-05"), Sum("to-04-05", "2022-04-06", "2024-04-05"),
    Sum("to-02-29", "2023-02-28", "2024-02-28"), Sum("to-02-29", "2024-02-28", "2025-02-28"),
    Sum("to-02-29", "2024-03-01", "2026-02-28"),
    Sum("to-07-31 calendar-year-end", "2022-05-03", "2023-12-31"),
    Sum("to-07-31 to-03-31", "2022-05-03", "2024-03-31"),
    Sum("to-12-31 beginning-with", "2022-05-03", "2023-12-30"),
    Sum("to-year-end", "2022-05-03", "2023-05-03", "2024-05-02"),
    Sum("from", "2022-05-03", "2023-05-03"),
  ]

  @Test("a year is added to the end of the year of the start", arguments: sums)
  func counts(_ sum: Sum) throws {
    let counting = try #require(Counting(sum.counting))
    #expect(counting.description == sum.counting)
    let start = try CivilDate(parsing: sum.start)
    let days = counting.lastPermittedDays(
      from: start, to: start, Period(months: 12, days: 0))
    #expect("\(days.first)" == sum.first)
    #expect("\(days.last)" == sum.last)
  }

  @Test(
    "what is no counting is none",
    arguments: [
      "", "to-13-01", "to-02-30", "to-3-31", "to-03-31-01", "from to-03-31", "to", "year-end",
      "to-03-31  from to-03-31",
    ])
  func refuses(_ text: String) { #expect(Counting(text) == nil) }

  @Test("a year begins the day after the one before it ended")
  func begins() throws {
    let end = YearEnd(month: 3, day: 31)
    for (day, first) in [
      ("2022-03-31", "2021-04-01"), ("2022-04-01", "2022-04-01"), ("2022-12-31", "2022-04-01"),
    ] {
      #expect("\(end.start(ofYearWith: try CivilDate(parsing: day)))" == first)
    }
  }
}
