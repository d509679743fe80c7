/// A day in the proleptic Gregorian calendar, without a time and without a time zone.
public struct CivilDate: Hashable, Sendable {
  /// Whole days since 1970-01-01; negative before it.
  public let dayNumber: Int32

  /// The day that is `dayNumber` days after 1970-01-01.
  public init(dayNumber: Int32) {
    self.dayNumber = dayNumber
  }

  /// The day of a year, month (1 to 12) and day of the month; `nil` if the calendar has none such.
  ///
  /// Years 0 to 9999 are accepted, the range of RFC 3339.
  public init?(year: Int, month: Int, day: Int) {
    guard 0...9999 ~= year, 1...12 ~= month, day >= 1,
      day <= Self.daysInMonth(year: year, month: month)
    else { return nil }
    self.dayNumber = Self.dayNumber(year: year, month: month, day: day)
  }

  /// The first day that can be written, 0000-01-01.
  public static let earliest = CivilDate(dayNumber: dayNumber(year: 0, month: 1, day: 1))
  /// The last day that can be written, 9999-12-31.
  public static let latest = CivilDate(dayNumber: dayNumber(year: 9999, month: 12, day: 31))

  /// The year, such as 2026.
  public var year: Int { components.year }
  /// The month, 1 to 12.
  public var month: Int { components.month }
  /// The day of the month, 1 to 31.
  public var day: Int { components.day }

  /// The day a number of days later; earlier if the number is negative.
  public func adding(days: Int) -> CivilDate {
    CivilDate(dayNumber: Int32(clamping: Int(dayNumber) + days))
  }

  /// How many days later than another this day is.
  public func days(since other: CivilDate) -> Int {
    Int(dayNumber) - Int(other.dayNumber)
  }

  /// The number of days of a month of a year.
  public static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year of the Gregorian calendar has 366 days.
  public static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension CivilDate: Comparable {
  /// Earlier days come first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.dayNumber < right.dayNumber
  }
}

extension CivilDate {
  /// Days from 0000-03-01 of a calendar moved back by 82 eras of 400 years to 1970-01-01.
  ///
  /// With a year that begins in March the leap day is the last day of its year, and with the
  /// offset every number that occurs is positive.
  private static let epochOffset: Int64 = 719_468 + 146_097 * 82
  private static let eraYears: Int64 = 400 * 82

  /// The year, month and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int64(dayNumber) + Self.epochOffset
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 - Self.eraYears + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(day))
  }

  /// The day number of a day that is known to exist.
  static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let marchYear = Int64(year) + eraYears - (month <= 2 ? 1 : 0)
    let marchMonth = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * marchMonth + 2) / 5 + Int64(day) - 1
    let days = 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear
    return Int32(clamping: days - epochOffset)
  }
}

extension CivilDate: CustomStringConvertible {
  /// The day as `full-date` of RFC 3339, section 5.6, such as `2026-02-28`.
  public var description: String {
    let (year, month, day) = components
    if 0...9_999 ~= year { return Self.text(year, month, day) }
    var text = ""
    appendPadded(year, width: 4, to: &text)
    text += "-"
    appendPadded(month, width: 2, to: &text)
    text += "-"
    appendPadded(day, width: 2, to: &text)
    return text
  }

  /// The ten bytes of a year of four digits.
  private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
    String(unsafeUninitializedCapacity: 10) { text in
      var rest = (year * 100 + month) * 100 + day
      for place in (0..<10).reversed() {
        if place == 4 || place == 7 {
          text[place] = UInt8(ascii: "-")
        } else {
          text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
      }
      return 10
    }
  }
}

/// Appends a number in decimal with leading zeros.
func appendPadded(_ number: Int, width: Int, to text: inout String) {
  let digits = String(number.magnitude)
  if number < 0 { text += "-" }
  for _ in digits.utf8.count..<max(width, digits.utf8.count) { text += "0" }
  text += digits
}
