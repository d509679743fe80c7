internal import CivilTime

/// Civil days and calendar periods.
///
/// A day known only in part is all the days that it could be. Functions that rise with the day map
/// its ends; where the answer must be one value, both ends have to give the same.
enum Dates {
  private static let calendar = CivilDate.earliest...CivilDate.latest

  /// The days from a first to a last, if the calendar has them.
  @inline(__always)
  static func value(_ first: CivilDate, _ last: CivilDate) -> Value {
    guard calendar.contains(first), calendar.contains(last) else {
      return Value(error: .overflow)
    }
    return Value(first: first, last: last)
  }

  /// A function of a day that never falls when the day rises.
  @inline(__always)
  static func mapped(_ date: Value, _ function: (CivilDate) -> CivilDate) -> Value {
    guard date.tag == .date else { return Value(error: .noMatchingOverload) }
    let first = function(date.firstDay)
    return value(first, date.isExactDate ? first : function(date.lastDay))
  }

  static func adding(_ date: Value, _ period: Period) -> Value {
    mapped(date) { $0.adding(period) }
  }

  /// The day a period earlier: months first, then days; a day that is missing is clamped.
  static func subtracting(_ date: Value, _ period: Period) -> Value {
    mapped(date) { day in
      if period.isIndefinite { return .earliest }
      let (year, month, dayOfMonth) = day.components
      let months = year * 12 + (month - 1) - Int(period.months)
      guard months >= 0 else { return CivilDate(dayNumber: .min) }
      let last = CivilDate.daysInMonth(year: months / 12, month: months % 12 + 1)
      let start = CivilDate(
        year: months / 12, month: months % 12 + 1, day: min(dayOfMonth, last))
      return (start ?? .earliest).adding(days: -Int(period.days))
    }
  }

  /// A number that both ends of a day give.
  @inline(__always)
  static func number(_ date: Value, _ function: (CivilDate) -> Int) -> Value {
    guard date.tag == .date else { return Value(error: .noMatchingOverload) }
    let first = function(date.firstDay)
    if !date.isExactDate, function(date.lastDay) != first { return Value(error: .partialDate) }
    return Value(Int64(first))
  }

  static func year(_ date: Value) -> Value { number(date) { $0.year } }

  /// The month, where the days lie in one month of one year.
  static func month(_ date: Value) -> Value {
    let monthIndex = number(date) { $0.year * 12 + $0.month - 1 }
    return monthIndex.isError ? monthIndex : Value(monthIndex.asInt % 12 + 1)
  }

  static func day(_ date: Value) -> Value {
    guard date.tag == .date else { return Value(error: .noMatchingOverload) }
    guard date.isExactDate else { return Value(error: .partialDate) }
    return Value(Int64(date.firstDay.day))
  }

  static func addingDays(_ date: Value, _ days: Value) -> Value {
    guard days.tag == .int else { return Value(error: .noMatchingOverload) }
    guard days.asInt.magnitude < 10_000_000 else { return Value(error: .overflow) }
    return mapped(date) { $0.adding(days: Int(days.asInt)) }
  }

  static func lastDay(_ start: Value, _ period: Value, _ mode: CountingMode) -> Value {
    guard period.tag == .period else { return Value(error: .noMatchingOverload) }
    let length = period.asPeriod
    return mapped(start) { $0.lastPermittedDay(length, mode) }
  }

  static func lastDay(_ start: Value, _ period: Value, _ counting: Counting) -> Value {
    guard start.tag == .date, period.tag == .period else {
      return Value(error: .noMatchingOverload)
    }
    let days = counting.lastPermittedDays(
      from: start.firstDay, to: start.lastDay, period.asPeriod)
    return value(days.first, days.last)
  }

  /// The completed years of somebody born on a day, on another.
  static func age(_ born: Value, _ day: Value) -> Value {
    guard born.tag == .date, day.tag == .date else { return Value(error: .noMatchingOverload) }
    let most = born.firstDay.age(on: day.lastDay)
    guard born.lastDay.age(on: day.firstDay) == most else { return Value(error: .partialDate) }
    return Value(Int64(most))
  }

  static func reaches(_ born: Value, _ age: Value) -> Value {
    guard age.tag == .int else { return Value(error: .noMatchingOverload) }
    guard 0...9999 ~= age.asInt else { return Value(error: .overflow) }
    return mapped(born) { $0.reaches(age: Int(age.asInt)) }
  }

  /// The latest or the earliest of days; each end on its own where they are known in part.
  static func extreme(_ days: Library.Arguments, isLatest: Bool) -> Value {
    guard var result = days.first else { return Value(error: .emptyList) }
    for day in days {
      if day.isMissing { return day.missingFieldError }
      if day.isError { return day }
      guard day.tag == .date, result.tag == .date else { return Value(error: .noMatchingOverload) }
      result =
        isLatest
        ? Value(first: max(result.firstDay, day.firstDay), last: max(result.lastDay, day.lastDay))
        : Value(first: min(result.firstDay, day.firstDay), last: min(result.lastDay, day.lastDay))
    }
    return result
  }

  /// Reads `2026-02-28`, or `2026-02` or `2026` where only so much is known.
  static func parse(_ text: Value) -> Value {
    guard let days = try? DateInterval(parsing: text.asBytes.span) else {
      return Value(error: .invalidArgument)
    }
    return Value(days)
  }

  static func parsePeriod(_ text: Value) -> Value {
    if text.asString == "indefinite" { return Value(Period.indefinite) }
    guard let period = try? Period(parsing: text.asBytes.span) else {
      return Value(error: .invalidArgument)
    }
    return Value(period)
  }
}
