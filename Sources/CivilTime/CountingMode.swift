/// How the last permitted day of a period is counted from its start.
public enum CountingMode: String, Hashable, Sendable, CaseIterable {
  /// "six years from D": D is day zero, so the corresponding day is still permitted.
  case from
  /// "three years beginning with D": D is day one, so the day before the corresponding day is last.
  case beginningWith = "beginning-with"
  /// Counted from the end of the calendar year in which D lies.
  case calendarYearEnd = "calendar-year-end"
  /// Counted from the end of the financial year (1 April to 31 March) in which D lies.
  case financialYearEnd = "financial-year-end"
  /// "current + n years": the rest of the calendar year in which D lies, and then the period.
  case currentPlus = "current-plus"
}

extension CivilDate {
  /// The day that corresponds to this one a period later: months first, then days.
  ///
  /// Where the month has no such day (31st, 29 February) the last day of the month stands for it,
  /// the corresponding date rule of *Dodds v Walker* [1981] 1 WLR 1027.
  ///
  /// A period without an end leads to ``latest``.
  public func adding(_ period: Period) -> CivilDate {
    if period.isIndefinite { return Self.latest }
    guard period.months != 0 else { return adding(days: Int(period.days)) }
    let (year, month, day) = components
    let months = year * 12 + (month - 1) + Int(period.months)
    let targetYear = months / 12
    let targetMonth = months % 12 + 1
    let lastDay = Self.daysInMonth(year: targetYear, month: targetMonth)
    let number = Self.dayNumber(
      year: targetYear, month: targetMonth, day: Swift.min(day, lastDay))
    return CivilDate(dayNumber: number).adding(days: Int(period.days))
  }

  /// The last day on which something that started on this day may still be kept.
  ///
  /// It may be kept on the day returned and is overdue from the next day on.
  public func lastPermittedDay(_ period: Period, _ mode: CountingMode = .from) -> CivilDate {
    if period.isIndefinite { return Self.latest }
    return switch mode {
    case .from: adding(period)
    case .beginningWith: lastDayBeginningWith(period)
    case .calendarYearEnd, .currentPlus: endOfCalendarYear.adding(period)
    case .financialYearEnd: endOfFinancialYear.adding(period)
    }
  }

  /// Where the corresponding day does not exist, the period ends with the month, and so the last
  /// day is the last of that month and not the day before it.
  private func lastDayBeginningWith(_ period: Period) -> CivilDate {
    let months = Period(months: period.months, days: 0)
    let corresponding = adding(months)
    guard period.days == 0 else {
      return adding(period).adding(days: -1)
    }
    return corresponding.day < day ? corresponding : corresponding.adding(days: -1)
  }

  /// 31 December of this day's year.
  public var endOfCalendarYear: CivilDate {
    CivilDate(dayNumber: Self.dayNumber(year: year, month: 12, day: 31))
  }

  /// 31 March that ends this day's financial year, which runs from 1 April.
  public var endOfFinancialYear: CivilDate {
    let (year, month, _) = components
    return CivilDate(
      dayNumber: Self.dayNumber(year: month >= 4 ? year + 1 : year, month: 3, day: 31))
  }

  /// The last day of this day's month.
  public var endOfMonth: CivilDate {
    let (year, month, _) = components
    return CivilDate(
      dayNumber: Self.dayNumber(
        year: year, month: month, day: Self.daysInMonth(year: year, month: month)))
  }
}
