internal import CivilTime

/// The rule for instants after the last one that a zone lists, such as `GMT0BST,M3.5.0/1,M10.5.0`.
///
/// It reads the form of POSIX with dates by month, week and weekday, which is the only one that the
/// database uses today.
struct ZoneRule: Sendable {
  private struct Change: Sendable {
    let month: Int
    let week: Int
    let weekday: Int
    let seconds: Int64
  }

  private let standard: Int64
  private let summer: Int64
  private let start: Change?
  private let end: Change?

  init?(_ text: String) {
    let parts = text.split(separator: ",")
    guard let zone = parts.first else { return nil }
    var rest = Substring(zone)
    guard Self.skipName(&rest), let offset = Self.clock(&rest) else { return nil }
    standard = -offset
    if rest.isEmpty {
      summer = standard
      start = nil
      end = nil
      return
    }
    guard Self.skipName(&rest), parts.count == 3 else { return nil }
    summer = rest.isEmpty ? standard + 3600 : -(Self.clock(&rest) ?? 0)
    guard let first = Self.change(parts[1]), let second = Self.change(parts[2]) else { return nil }
    start = first
    end = second
  }

  private static func skipName(_ text: inout Substring) -> Bool {
    if text.first == "<" {
      guard let close = text.firstIndex(of: ">") else { return false }
      text = text[text.index(after: close)...]
      return true
    }
    let name = text.prefix { $0.isLetter }
    text = text.dropFirst(name.count)
    return !name.isEmpty
  }

  private static func clock(_ text: inout Substring) -> Int64? {
    let digits = text.prefix { $0.isNumber || "+-:".contains($0) }
    text = text.dropFirst(digits.count)
    let isNegative = digits.first == "-"
    let parts = digits.drop { "+-".contains($0) }.split(separator: ":").compactMap { Int64($0) }
    guard let hours = parts.first else { return nil }
    let seconds = hours * 3600 + (parts.count > 1 ? parts[1] * 60 : 0)
    return isNegative ? -seconds : seconds
  }

  private static func change(_ text: Substring) -> Change? {
    let parts = text.split(separator: "/")
    guard let day = parts.first, day.first == "M" else { return nil }
    let numbers = day.dropFirst().split(separator: ".").compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    var time = parts.count > 1 ? parts[1] : "2"
    return Change(
      month: numbers[0], week: numbers[1], weekday: numbers[2], seconds: clock(&time) ?? 7200)
  }

  func offset(at instant: Int64) -> Int64 {
    guard let start, let end else { return standard }
    let day = CivilDate(
      dayNumber: Int32(clamping: (instant + standard).flooredQuotient(86_400)))
    let from = Self.instant(start, day.year) - standard
    let until = Self.instant(end, day.year) - summer
    let isSummer =
      from < until ? from <= instant && instant < until : !(until <= instant && instant < from)
    return isSummer ? summer : standard
  }

  /// The local time of a change in a year, as if it were UTC.
  private static func instant(_ change: Change, _ year: Int) -> Int64 {
    guard let first = CivilDate(year: year, month: change.month, day: 1) else { return 0 }
    let weekday = ((Int(first.dayNumber) + 4) % 7 + 7) % 7
    var day = (change.weekday - weekday + 7) % 7 + (change.week - 1) * 7
    while day >= CivilDate.daysInMonth(year: year, month: change.month) { day -= 7 }
    return (Int64(first.dayNumber) + Int64(day)) * 86_400 + change.seconds
  }
}
