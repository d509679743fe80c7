/// The days from which the periods of a dataset's records run, as far as its rows and age bands say.
public struct RecordDays: Hashable, Sendable {
  /// A day that may be known in part.
  public typealias Day = RecordFigure.StatedDay

  /// How many records they are of.
  public private(set) var count: Int
  /// The day of the oldest of them: it cannot be before the first, and is at the last at the latest.
  public private(set) var oldest: Day
  /// The day of the newest of them: it is at the first at the earliest, and cannot be after the last.
  public private(set) var newest: Day

  /// The days of records that lie between two days.
  ///
  /// - Parameters:
  ///   - first: The number of the first day that any of them can be of.
  ///   - last: The number of the last day that any of them can be of.
  public init(first: Int, last: Int, count: Int) {
    let day = Day(first: first, last: last)
    self.init(oldest: day, newest: day, count: count)
  }

  init(oldest: Day, newest: Day, count: Int) {
    self.oldest = oldest
    self.newest = newest
    self.count = count
  }

  /// Adds the days of other records.
  public mutating func add(_ others: RecordDays) {
    count += others.count
    oldest.first = min(oldest.first, others.oldest.first)
    oldest.last = min(oldest.last, others.oldest.last)
    newest.first = max(newest.first, others.newest.first)
    newest.last = max(newest.last, others.newest.last)
  }

  /// Whether they are of all records of a dataset that has so many.
  func areAll(of count: Int?) -> Bool { count.map { self.count >= $0 } ?? false }
}

extension RecordDays {
  /// The numbers that they are written as.
  var numbers: [Int] { [oldest.first, oldest.last, newest.first, newest.last, count] }

  /// Reads what ``numbers`` writes; `nil` where it is something else.
  init?(_ numbers: [Int]) {
    guard numbers.count == 5, 0...(1 << 42) ~= numbers[4] else { return nil }
    self.init(
      oldest: Day(first: numbers[0], last: numbers[1]),
      newest: Day(first: numbers[2], last: numbers[3]), count: numbers[4])
  }
}
