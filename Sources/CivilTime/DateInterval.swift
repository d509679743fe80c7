/// A day that may be known only to its month or year: all the days that it could be.
public struct DateInterval: Hashable, Sendable {
  /// The earliest day that it could be.
  public let first: CivilDate
  /// The latest day that it could be.
  public let last: CivilDate

  /// A day that is known.
  public init(_ day: CivilDate) {
    first = day
    last = day
  }

  /// All days from one to another, both included; `nil` if they run backwards.
  public init?(first: CivilDate, last: CivilDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// Whether the day is known.
  public var isExact: Bool { first == last }

  /// Reads `2026-02-28`, `2026-02` or `2026`: a day, or a month or year known only so far.
  ///
  /// - Throws: `.malformed` for any other form; `.noSuchDay` if there is no such day or month.
  public init(parsing text: Span<UInt8>) throws(DateFailure) {
    switch text.count {
    case 4:
      guard let year = digits(of: text, 0..<4) else { throw .malformed }
      try self.init(year: year, months: 1...12)
    case 7:
      guard text[4] == UInt8(ascii: "-"), let year = digits(of: text, 0..<4),
        let month = digits(of: text, 5..<7)
      else { throw .malformed }
      try self.init(year: year, months: month...month)
    default:
      self.init(try CivilDate(parsing: text))
    }
  }

  private init(year: Int, months: ClosedRange<Int>) throws(DateFailure) {
    let lastDay = CivilDate.daysInMonth(year: year, month: months.upperBound)
    guard let first = CivilDate(year: year, month: months.lowerBound, day: 1),
      let last = CivilDate(year: year, month: months.upperBound, day: lastDay)
    else { throw .noSuchDay }
    self.first = first
    self.last = last
  }
}

extension DateInterval: CustomStringConvertible {
  /// The shortest form that means these days: `2026-02-28`, `2026-02`, `2026`, or `first/last`.
  public var description: String {
    if isExact { return first.description }
    let from = first.components
    let to = last.components
    let isWholeMonths =
      from.day == 1 && to.day == CivilDate.daysInMonth(year: to.year, month: to.month)
    if isWholeMonths, from.year == to.year {
      let text = first.description
      if from.month == 1, to.month == 12 { return String(text.prefix(4)) }
      if from.month == to.month { return String(text.prefix(7)) }
    }
    return "\(first)/\(last)"
  }
}
