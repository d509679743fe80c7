import CivilTime

/// What records of one person say of the birth, in 16 bits: a day, or only its month or its year.
struct LinkedBirth: Equatable {
  /// 0 where nothing is known, 1 where records contradict each other, then years, months and days.
  let code: UInt16

  private static let firstYear: UInt16 = 2
  private static let years = 1700...2199
  private static let firstMonth: UInt16 = 512
  private static let yearsOfMonths = 1880...2049
  /// Behind the months of 170 years.
  private static let firstDay: UInt16 = firstMonth + 170 * 12
  /// 1880-01-01.
  private static let dayZero: Int32 = -32_872

  /// Nobody said.
  static let unknown = LinkedBirth(code: 0)
  private static let contradictory = LinkedBirth(code: 1)

  init(code: UInt16) { self.code = code }

  /// A day of birth, or the month or the year of one that is known in part.
  init(_ days: DateInterval) {
    let number = days.first.dayNumber - Self.dayZero
    let (first, last) = (days.first, days.last)
    if days.isExact, 0...Int32(UInt16.max - Self.firstDay) ~= number {
      self.init(code: Self.firstDay + UInt16(number))
    } else if first.year == last.year, first.month == last.month,
      Self.yearsOfMonths.contains(first.year)
    {
      let months = (first.year - Self.yearsOfMonths.lowerBound) * 12 + first.month - 1
      self.init(code: Self.firstMonth + UInt16(months))
    } else {
      self.init(year: first.year == last.year ? first.year : nil)
    }
  }

  private init(year: Int?) {
    guard let year, Self.years.contains(year) else {
      self = .unknown
      return
    }
    self.init(code: Self.firstYear + UInt16(year - Self.years.lowerBound))
  }

  /// Whether records give different births.
  var isContradictory: Bool { self == .contradictory }

  /// The year, and where they are known the month and the day; `nil` where not even the year is.
  private var parts: (year: Int, month: Int?, day: Int?)? {
    switch code {
    case 0, 1: return nil
    case Self.firstDay...:
      let day = CivilDate(dayNumber: Int32(code - Self.firstDay) + Self.dayZero)
      return (day.year, day.month, day.day)
    case Self.firstMonth...:
      let months = Int(code - Self.firstMonth)
      return (Self.yearsOfMonths.lowerBound + months / 12, months % 12 + 1, nil)
    default: return (Self.years.lowerBound + Int(code - Self.firstYear), nil, nil)
    }
  }

  /// What both say together: the one that says more, where they agree.
  func and(_ other: LinkedBirth) -> LinkedBirth {
    if self == other || other == .unknown { return self }
    if self == .unknown { return other }
    guard let own = parts, let others = other.parts, own.year == others.year,
      Self.agree(own.month, others.month), Self.agree(own.day, others.day)
    else { return .contradictory }
    return code > other.code ? self : other
  }

  private static func agree(_ one: Int?, _ other: Int?) -> Bool {
    guard let one, let other else { return true }
    return one == other
  }
}
