import CEL
public import CivilTime

/// A pattern of days such as `dd/MM/yyyy`, as mappings declare it.
///
/// `yyyy` `yy` year, `MM` `M` month, `MMM` `MMMM` its English name, `dd` `d` day, `EEE` `EEEE` a day
/// of the week, `HH` `mm` `ss` and `S…` a time, which is passed over, `XXX` an offset; text in
/// apostrophes and everything else stands for itself. Without a day or month the date is partial.
public struct DayPattern: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case year, shortYear
    case month(isPadded: Bool)
    case monthName
    case day(isPadded: Bool)
    case weekday
    case digits(Int)
    case fraction, offset
    case literal(UInt8)
    case serial
  }

  let parts: [Part]
  /// The pattern in the form in which it is read fastest, where all its parts have one length.
  let fixed: FixedDay?

  /// Reads a pattern.
  ///
  /// - Returns: `nil` if it has letters that stand for nothing, or no year.
  public init?(_ pattern: String) {
    if pattern == "excel" {
      parts = [.serial]
      fixed = nil
      return
    }
    var parts: [Part] = []
    let bytes = Array(pattern.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "'") {
        guard let end = bytes[(index + 1)...].firstIndex(of: byte) else { return nil }
        parts += bytes[(index + 1)..<end].map { .literal($0) }
        index = end + 1
        continue
      }
      var count = 1
      while index + count < bytes.count, bytes[index + count] == byte { count += 1 }
      if let part = Self.part(byte, count) {
        parts.append(part)
        index += count
      } else if UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 {
        return nil
      } else {
        parts.append(.literal(byte))
        index += 1
      }
    }
    guard parts.contains(.year) || parts.contains(.shortYear) else { return nil }
    self.parts = parts
    fixed = FixedDay(parts)
  }

  private static func part(_ letter: UInt8, _ count: Int) -> Part? {
    switch (Character(Unicode.Scalar(letter)), count) {
    case ("y", 4): .year
    case ("y", 2): .shortYear
    case ("M", 1), ("M", 2): .month(isPadded: count == 2)
    case ("M", 3), ("M", 4): .monthName
    case ("d", 1), ("d", 2): .day(isPadded: count == 2)
    case ("E", 3), ("E", 4): .weekday
    case ("H", 1...2), ("m", 1...2), ("s", 1...2): .digits(count)
    case ("S", _): .fraction
    case ("X", _): .offset
    default: nil
    }
  }

  /// The days that a text stands for; `nil` if it does not have the pattern.
  public func days(_ text: UnsafeBufferPointer<UInt8>) -> DateInterval? {
    if let fixed { return fixed.day(text).map { DateInterval($0) } }
    if parts == [.serial] { return ExcelSerial.day(text) }
    var cursor = DayCursor(text: text)
    for part in parts {
      guard cursor.take(part) else { return nil }
    }
    guard cursor.isAtEnd else { return nil }
    return cursor.days
  }
}

/// The days of numbers as spreadsheets keep them: whole days since the end of 1899.
enum ExcelSerial {
  static func day(_ text: UnsafeBufferPointer<UInt8>) -> DateInterval? {
    guard let serial = Double(String(decoding: text, as: UTF8.self)), serial >= 61,
      serial < 2_958_466, let epoch = CivilDate(year: 1899, month: 12, day: 30)
    else { return nil }
    return DateInterval(CivilDate(dayNumber: epoch.dayNumber + Int32(serial)))
  }
}

/// Reads a text along a pattern.
private struct DayCursor {
  let text: UnsafeBufferPointer<UInt8>
  var index = 0
  var year: Int?
  var month: Int?
  var day: Int?

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { index == text.count }

