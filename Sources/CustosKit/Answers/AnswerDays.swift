import CivilTime
import Mapping

/// Reads the days of a table of answers, in ISO 8601 or as a spreadsheet program saves them.
///
/// Excel writes a day in a text file as the settings of the computer say: 28/02/2026 in Britain,
/// 2/28/2026 in the United States. Which of the two a table has is told by a day that can be read one
/// way only, such as 31/10/2026; without one a day such as 04/03/2026 is refused, never guessed.
struct AnswerDays {
  /// What a text says of a day.
  enum Reading: Equatable {
    /// A day, or a text that is no day in any order of its parts: as the vocabulary writes it.
    case text(String)
    /// A day with the day or the month first, which nothing in the table decides.
    case ambiguous(String, String)
  }

  private var isDayFirst = false
  private var isMonthFirst = false

  /// - Parameter texts: Everything in the table that may be a day.
  init(_ texts: some Sequence<String>) {
    for text in texts {
      guard let (first, second) = Self.both(text), first != second else { continue }
      if second == nil { isDayFirst = true }
      if first == nil { isMonthFirst = true }
    }
  }

  /// The day of a text.
  func read(_ text: String) -> Reading {
    if let day = Self.day(text, "d.M.yyyy") { return .text(day) }
    guard let (first, second) = Self.both(text) else { return .text(text) }
    guard let first, let second, first != second else { return .text(first ?? second ?? text) }
    if isDayFirst != isMonthFirst { return .text(isDayFirst ? first : second) }
    return .ambiguous(first, second)
  }

  /// A text with the day first and with the month first; `nil` of a text that is neither.
  private static func both(_ text: String) -> (String?, String?)? {
    let days = (day(text, "d/M/yyyy"), day(text, "M/d/yyyy"))
    return days.0 == nil && days.1 == nil ? nil : days
  }

  private static func day(_ text: String, _ pattern: String) -> String? {
    var text = text
    let days = text.withUTF8 { DayPattern(pattern)?.days($0) }
    guard let days, days.first == days.last else { return nil }
    return days.first.description
  }
}
