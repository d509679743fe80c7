import CEL
import CivilTime

/// Reads points in time.
enum InstantText {
  /// Reads `2026-11-24T09:30:00Z`: `date-time` of RFC 3339, section 5.6.
  ///
  /// `t` and `z` may be lower case, second 60 is taken as the second after 59, and digits of the
  /// fraction past the ninth are cut off.
  static func parse(_ text: UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> Value {
    guard text.count >= 20, text[10] | 0x20 == UInt8(ascii: "t"),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      let hour = number(text, 11, most: 23), let minute = number(text, 14, most: 59),
      let second = number(text, 17, most: 60)
    else { throw .notInstant }
    let day: CivilDate
    do {
      day = try CivilDate(parsing: UnsafeBufferPointer(rebasing: text[0..<10]).span)
    } catch {
      throw error.code == .noSuchDay ? .noSuchDay : .notInstant
    }
    var index = 19
    let nanoseconds = try fraction(text, &index)
    let offset = try offset(text, index)
    let time = Int64(hour * 3600 + minute * 60 + second) - Int64(offset)
    return Value(seconds: Int64(day.dayNumber) * 86_400 + time, nanoseconds: nanoseconds)
  }

  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, most: Int
  ) -> Int? {
    let tens = text[start] &- UInt8(ascii: "0")
    let ones = text[start + 1] &- UInt8(ascii: "0")
    let value = Int(tens) * 10 + Int(ones)
    return tens <= 9 && ones <= 9 && value <= most ? value : nil
  }

  private static func fraction(
    _ text: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) throws(FieldProblem) -> UInt32 {
    guard text[index] == UInt8(ascii: ".") else { return 0 }
    index += 1
    let start = index
    var value: UInt32 = 0
    var unit: UInt32 = 100_000_000
    while index < text.count, text[index] &- UInt8(ascii: "0") <= 9 {
      value += UInt32(text[index] &- UInt8(ascii: "0")) * unit
      unit /= 10
      index += 1
    }
    guard index > start, index < text.count else { throw .notInstant }
    return value
  }

  /// The offset from UTC in seconds.
  private static func offset(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int
  ) throws(FieldProblem) -> Int {
    if text[index] | 0x20 == UInt8(ascii: "z") {
      guard index + 1 == text.count else { throw .notInstant }
      return 0
    }
    let isWest = text[index] == UInt8(ascii: "-")
    guard isWest || text[index] == UInt8(ascii: "+"), index + 6 == text.count,
      text[index + 3] == UInt8(ascii: ":"),
      let hours = number(text, index + 1, most: 23),
      let minutes = number(text, index + 4, most: 59)
    else { throw .notInstant }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }
}
