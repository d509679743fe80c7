import CEL
import CivilTime
import Rules

/// The days on which a rule will begin to be in breach, if only time passes.
///
/// Goes from window to window of the rule's conditions: nothing about the future is declared a
/// second time, and no day is looked at on which nothing changes.
struct Forecast {
  let rule: CompiledRule
  let evaluator: Evaluator

  /// The days after the day of the check, in order, on which a breach begins.
  func days() -> [CivilDate] {
    let start = evaluator.context.options.asOf
    guard let end = evaluator.context.options.forecastUntil else { return [] }
    defer { evaluator.machine.today = start }
    var days: [CivilDate] = []
    var day = start
    var wasBreach = isBreach(on: day)
    while let next = nextChange(after: day), next <= end {
      day = next
      let isBreach = isBreach(on: day)
      if isBreach, !wasBreach { days.append(day) }
      wasBreach = isBreach
    }
    return days
  }

  private func isBreach(on day: CivilDate) -> Bool {
    evaluator.machine.today = day
    guard rule.rule.isEffective(on: day) else { return false }
    if case .breach = evaluator.outcome(of: rule) { return true }
    return false
  }

  /// The first day after a day on which a condition, or whether the rule holds, may be another.
  private func nextChange(after day: CivilDate) -> CivilDate? {
    evaluator.machine.today = day
    let programs = [rule.when, rule.require].compactMap(\.self).filter(\.readsToday)
    var changes = programs.compactMap { program in
      evaluator.machine.window(program, evaluator.variables, host: evaluator.host).until?
        .adding(days: 1)
    }
    if let from = rule.rule.effectiveFrom { changes.append(from) }
    if let until = rule.rule.effectiveUntil { changes.append(until.adding(days: 1)) }
    return changes.filter { $0 > day }.min()
  }
}
