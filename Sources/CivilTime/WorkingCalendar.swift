/// The days of a place on which nobody has to work: Saturdays, Sundays, and the public holidays of
/// the years for which they are known.
public struct WorkingCalendar: Hashable, Sendable {
  /// The public holidays by year; of a year that is not here none is known.
  public let holidays: [Int: Set<CivilDate>]

  /// More days in a row than any place goes without a working day.
  static let longestRun = 14

  /// A calendar with the public holidays of the years that are known.
  public init(holidays: [Int: Set<CivilDate>] = [:]) {
    self.holidays = holidays
  }

  /// Whether a day is a working day; `nil` on a weekday of a year whose holidays are not known.
  public func isWorkingDay(_ day: CivilDate) -> Bool? {
    if day.isWeekend { return false }
    return holidays[day.year].map { !$0.contains(day) }
  }

  /// The day itself if it is a working day, otherwise the next that is one.
  ///
  /// Where holidays are not known it is every day that it could be.
  public func nextWorkingDay(_ day: CivilDate) -> DateInterval {
    let limit = day.adding(days: Self.longestRun)
    guard limit <= CivilDate.latest else { return DateInterval(day) }
    let first = next(day) { isWorkingDay($0) != false }
    let last = next(day) { isWorkingDay($0) ?? ($0 >= limit) }
    return DateInterval(first: first, last: last) ?? DateInterval(first)
  }

  /// The working day of a number, from 1, on or after a day.
  public func workingDay(_ number: Int, from day: CivilDate) -> DateInterval {
    var result = nextWorkingDay(day)
    for _ in 1..<max(number, 1) {
      let first = nextWorkingDay(result.first.adding(days: 1)).first
      let last = nextWorkingDay(result.last.adding(days: 1)).last
      result = DateInterval(first: first, last: last) ?? result
    }
    return result
  }

  private func next(_ day: CivilDate, where isWanted: (CivilDate) -> Bool) -> CivilDate {
    var day = day
    while !isWanted(day) { day = day.adding(days: 1) }
    return day
  }
}

/// The calendars of places by name, asked for when a day of their place is: there are many places, and a
/// check asks for few.
public struct WorkingCalendars: Sendable {
  private let places: [String: @Sendable () -> [WorkingCalendar]]

  /// Several calendars of a place are those of its parts.
  ///
  /// - Parameter places: What gives the calendars of a place; called each time that one is needed.
  public init(_ places: [String: @Sendable () -> [WorkingCalendar]] = [:]) {
    self.places = places
  }

  /// The day itself if it is a working day in a place, otherwise the next that is one.
  ///
  /// Where the parts of a place differ, or its holidays are not known, it is every day that it
  /// could be.
  public func nextWorkingDay(_ day: DateInterval, in place: String) -> DateInterval {
    workingDay(1, from: day, in: place)
  }

  /// The working day of a number, from 1, on or after a day in a place.
  public func workingDay(
    _ number: Int, from day: DateInterval, in place: String
  ) -> DateInterval {
    workingDay(number, from: day, inAnyOf: [place])
  }

  /// The working day of a number, from 1, on or after a day, for somebody who has to act in one of several places and
  /// does not say in which.
  ///
  /// Where the places differ it is every day that it could be.
  public func workingDay(
    _ number: Int, from day: DateInterval, inAnyOf names: [String]
  ) -> DateInterval {
    var known = names.flatMap { places[$0]?() ?? [WorkingCalendar()] }
    if known.isEmpty { known = [WorkingCalendar()] }
    let first = known.map { $0.workingDay(number, from: day.first).first }.min() ?? day.first
    let last = known.map { $0.workingDay(number, from: day.last).last }.max() ?? day.last
    return DateInterval(first: first, last: last) ?? day
  }
}

extension CivilDate {
  /// The day of the week, from 1 for Monday to 7 for Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let days = (Int(dayNumber) + 3) % 7
    return (days + 7) % 7 + 1
  }

  /// Whether it is a Saturday or a Sunday.
  public var isWeekend: Bool { weekday >= 6 }
}
