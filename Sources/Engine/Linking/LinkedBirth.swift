import CivilTime

/// What records of one person say of the birth, in 16 bits: a day, or only the year.
struct LinkedBirth: Equatable {
  /// 0 where nothing is known, 1 where records contradict each other, then years, then days.
  let code: UInt16

  private static let firstYear: UInt16 = 2
  private static let years = 1700...2199
  private static let firstDay: UInt16 = 512
  /// 1880-01-01.
  private static let dayZero: Int32 = -32_872

  /// Nobody said.
  static let unknown = LinkedBirth(code: 0)
  private static let contradictory = LinkedBirth(code: 1)

  init(code: UInt16) { self.code = code }

  /// A day of birth, or the year of one that is known in part.
  init(_ days: DateInterval) {
    let number = days.first.dayNumber - Self.dayZero
    if days.isExact, 0...Int32(UInt16.max - Self.firstDay) ~= number {
      self.init(code: Self.firstDay + UInt16(number))
    } else {
      self.init(year: days.first.year == days.last.year ? days.first.year : nil)
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

  private var isDay: Bool { code >= Self.firstDay }

  private var year: LinkedBirth {
    guard isDay else { return self }
    let day = CivilDate(dayNumber: Int32(code - Self.firstDay) + Self.dayZero)
    return LinkedBirth(year: day.year)
  }

  /// What both say together.
  func and(_ other: LinkedBirth) -> LinkedBirth {
    if self == other || other == .unknown { return self }
    if self == .unknown { return other }
    if isDay != other.isDay, year == other.year { return isDay ? self : other }
    return .contradictory
  }
}
