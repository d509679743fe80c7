import CivilTime
import Diagnostics
import Rules

/// Says which sources of a user's own rules and schedules are said to have been compared on a day that
/// is still to come, which nobody can have done.
enum ComparisonDayNotices {
  static func all(_ library: RuleLibrary, _ request: CheckRequest) -> [Diagnostic] {
    let day = max(request.latestDay ?? request.asOf, request.asOf)
    return schedules(library.schedule, after: day)
      + request.rulePaths.flatMap { rules(library, under: $0, after: day) }
  }

  private static func schedules(_ schedule: Schedule, after day: CivilDate) -> [Diagnostic] {
    guard schedule.hasOwnRows else { return [] }
    let rows = schedule.codes.flatMap { schedule.candidates($0) }.filter {
      $0.maker == .organisation
    }
    var told: Set<String> = []
    return rows.compactMap { row in
      guard let checked = schedule.sources[row.source]?.checked, checked > day,
        told.insert(row.source).inserted
      else { return nil }
      return notice(row.source, checked, day, at: row.path, line: row.line)
    }
  }

  private static func rules(
    _ library: RuleLibrary, under path: String, after day: CivilDate
  ) -> [Diagnostic] {
    library.rules.filter { $0.path.hasPrefix(path) }.flatMap { rule in
      rule.cites.compactMap { cite in
        guard let checked = cite.checked, checked > day else { return nil }
        return notice(cite.source, checked, day, at: rule.path, line: cite.line)
      }
    }
  }

  private static func notice(
    _ source: String, _ checked: CivilDate, _ day: CivilDate, at path: String, line: Int
  ) -> Diagnostic {
    Diagnostic(
      .warning, "rule.future-comparison", at: SourcePosition(path: path, line: line, column: 1),
      "\"\(source)\" is said to have been compared on \(checked), which is after \(day)",
      hint: "give the day on which somebody read it")
  }
}
