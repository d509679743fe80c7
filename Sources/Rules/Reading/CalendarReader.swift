import CivilTime
import Diagnostics
import Findings
import YAMLTree

/// Reads the public holidays of a place.
enum CalendarReader {
  /// Reads a file; its days only when they are asked for, where it has a head and they are known to be
  /// days.
  static func read(
    _ file: RuleFile, isSound: Bool
  ) -> (calendar: HolidayCalendar, problems: [Diagnostic]) {
    if isSound, file.hasHead {
      var reader = DocumentReader(file.head, path: file.path, what: "a calendar")
      let years = Later {
        var days = DocumentReader(file.root, path: file.path, what: "a calendar")
        return days.members("years")
      }
      return (read(&reader, years), [])
    }
    var reader = DocumentReader(file.root, path: file.path, what: "a calendar")
    let years = reader.members("years")
    let calendar = read(&reader, Later { years })
    _ = holidays(years) { reader.fail("rule.wrong-kind", at: $0, "expected \($1)") }
    return (calendar, reader.finish())
  }

  private static func read(
    _ reader: inout DocumentReader, _ years: Later<[Node.Member]>
  ) -> HolidayCalendar {
    var calendar = HolidayCalendar(
      place: reader.requiredText("calendar"), title: reader.text("title") ?? "",
      source: reader.text("source") ?? "", years: years)
    for key in ["version", "note", "url", "checked"] { _ = reader.value(key) }
    calendar.parts = reader.texts("parts")
    calendar.anyOf = reader.texts("any-of")
    let hasOwnDays = calendar.parts.isEmpty && calendar.anyOf.isEmpty
    calendar.evidence = reader.evidence() ?? (hasOwnDays ? Evidence(.unread) : nil)
    return calendar
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
