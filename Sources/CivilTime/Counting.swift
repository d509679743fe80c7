/// How the last permitted day of a period is counted where the years of somebody matter: first to the
/// end of the year in which the start lies, of one year after the other, and from there by a mode.
public struct Counting: Hashable, Sendable {
  /// The end of a year to which is counted first.
  public enum Step: Hashable, Sendable {
    /// A year whose end is known.
    case year(YearEnd)
    /// A year of which nobody said when it ends.
    case someYear
  }

  public var steps: [Step]
  public var mode: CountingMode

  /// Counts to the ends of years in order, and then by a mode.
  public init(_ steps: [Step], _ mode: CountingMode) {
    self.steps = steps
    self.mode = mode
  }

  /// Reads a mode, or before it words such as `to-03-31` and `to-year-end`, with blanks between them;
  /// `nil` where it is something else.
  public init?(_ text: String) {
    self.init([], .from)
    let words = text.split(separator: " ")
    for (place, word) in words.enumerated() {
      if let step = Step(word) {
        steps.append(step)
      } else if place == words.count - 1, let mode = CountingMode(rawValue: String(word)) {
        self.mode = mode
      } else {
        return nil
      }
    }
    if words.isEmpty { return nil }
  }

  /// The last days on which something that started on a day between two may still be kept: the
  /// earliest and the latest that it can be.
  public func lastPermittedDays(
    from first: CivilDate, to last: CivilDate, _ period: Period
  ) -> (first: CivilDate, last: CivilDate) {
    var days = (first, last)
    for step in steps {
      switch step {
      case .year(let end):
        days = (end.end(ofYearWith: days.0), end.end(ofYearWith: days.1))
      case .someYear: days.1 = days.1.adding(Period(months: 12, days: 0)).adding(days: -1)
      }
    }
    return (days.0.lastPermittedDay(period, mode), days.1.lastPermittedDay(period, mode))
  }
}

extension Counting: CustomStringConvertible {
  /// What ``init(_:)-(String)`` reads.
  public var description: String {
    let words = steps.map(\.description)
    return (mode == .from && !words.isEmpty ? words : words + [mode.rawValue]).joined(
      separator: " ")
  }
}

extension Counting.Step: CustomStringConvertible {
  private static let prefix = "to-"
  private static let unknown = "to-year-end"

  fileprivate init?(_ word: Substring) {
    if word == Self.unknown {
      self = .someYear
    } else if word.hasPrefix(Self.prefix), let end = YearEnd(word.dropFirst(Self.prefix.count)) {
      self = .year(end)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .year(let end): Self.prefix + end.description
    case .someYear: Self.unknown
    }
  }
}
