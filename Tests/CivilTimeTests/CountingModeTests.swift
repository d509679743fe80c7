import CivilTime
import Testing

@Suite struct CountingModeTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let start: String
    let period: String
    let mode: CountingMode
    let last: String
    var testDescription: String { name }
  }

  static let vectors = [
    Vector(name: "ordinary, beginning with", "2023-03-15", "P3Y", .beginningWith, "2026-03-14"),
    Vector(name: "ordinary, from", "2023-03-15", "P3Y", .from, "2026-03-15"),
    Vector(
      name: "leap to common, beginning with", "2024-02-29", "P3Y", .beginningWith, "2027-02-28"),
    Vector(name: "leap to common, from", "2024-02-29", "P3Y", .from, "2027-02-28"),
    Vector(name: "leap to leap, beginning with", "2020-02-29", "P4Y", .beginningWith, "2024-02-28"),
    Vector(name: "leap to leap, from", "2020-02-29", "P4Y", .from, "2024-02-29"),
    Vector(
      name: "young offender, beginning with", "2020-02-29", "P5Y", .beginningWith, "2025-02-28"),
    Vector(name: "young offender, from", "2020-02-29", "P5Y", .from, "2025-02-28"),
    Vector(
      name: "sample on the 31st, beginning with", "2025-08-31", "P6M", .beginningWith, "2026-02-28"),
    Vector(name: "sample on the 31st, from", "2025-08-31", "P6M", .from, "2026-02-28"),
    Vector(
      name: "sample on the 30th, beginning with", "2025-08-30", "P6M", .beginningWith, "2026-02-28"),
    Vector(
      name: "sample on the 28th, beginning with", "2025-08-28", "P6M", .beginningWith, "2026-02-27"),
    Vector(name: "sample on the 28th, from", "2025-08-28", "P6M", .from, "2026-02-28"),
    Vector(
      name: "sample on 31 October, beginning with", "2025-10-31", "P6M", .beginningWith,
      "2026-04-30"),
    Vector(
      name: "penalty notice, beginning with", "2024-07-01", "P2Y", .beginningWith, "2026-06-30"),
    Vector(name: "penalty notice, from", "2024-07-01", "P2Y", .from, "2026-07-01"),
    Vector(name: "group 3", "2019-06-30", "P6Y", .from, "2025-06-30"),
    Vector(name: "group 3, leap day", "2020-02-29", "P6Y", .from, "2026-02-28"),
    Vector(name: "group 2, leap day", "2016-02-29", "P10Y", .from, "2026-02-28"),
    Vector(name: "subject access, month end", "2026-01-31", "P1M", .from, "2026-02-28"),
    Vector(name: "number plates, leap day", "2024-02-29", "P12M", .from, "2025-02-28"),
    Vector(name: "footage, days inclusive", "2026-01-01", "P31D", .beginningWith, "2026-01-31"),
    Vector(name: "footage, days exclusive", "2026-01-01", "P31D", .from, "2026-02-01"),
    Vector(name: "footage over February", "2026-02-01", "P31D", .from, "2026-03-04"),
    Vector(name: "footage over a leap February", "2028-02-01", "P31D", .from, "2028-03-03"),
    Vector(name: "two months of an Act", "2025-06-19", "P2M", .beginningWith, "2025-08-18"),
    Vector(name: "financial year", "2019-12-10", "P6Y", .financialYearEnd, "2026-03-31"),
    Vector(
      name: "financial year, its last day", "2020-03-31", "P6Y", .financialYearEnd, "2026-03-31"),
    Vector(
      name: "financial year, its first day", "2020-04-01", "P6Y", .financialYearEnd, "2027-03-31"),
    Vector(name: "calendar year", "2019-12-10", "P6Y", .calendarYearEnd, "2025-12-31"),
    Vector(name: "current plus six", "2020-01-01", "P6Y", .currentPlus, "2026-12-31"),
    Vector(name: "zero days, from", "2026-01-01", "P0D", .from, "2026-01-01"),
  ]

  @Test("the last permitted day is counted as the words say", arguments: vectors)
  func counts(_ vector: Vector) throws {
    let start = try CivilDate(parsing: vector.start)
    let period = try Period(parsing: vector.period)
    #expect(start.lastPermittedDay(period, vector.mode).description == vector.last)
  }

  @Test("adding months never passes the end of the month, for a century of days")
  func staysInMonth() throws {
    var day = try CivilDate(parsing: "1999-12-01")
    while day.year < 2100 {
      for months: Int32 in [1, 3, 6, 12, 72, 120] {
        let later = day.adding(Period(months: months, days: 0))
        let expected = (day.month - 1 + Int(months)) % 12 + 1
        if later.month != expected {
          Issue.record("\(day) plus \(months) months is \(later)")
          return
        }
      }
      day = day.adding(days: 1)
    }
  }
}

extension CountingModeTests.Vector {
  init(
    name: String, _ start: String, _ period: String, _ mode: CountingMode, _ last: String
  ) {
    self.init(name: name, start: start, period: period, mode: mode, last: last)
  }
}
