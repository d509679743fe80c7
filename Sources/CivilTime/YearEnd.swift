/// The day on which the years of somebody end, such as 31 March: a month and a day without a year.
public struct YearEnd: Hashable, Sendable {
  /// 1 to 12.
  public let month: Int
  /// 1 to 31; 29 February is the last day of February, whatever the year.
  public let day: Int

  /// A day of every year.
  ///
  /// - Precondition: Some year has the day.
  public init(month: Int, day: Int) {
    precondition(
      1...12 ~= month && 1...CivilDate.daysInMonth(year: 2000, month: month) ~= day,
      "no year has such a day")
    self.month = month
    self.day = month == 2 && day == 28 ? 29 : day
  }

  /// The end of the years of which one ends on a day.
  public init(of day: CivilDate) { self.init(month: day.month, day: day.day) }

  /// Reads what ``description`` writes; `nil` where it is something else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 5, parts.count == 2, let month = Int(parts[0]),
      let day = Int(parts[1]),
      1...12 ~= month, 1...CivilDate.daysInMonth(year: 2000, month: month) ~= day
    else { return nil }
    self.init(month: month, day: day)
  }

  /// The last day of the year in which a day lies: the day itself or a later one.
  public func end(ofYearWith day: CivilDate) -> CivilDate {
    let own = end(in: day.year)
    return own < day ? end(in: day.year + 1) : own
  }

  /// The first day of the year in which a day lies: the day itself or an earlier one.
  public func start(ofYearWith day: CivilDate) -> CivilDate {
    let own = end(in: day.year)
    return (own < day ? own : end(in: day.year - 1)).adding(days: 1)
  }

  private func end(in year: Int) -> CivilDate {
    let last = CivilDate.daysInMonth(year: year, month: month)
    return CivilDate(
      dayNumber: CivilDate.dayNumber(year: year, month: month, day: Swift.min(day, last)))
  }
}

extension YearEnd: CustomStringConvertible {
  /// The month and the day as in a date, such as `03-31`.
  public var description: String {
    "\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
