import CivilTime
import Diagnostics
import Findings
import YAMLTree

/// Reads the public holidays of a place.
enum CalendarReader {
  static func read(
    _ node: Node, path: String
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
    for member in reader.members("years") {
      guard let year = Int(member.key), let days = member.value.elements else {
        reader.fail(
          "rule.wrong-kind", at: member.value, "expected a year with a list of days")
        continue
      }
      calendar.holidays[year] = Set(days.compactMap { day(of: $0, in: year, &reader) })
    }
    return (calendar, reader.finish())
  }

  private static func day(
    of node: Node, in year: Int, _ reader: inout DocumentReader
  ) -> CivilDate? {
    if let text = node.text, let day = try? CivilDate(parsing: text), day.year == year {
      return day
    }
    reader.fail("rule.wrong-kind", at: node, "expected a day of \(year) such as \(year)-12-25")
    return nil
  }
}