  var days: DateInterval? {
    guard let year else { return nil }
    guard let month else {
      guard day == nil, let first = CivilDate(year: year, month: 1, day: 1),
        let last = CivilDate(year: year, month: 12, day: 31)
      else { return nil }
      return DateInterval(first: first, last: last)
    }
    if let day {
      return CivilDate(year: year, month: month, day: day).map { DateInterval($0) }
    }
    guard let first = CivilDate(year: year, month: month, day: 1),
      let last = CivilDate(
        year: year, month: month, day: CivilDate.daysInMonth(year: year, month: month))
    else { return nil }
    return DateInterval(first: first, last: last)
  }

  mutating func take(_ part: DayPattern.Part) -> Bool {
    switch part {
    case .year:
      year = digits(4...4)
      return year != nil
    case .shortYear:
      guard let short = digits(2...2) else { return false }
      year = short < 50 ? 2000 + short : 1900 + short
    case .month(let isPadded):
      month = digits(isPadded ? 2...2 : 1...2)
      return month.map { 1...12 ~= $0 } ?? false
    case .day(let isPadded):
      day = digits(isPadded ? 2...2 : 1...2)
      return day.map { 1...31 ~= $0 } ?? false
    case .monthName: return takeMonth()
    case .weekday: return letters(atLeast: 2) > 0
    case .digits(let count): return digits(1...max(count, 1)) != nil
    case .fraction: return digits(1...9) != nil
    case .offset: return takeOffset()
    case .literal(let byte):
      guard index < text.count, text[index] == byte else { return false }
      index += 1
    case .serial: return false
    }
    return true
  }

  private mutating func digits(_ counts: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while index < text.count, count < counts.upperBound, 0x30...0x39 ~= text[index] {
      value = value * 10 + Int(text[index] - 0x30)
      index += 1
      count += 1
    }
    return count >= counts.lowerBound ? value : nil
  }

  private mutating func letters(atLeast least: Int) -> Int {
    let start = index
    while index < text.count, 0x61...0x7a ~= text[index] | 0x20 { index += 1 }
    return index - start >= least ? index - start : 0
  }

  private mutating func takeMonth() -> Bool {
    let start = index
    let count = letters(atLeast: 3)
    guard count > 0 else { return false }
    let word = text[start..<index].map { $0 | 0x20 }
    month = Self.months.firstIndex { name in
      name.starts(with: word) || word == Array("sept".utf8) && name.starts(with: "sep".utf8)
    }.map { $0 + 1 }
    if month != nil, index < text.count, text[index] == UInt8(ascii: ".") { index += 1 }
    return month != nil
  }

  private mutating func takeOffset() -> Bool {
    guard index < text.count else { return false }
    if text[index] == UInt8(ascii: "Z") {
      index += 1
      return true
    }
    guard text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") else { return false }
    index += 1
    guard digits(2...2) != nil else { return false }
    if index < text.count, text[index] == UInt8(ascii: ":") { index += 1 }
    return digits(2...2) != nil
  }
}

/// Reads days as `day(text, patterns)` does.
struct DayReading: Sendable {
  let patterns: [DayPattern]

  /// The days of a text; ISO 8601 is understood whatever the patterns are.
  func days(_ text: UnsafeBufferPointer<UInt8>) -> DateInterval? {
    for pattern in patterns {
      if let days = pattern.days(text) { return days }
    }
    return Self.iso(text)
  }

  /// A day in ISO 8601, with a time or without.
  static func iso(_ text: UnsafeBufferPointer<UInt8>) -> DateInterval? {
    if let days = try? DateInterval(parsing: text.span) { return days }
    guard text.count > 10, text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
      let base = text.baseAddress
    else { return nil }
    for pattern in times {
      if pattern.days(text) != nil {
        return try? DateInterval(parsing: UnsafeBufferPointer(start: base, count: 10).span)
      }
    }
    return nil
  }

  private static let times = [
    "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ss.SXXX",
    "yyyy-MM-dd'T'HH:mm:ss.S", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm",
    "yyyy-MM-dd'T'HH:mmXXX", "yyyy-MM-dd HH:mm:ss.S", "yyyy-MM-dd HH:mm:ssXXX",
  ].compactMap { DayPattern($0) }
}
