import CivilTime
import Diagnostics
import Rules

/// Says which sources of a user's own rules and schedules are said to have been compared on a day that
/// is still to come, which nobody can have done.
enum ComparisonDayNotices {
  static func all(_ library: RuleLibrary, _ request: CheckRequest) -> [Diagnostic] {
    let day = max(request.latestDay ?? request.asOf, request.asOf)
    return schedules(library.schedule, after: day)
      + rules(library, under: request.rulePaths, after: day)
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

  /// One warning for all rules, at the first of the citations: a run as of an earlier day would otherwise
  /// print one for nearly every citation.
  private static func rules(
    _ library: RuleLibrary, under paths: [String], after day: CivilDate
  ) -> [Diagnostic] {
    let own = library.rules.filter { rule in paths.contains { rule.path.hasPrefix($0) } }
    let early = own.flatMap { rule in
      rule.cites.compactMap { cite in
        cite.checked.flatMap { $0 > day ? (rule: rule, cite: cite, checked: $0) : nil }
      }
    }
    guard let first = early.first else { return [] }
    return [
      notice(
        first.cite.source, first.checked, day, at: first.rule.path, line: first.cite.line,
        others: early.count - 1)
    ]
  }

  private static func notice(
    _ source: String, _ checked: CivilDate, _ day: CivilDate, at path: String, line: Int,
    others: Int = 0
  ) -> Diagnostic {
    let counted = others == 1 ? "is 1 other citation" : "are \(others) other citations"
    let more = others == 0 ? "" : "; so \(counted)"
    return Diagnostic(
      .warning, "rule.future-comparison", at: SourcePosition(path: path, line: line, column: 1),
      "\"\(source)\" is said to have been compared on \(checked), which is after \(day)\(more)",
      hint: "give the day on which somebody read it")
  }
}
