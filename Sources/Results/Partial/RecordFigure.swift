/// What a dataset is said to have, how many records or of which days, against which the records that are
/// given are held.
public enum RecordFigure: Hashable, Sendable {
  /// At least so many should be listed or counted by age.
  case atLeast(Int)
  /// No more than so many can be listed or counted by age.
  case atMost(Int)
  /// No record is older than one of this day, and one is of it; `count` is how many there are.
  case oldest(StatedDay, count: Int?)
  /// No record is newer than one of this day, and one is of it.
  case newest(StatedDay, count: Int?)

  /// A day that may be known in part, by the numbers of the first and the last day that it can be.
  public struct StatedDay: Hashable, Sendable {
    public var first: Int
    public var last: Int

    /// Names a day.
    public init(first: Int, last: Int) {
      self.first = first
      self.last = last
    }
  }

  /// The code of the cause where they are not.
  public var code: String {
    switch self {
    case .atLeast: "too-few-records"
    case .atMost: "too-many-records"
    case .oldest: "oldest-disagrees"
    case .newest: "newest-disagrees"
    }
  }

  /// Whether what a dataset gives does not agree with it.
  ///
  /// Some records may be listed and others counted by age; bands by date of birth and bands by another
  /// date count the same records.
  func disagrees(with tally: PlaceTally) -> Bool {
    switch self {
    case .atLeast(let count): tally.records + tally.inBands < count
    case .atMost(let count):
      max(tally.records, tally.inBirthBands, tally.inBands - tally.inBirthBands) > count
    case .oldest(let day, let count):
      tally.days.map {
        day.first > $0.oldest.last || $0.areAll(of: count) && day.last < $0.oldest.first
      }
        ?? false
    case .newest(let day, let count):
      tally.days.map {
        day.last < $0.newest.first || $0.areAll(of: count) && day.first > $0.newest.last
      }
        ?? false
    }
  }
}
