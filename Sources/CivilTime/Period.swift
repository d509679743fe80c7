/// Why a text is no period.
public struct PeriodFailure: Error, Hashable, Sendable {
  /// The kind of failure.
  ///
  /// New kinds may come in a minor version, so match with a `default`.
  public struct Code: Hashable, Sendable {
    private enum Kind { case malformed, hasTime, tooLong }
    private let kind: Kind
    /// The text is no ISO 8601 period in whole years, months, weeks and days.
    public static let malformed = Code(kind: .malformed)
    /// The period has a part in hours, minutes or seconds, which no calendar period has.
    public static let hasTime = Code(kind: .hasTime)
    /// The period is longer than the calendar.
    public static let tooLong = Code(kind: .tooLong)
  }

  /// What went wrong.
  public let code: Code

  static let malformed = PeriodFailure(code: .malformed)
  static let hasTime = PeriodFailure(code: .hasTime)
  static let tooLong = PeriodFailure(code: .tooLong)
}

/// A span of calendar time: months and days, kept apart because a month has no fixed length.
public struct Period: Hashable, Sendable {
  /// Whole months; a year counts as twelve.
  public let months: Int32
  /// Whole days; a week counts as seven.
  public let days: Int32

  /// A period of months and days, neither of them negative.
  public init(months: Int32, days: Int32) {
    precondition(months >= 0 && days >= 0, "a period does not run backwards")
    self.months = months
    self.days = days
  }

  /// A period without an end, longer than every other.
  public static let indefinite = Period(months: .max, days: 0)

  /// Whether the period has no end.
  @inlinable public var isIndefinite: Bool { months == .max }

  /// The longest period that is read: the years that a day can be written in.
  static let mostMonths = 9999 * 12
  static let mostDays = 9999 * 366

  /// Reads an ISO 8601 period of calendar units, such as `P6Y`, `P18M`, `P2W`, `P10Y6M` or `P0D`.
  ///
  /// Units come once each and in the order Y, M, W, D (ISO 8601-1:2019, section 5.5.2); numbers are
  /// whole; letters are upper case.
  ///
  /// - Throws: `.hasTime` for a part after `T`, `.tooLong` past 9999 years, else `.malformed`.
  public init(parsing text: Span<UInt8>) throws(PeriodFailure) {
    guard text.count >= 3, text[0] == UInt8(ascii: "P") else { throw .malformed }
    var months = 0
    var days = 0
    var index = 1
    var lastRank = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "T") { throw .hasTime }
      let number = try Self.number(in: text, at: &index)
      guard index < text.count else { throw .malformed }
      let (rank, monthsEach, daysEach) = try Self.unit(text[index])
      guard rank > lastRank else { throw .malformed }
      lastRank = rank
      months += number * monthsEach
      days += number * daysEach
      index += 1
    }
    guard months <= Self.mostMonths, days <= Self.mostDays else { throw .tooLong }
    self.months = Int32(months)
    self.days = Int32(days)
  }

  /// Reads a period from a string; for anything but a hot path.
  ///
  /// - Throws: as ``init(parsing:)-(Span<UInt8>)``.
  public init(parsing text: String) throws(PeriodFailure) {
    let bytes = Array(text.utf8)
    try self.init(parsing: bytes.span)
  }

  private static func number(
    in text: Span<UInt8>, at index: inout Int
  ) throws(PeriodFailure) -> Int {
    let start = index
    var value = 0
    while index < text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      value = value * 10 + Int(digit)
      guard value <= mostDays else { throw .tooLong }
      index += 1
    }
    guard index > start else { throw .malformed }
    return value
  }

  private static func unit(
    _ letter: UInt8
  ) throws(PeriodFailure) -> (rank: Int, months: Int, days: Int) {
    switch letter {
    case UInt8(ascii: "Y"): return (1, 12, 0)
    case UInt8(ascii: "M"): return (2, 1, 0)
    case UInt8(ascii: "W"): return (3, 0, 7)
    case UInt8(ascii: "D"): return (4, 0, 1)
    default: throw .malformed
    }
  }
}

extension Period {
  /// The fewest and the most days that the period can last, wherever it starts.
  ///
  /// A month lasts 28 to 31 days, a year 365 or 366; used to order periods where that is decided.
  public var boundsInDays: ClosedRange<Int> {
    if isIndefinite { return .max ... .max }
    let years = Int(months) / 12
    let rest = Int(months) % 12
    return (years * 365 + rest * 28 + Int(days))...(years * 366 + rest * 31 + Int(days))
  }
}

extension Period: CustomStringConvertible {
  /// The period in ISO 8601, in the largest units that hold it: `P6Y`, `P18M`, `P31D`, `P10Y6M`.
  ///
  /// Months that make no whole number of years stay months up to two years, as people write them.
  public var description: String {
    if isIndefinite { return "indefinite" }
    guard months > 0 || days > 0 else { return "P0D" }
    var text = "P"
    let splitsYears = months % 12 == 0 || months >= 24
    let years = splitsYears ? months / 12 : 0
    let restOfMonths = splitsYears ? months % 12 : months
    if years > 0 { text += "\(years)Y" }
    if restOfMonths > 0 { text += "\(restOfMonths)M" }
    if days > 0 { text += "\(days)D" }
    return text
  }
}
