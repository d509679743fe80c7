import CEL
import CivilTime

/// The days of a few fields of a row, each from a first to a last.
///
/// The language takes a day that is known only in part for all the days that it could be. So a row
/// whose fields hold ranges of days stands for all rows with days within the ranges, and what a
/// condition says of it, it says of each of them.
struct DayBox {
  /// How many fields a box can have.
  static let mostFields = 8

  /// The first and last day of each field, by day number; 0 for those that are not used.
  var first = SIMD8<Int32>(repeating: 0)
  var last = SIMD8<Int32>(repeating: 0)

  /// A box that holds no days.
  static var nothing: DayBox {
    DayBox(first: SIMD8(repeating: .max), last: SIMD8(repeating: .min))
  }
  /// A box that holds all days.
  static var everything: DayBox {
    DayBox(first: SIMD8(repeating: .min), last: SIMD8(repeating: .max))
  }

  /// Leaves only the days that lie in another box too.
  @inline(__always)
  mutating func formIntersection(_ other: DayBox) {
    first.replace(with: other.first, where: other.first .> first)
    last.replace(with: other.last, where: other.last .< last)
  }

  /// Whether all days of another box lie within.
  @inline(__always)
  func holds(_ days: DayBox) -> Bool {
    let isOutside = (days.first .< first) .| (days.last .> last)
    let words = unsafeBitCast(isOutside, to: SIMD4<UInt64>.self)
    let two = words.lowHalf | words.highHalf
    return two.x | two.y == 0
  }
}

/// The fields of a row that hold the days of boxes; each has a lane of its own.
struct DayFields {
  private let slots: UnsafeMutablePointer<Int>
  let count: Int

  /// - Parameter fields: Their slots; those past the most that a box can have are left out.
  init(_ fields: [Int]) {
    count = min(fields.count, DayBox.mostFields)
    slots = .allocate(capacity: count)
    for lane in 0..<count { (slots + lane).initialize(to: fields[lane]) }
  }

  func deallocate() { slots.deallocate() }

  /// The slots, in the order of the lanes.
  var all: UnsafeBufferPointer<Int> { UnsafeBufferPointer(start: slots, count: count) }

  /// The lane of a field; `nil` where it has none.
  func lane(of field: Int) -> Int? { all.firstIndex(of: field) }

  /// The lanes of some fields; `nil` where one has none.
  func lanes(of fields: [Int]) -> [Int]? {
    let lanes = fields.compactMap(lane)
    return lanes.count == fields.count ? lanes : nil
  }

  /// The days of a row, of which every field holds one.
  @inline(__always)
  func days(of row: UnsafePointer<Value>) -> DayBox {
    var days = DayBox()
    withUnsafeMutablePointer(to: &days) { days in
      let numbers = UnsafeMutableRawPointer(days).assumingMemoryBound(to: Int32.self)
      var lane = 0
      while lane < count {
        let value = row[slots[lane]]
        numbers[lane] = value.firstDay.dayNumber
        numbers[lane &+ DayBox.mostFields] = value.lastDay.dayNumber
        lane &+= 1
      }
    }
    return days
  }

  /// Puts the ranges of some lanes of a box into a row.
  func write(_ box: DayBox, lanes: [Int], to row: UnsafeMutablePointer<Value>) {
    for lane in lanes {
      let first = CivilDate(dayNumber: box.first[lane])
      let last = CivilDate(dayNumber: box.last[lane])
      if let range = DateInterval(first: first, last: last) { row[slots[lane]] = Value(range) }
    }
  }
}
