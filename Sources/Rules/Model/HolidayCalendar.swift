public import CivilTime
public import Findings
import YAMLTree

/// The public holidays of a place.
public struct HolidayCalendar: Sendable {
  /// The code of the place, one of the jurisdictions.
  public var place: String
  /// What it lists.
  public var title: String
  /// Where the days were read.
  public var source: String
  /// How well the days are known; `nil` where it consists of the days of its parts.
  public var evidence: Evidence?
  /// The years with their days, as the file writes them, read when they are asked for: there are
  /// thousands, and a check asks for those of few places.
  let years: Later<[Node.Member]>
  /// The places it consists of, where it has no days of its own.
  public var parts: [String] = []
  /// The places of which a holiday in any one is a holiday here, where it has no days of its own.
  public var anyOf: [String] = []

  /// The days by year; of a year that is not here none is known. Read at each call.
  public var holidays: [Int: Set<CivilDate>] { CalendarReader.holidays(years.value) { _, _ in } }
}
