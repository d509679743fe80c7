import CEL
import CivilTime

/// Why a text is no value of its field.
enum FieldProblem: Error {
  case notNumber, numberTooLarge, numberOutOfRange
  case notBoolean
  case notDate, noSuchDay, dateSentinel
  case notInstant
  case notPeriod, periodHasTime, periodTooLong
}

/// Reads the text of one field, as both spellings have it.
enum FieldText {
  /// The largest number, which the schemas name too.
  static let largestNumber: Int64 = 999_999_999_999_999_999

  static func integer(_ text: UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> Value {
    guard !text.isEmpty else { throw .notNumber }
    var value: Int64 = 0
    for byte in text {
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { throw .notNumber }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(digit))
      guard !overflow, !carry else { throw .numberTooLarge }
      value = sum
    }
    guard value <= largestNumber else { throw .numberTooLarge }
    return Value(value)
  }

  static func boolean(_ text: UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> Value {
    switch text.count {
    case 1 where text[0] == UInt8(ascii: "1"): return Value(true)
    case 1 where text[0] == UInt8(ascii: "0"): return Value(false)
    case 4 where text.elementsEqual("true".utf8): return Value(true)
    case 5 where text.elementsEqual("false".utf8): return Value(false)
    default: throw .notBoolean
    }
  }

  /// A day, or a month or year of which no more is known.
  ///
  /// - Throws: `.dateSentinel` for a day that stands for none.
  static func date(_ text: UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> Value {
    if let usual = usualDate(text) { return usual }
    if text.count == 10, let day = fastDay(text), isSentinel(day) { throw .dateSentinel }
    return try slowDate(text)
  }

  /// The value of `YYYY-MM-DD`; `nil` for anything else, and for days that stand for none.
  @inline(__always)
  static func usualDate(_ text: UnsafeBufferPointer<UInt8>) -> Value? {
    guard text.count == 10, let day = fastDay(text), !isSentinel(day) else { return nil }
    let bits = UInt64(UInt32(bitPattern: day))
    return Value(tag: .date, bits: bits | bits << 32)
  }

  /// Whether a day stands for none.
  static func isSentinel(_ date: Value) -> Bool {
    date.firstDay == date.lastDay && isSentinel(date.firstDay.dayNumber)
  }

  @inline(__always)
  private static func isSentinel(_ day: Int32) -> Bool {
    // 9999-12-31; 1899-12-30 to 1900-01-01, the zeros of spreadsheets; 0001-01-01.
    day == 2_932_896 || UInt32(bitPattern: day &+ 25_569) < 3 || day == -719_162
  }

  /// The day of `YYYY-MM-DD`; `nil` for anything else or odd.
  ///
  /// Eight bytes at a time: digits are checked and put together without a loop.
  @inline(__always)
  private static func fastDay(_ text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let raw = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
    // "YYYY-MM-" and "DD".
    let head = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    let tail = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
    let digits = head ^ 0x2d30_302d_3030_3030
    let last = tail ^ 0x3030
    let isBad =
      (digits &+ 0x7f76_767f_7676_7676 | digits) & 0x8080_8080_8080_8080 != 0
      || (last &+ 0x7676 | last) & 0x8080 != 0
    guard !isBad else { return nil }
    // Each byte ten times, and the one behind it: the bytes 0, 2 and 5 are pairs of digits.
    let pairs = digits &* 10 &+ digits &>> 8
    let year = Int(pairs & 0xff) &* 100 &+ Int(pairs &>> 16 & 0xff)
    let month = Int(pairs &>> 40 & 0xff)
    let day = Int(last & 0xff) &* 10 &+ Int(last &>> 8)
    guard UInt(bitPattern: month &- 1) < 12, day > 0 else { return nil }
    guard day <= 28 || day <= CivilDate.daysInMonth(year: year, month: month) else { return nil }
    return dayNumber(year: year, month: month, day: day)
  }

  /// The day number of a day that exists; as in `CivilTime`, which cannot be inlined here.
  @inline(__always)
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let isEarly = month <= 2
    let marchYear = UInt64(bitPattern: Int64(year &- (isEarly ? 1 : 0) &+ 400))
    let marchMonth = UInt64(bitPattern: Int64(isEarly ? month &+ 12 : month))
    // The days before a month of a year that begins in March: 0, 31, 61, 92, and so on.
    let before = (979 &* marchMonth &- 2919) &>> 5
    let century = marchYear / 100
    let days = 365 &* marchYear &+ marchYear &>> 2 &- century &+ century &>> 2 &+ before
    return Int32(
      truncatingIfNeeded: Int64(bitPattern: days) &+ Int64(day) &- 1 &- 719_468 &- 146_097)
  }

  @inline(never)
  private static func slowDate(_ text: UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> Value {
    do {
      return Value(try DateInterval(parsing: text.span))
    } catch {
      throw error.code == .noSuchDay ? .noSuchDay : .notDate
    }
  }

  /// A period, or `indefinite`.
  static func period(_ text: UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> Value {
    if text.elementsEqual("indefinite".utf8) { return Value(Period.indefinite) }
    do {
      return Value(try Period(parsing: text.span))
    } catch {
      switch error.code {
      case .hasTime: throw .periodHasTime
      case .tooLong: throw .periodTooLong
      default: throw .notPeriod
      }
    }
  }
}
