import CEL
import CivilTime

/// Days of a few fields of a row, each from a first to a last, with what a rule comes to on every
/// row whose days lie within.
///
/// The language takes a day that is known only in part for all the days that it could be. So a row
/// whose fields hold ranges of days stands for all rows with days within the ranges, and what a
/// condition says of it, it says of each of them.
struct DayBox {
  /// How many fields a box can have.
  static let mostFields = 4

  /// The first and last day of each field, by day number; unused ones hold every day.
  var first = SIMD4<Int32>(repeating: .min)
  var last = SIMD4<Int32>(repeating: .max)
  /// What the rule comes to.
  var outcome: Evaluator.Outcome = .pass

  /// Whether days lie within.
  @inline(__always)
  func holds(_ days: DayBox) -> Bool {
    all(days.first .>= first) && all(days.last .<= last)
  }
}

/// The fields that hold the days of a box.
struct DayFields: Equatable {
  private(set) var slots = SIMD4<Int32>(repeating: 0)
  private(set) var count: Int32 = 0

  /// None where there are more than a box can have.
  init(_ fields: [Int]) {
    guard fields.count <= DayBox.mostFields else { return }
    for (index, slot) in fields.enumerated() { slots[index] = Int32(slot) }
    count = Int32(fields.count)
  }

  /// The days of a row; `nil` where one of the fields holds none.
  @inline(__always)
  func days(of row: UnsafePointer<Value>) -> DayBox? {
    var days = DayBox(first: SIMD4(repeating: 0), last: SIMD4(repeating: 0))
    var index: Int32 = 0
    while index < count {
      let value = row[Int(slots[Int(index)])]
      guard value.tag == .date else { return nil }
      days.first[Int(index)] = value.firstDay.dayNumber
      days.last[Int(index)] = value.lastDay.dayNumber
      index &+= 1
    }
    return days
  }

  /// Puts the ranges of a box into a row.
  func write(_ box: DayBox, to row: UnsafeMutablePointer<Value>) {
    for index in 0..<Int(count) {
      let first = CivilDate(dayNumber: box.first[index])
      let last = CivilDate(dayNumber: box.last[index])
      if let range = DateInterval(first: first, last: last) {
        row[Int(slots[index])] = Value(range)
      }
    }
  }
}
