import CivilTime

/// A pattern with a year, a month and a day of fixed places, such as `dd/MM/yyyy`.
struct FixedDay: BitwiseCopyable, Hashable {
  /// How many bytes are looked at at once: none of these patterns is longer.
  private static let width = 16

  private var length = 0
  private var year = -1
  private var month = -1
  private var day = -1
  /// The bytes that stand for themselves at their places, and zeros.
  private var literals = SIMD16<UInt8>(repeating: 0)
  /// The places of those bytes, a bit each.
  private var literalPlaces: UInt16 = 0

  /// - Returns: `nil` if a part has no one length, or if there are too many.
  init?(_ parts: [DayPattern.Part]) {
    for part in parts {
      guard length < Self.width else { return nil }
      switch part {
      case .year:
        year = length
        length += 4
      case .month(isPadded: true):
        month = length
        length += 2
      case .day(isPadded: true):
        day = length
        length += 2
      case .literal(let byte):
        literals[length] = byte
        literalPlaces |= 1 << UInt16(length)
        length += 1
      default: return nil
      }
    }
    guard year >= 0, month >= 0, day >= 0, length <= Self.width else { return nil }
  }

  /// The day that a text stands for; `nil` if it does not have the pattern.
  @inline(__always)
  func day(_ text: UnsafeBufferPointer<UInt8>) -> CivilDate? {
    guard text.count == length else { return nil }
    var places = literalPlaces
    while places != 0 {
      let index = places.trailingZeroBitCount
      guard text[index] == literals[index] else { return nil }
      places &= places &- 1
    }
    var isSound = true
    let year = Self.number(text, self.year, 4, &isSound)
    let month = Self.number(text, self.month, 2, &isSound)
    let day = Self.number(text, self.day, 2, &isSound)
    return isSound ? CivilDate(year: year, month: month, day: day) : nil
  }

  @inline(__always)
  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int, _ isSound: inout Bool
  ) -> Int {
    var value = 0
    for index in start..<start &+ count {
      let digit = text[index] &- 0x30
      if digit > 9 { isSound = false }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }
}
