import CEL
import CivilTime
import Rules

extension HostAnswers {
  func counting(
    from trigger: Value, _ counting: Value, _ context: inout CallContext
  ) -> Value {
    guard trigger.tag == .string, counting.tag == .string,
      let mode = CountingMode(rawValue: counting.asString)
    else { return Value(error: .invalidArgument) }
    // Most events end no year.
    guard trigger.asBytes.suffix(8).elementsEqual("year-end".utf8) || mode == .financialYearEnd
    else { return counting }
    let years = BodyYears(evaluator.variables[0])
    let (answer, open) = years.counting(from: trigger.asString, mode)
    for case .open(let path, let state) in open { evaluator.note(gap: path, state) }
    return answer == Counting([], mode) ? counting : context.string(answer.description)
  }
}
