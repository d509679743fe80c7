import CEL
import CivilTime
import Findings
import Inventory
import Rules

/// Answers what conditions ask for beyond the facts of their subject.
final class HostAnswers: RuleHost {
  private unowned let evaluator: Evaluator

  init(evaluator: Evaluator) { self.evaluator = evaluator }

  func isOnHold(_ object: Value, _ context: inout CallContext) -> Value {
    let facts = FactObject(object)
    let own = facts.value("hold")
    if own.tag == .unknown { return Value(error: .unknownField) }
    if own.tag == .string {
      let inForce = evaluator.context.holds.isInForce(id: own.asString, on: context.today)
      // A hold that no register knows cannot be shown to be in force, nor released.
      guard let inForce else { return Value(error: .noSuchField) }
      if inForce { return Value(true) }
    }
    return Value(evaluator.isScopeHeld(category: facts.text("category"), on: context.today))
  }

  func daysOnHold(
    _ object: Value, _ context: inout CallContext
  ) -> ClosedRange<CivilDate> {
    let facts = FactObject(object)
    let scopes = evaluator.scope.scopes(category: facts.text("category"))
    let turns = evaluator.context.holds.turningDays(scopes: scopes, id: facts.text("hold"))
    let today = context.today
    let from = turns.filter { $0 <= today }.max() ?? .earliest
    let next = turns.filter { $0 > today }.min()
    return from...(next?.adding(days: -1) ?? .latest)
  }

  func scheduleRow(_ code: Value, _ context: inout CallContext) -> Value {
    guard let row = evaluator.context.schedule.object(code) else {
      return Value(error: .noSuchKey)
    }
    if evaluator.recordsBases, let entry = evaluator.context.schedule.schedule[code.asString] {
      evaluator.note(entry)
    }
    return row
  }

  func parameter(_ name: Value, _ context: inout CallContext) -> Value {
    guard name.tag == .string else { return Value(error: .invalidArgument) }
    let text = name.asString
    let entry = evaluator.context.parameters.entry(text, controllers: evaluator.scope.controllers)
    guard let entry else { return Value(error: .noSuchField) }
    if evaluator.recordsBases {
      evaluator.note(
        Derivation.Basis(
          kind: "parameter", name: text, value: entry.text, origin: entry.origin,
          isVerified: entry.isVerified))
    }
    return entry.value
  }

  func related(to record: Value, _ context: inout CallContext) -> Value {
    let subject = FactObject(record).value("subject")
    guard subject.tag == .string, let facts = evaluator.context.linkedFacts(of: subject) else {
      return subject.tag == .unknown ? Value(error: .unknownField) : Value(error: .noSuchField)
    }
    let fields = context.allocate(values: 4)
    fields[0] = facts.group == 0 ? .absent : Value(Int64(facts.group))
    fields[1] =
      facts.lastEvent == LinkedFacts.none
      ? .absent : Value(DateInterval(CivilDate(dayNumber: facts.lastEvent)))
    fields[2] = Value(Int64(facts.records))
    fields[3] = Value(Int64(facts.undisposed))
    return Value(object: fields, type: RuleTypes.related.number)
  }
}
