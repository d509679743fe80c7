import CEL
import CivilTime
import Findings
import Results
import Rules

/// The days of a breach: the last permitted one, how many are over, and since when.
extension FindingBuilder {
  /// The days past the last permitted day, where a rule has one that may be shown.
  func daysOver(_ rule: CompiledRule, _ evaluator: Evaluator) -> Int? {
    guard !notes[rule].hidesDaysOver, let (due, end) = lastPermittedDay(rule, evaluator) else {
      return nil
    }
    let days = end.days(since: due)
    return days > 0 ? days : nil
  }

  /// Adds the last permitted day and the days past it, unless they would give a masked day away.
  func addDays(to finding: inout Finding, _ rule: CompiledRule, _ evaluator: Evaluator) {
    guard !notes[rule].hidesDaysOver else { return }
    guard rule.lastPermitted != nil else {
      guard let since = beginning(rule, evaluator) else { return }
      finding.since = since
      // Of the rows of a dataset the worst is found by the days that the rule itself counts.
      guard rule.rule.report == .each else { return }
      let due = since.adding(days: -1)
      finding.dueDate = due
      finding.daysOver = max(evaluator.machine.today.days(since: due), 0)
      return
    }
    guard let (due, end) = lastPermittedDay(rule, evaluator) else { return }
    finding.dueDate = due
    let days = end.days(since: due)
    guard days > 0 else { return }
    finding.daysOver = days
    finding.since = due.adding(days: 1)
    if end < evaluator.machine.today { finding.endedOn = end }
  }

  /// The last permitted day, and the day until which days over are counted; `nil` where the rule has
  /// none or it is not known.
  private func lastPermittedDay(
    _ rule: CompiledRule, _ evaluator: Evaluator
  ) -> (due: CivilDate, end: CivilDate)? {
    guard let program = rule.lastPermitted else { return nil }
    let value = evaluator.machine.evaluate(program, evaluator.variables, host: evaluator.host)
    guard value.tag == .date else { return nil }
    return (value.lastDay, countedUntil(rule, evaluator, after: value.lastDay))
  }

  /// The day until which days over are counted: today, or an earlier one on which it ended, such as
  /// that of a late answer.
  private func countedUntil(
    _ rule: CompiledRule, _ evaluator: Evaluator, after due: CivilDate
  ) -> CivilDate {
    let today = evaluator.machine.today
    guard let counted = rule.countedDays else { return today }
    let days = counted.programs.compactMap { program -> CivilDate? in
      let value = evaluator.machine.evaluate(program, evaluator.variables, host: evaluator.host)
      return value.tag == .date && value.lastDay > due ? value.lastDay : nil
    }
    return min(today, (counted.needsAll ? days.max() : days.min()) ?? today)
  }

  /// Makes a finding announce a breach of which a check is certain from a day on.
  ///
  /// Where the breach will have begun earlier, as that of the oldest of an age band does, a later check
  /// counts from its own first day: the finding names that day too, so that both say the same. The
  /// evaluator's day is put back by the caller.
  func announce(
    _ finding: inout Finding, _ rule: CompiledRule, _ evaluator: Evaluator, on day: CivilDate
  ) {
    let eve = day.adding(days: -1)
    let today = evaluator.context.options.asOf
    guard let due = finding.dueDate, due < eve,
      isOpen(rule, evaluator, on: max(due.adding(days: 1), today))
    else {
      finding.dueDate = finding.dueDate ?? eve
      return finding.announce(on: day)
    }
    let first = due.adding(days: 1)
    if first > today {
      finding.cause = EngineMessage.certainFrom.text(
        first.description, day.description, finding.cause)
      finding.announce(on: first)
    } else {
      finding.cause = EngineMessage.openSince.text(finding.cause, first.description)
      finding.dueDate = eve
      finding.announce(on: day)
    }
  }

  /// Whether a rule cannot be decided on a day.
  private func isOpen(
    _ rule: CompiledRule, _ evaluator: Evaluator, on day: CivilDate
  ) -> Bool {
    evaluator.machine.today = day
    if case .undetermined = evaluator.outcome(of: rule) { return true }
    return false
  }

  /// Whether the days of a rule would give away a day of somebody's life.
  func hidesDays(of rule: CompiledRule) -> Bool { notes[rule].hidesDays }

  /// The first day of the unbroken run of days in breach; `nil` if the day plays no part.
  private func beginning(_ rule: CompiledRule, _ evaluator: Evaluator) -> CivilDate? {
    var days: [CivilDate] = []
    for program in notes[rule].datedPrograms {
      let window = evaluator.machine.window(
        program, evaluator.variables, host: evaluator.host, looksAhead: false)
      // What was not found to its end is no day to tell.
      guard window.isFromComplete else { return nil }
      if let from = window.from { days.append(from) }
    }
    if !days.isEmpty, let effective = rule.rule.effectiveFrom { days.append(effective) }
    return days.max()
  }
}
