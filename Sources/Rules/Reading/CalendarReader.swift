import CivilTime
import Diagnostics
import Findings
import YAMLTree

/// Reads the public holidays of a place.
enum CalendarReader {
  /// - Parameter isSound: Whether its days are known to be days, so that they are read when somebody
  ///   asks for them.
  static func read(
    _ node: Node, path: String, isSound: Bool = false
  ) -> (calendar: HolidayCalendar, problems: [Diagnostic]) {
    var reader = DocumentReader(node, path: path, what: "a calendar")
    var calendar = HolidayCalendar(
      place: reader.requiredText("calendar"), title: reader.text("title") ?? "",
      source: reader.text("source") ?? "")
    for key in ["version", "note", "url", "checked"] { _ = reader.value(key) }
    calendar.parts = reader.texts("parts")
    calendar.anyOf = reader.texts("any-of")
    let hasOwnDays = calendar.parts.isEmpty && calendar.anyOf.isEmpty
    calendar.evidence = reader.evidence() ?? (hasOwnDays ? Evidence(.unread) : nil)
    calendar.years = reader.members("years")
    if !isSound {
      _ = holidays(calendar.years) { reader.fail("rule.wrong-kind", at: $0, "expected \($1)") }
    }
    return (calendar, reader.finish())
  }

  /// The days of the years of a file.
  ///
  /// - Parameter reject: Told of what is no year or no day of it, with what was expected.
  static func holidays(
    _ years: [Node.Member], _ reject: (_ node: Node, _ expected: String) -> Void
  ) -> [Int: Set<CivilDate>] {
    var holidays: [Int: Set<CivilDate>] = [:]
    for member in years {
      guard let year = Int(member.key), let days = member.value.elements else {
        reject(member.value, "a year with a list of days")
        continue
      }
      holidays[year] = Set(
        days.compactMap { node in
          if let text = node.text, let day = try? CivilDate(parsing: text), day.year == year {
            return day
          }
          reject(node, "a day of \(year) such as \(year)-12-25")
          return nil
        })
    }
    return holidays
  }
}
