import CEL
import CivilTime
import Findings
import Inventory
import Rules

/// Answers what conditions ask for beyond the facts of their subject.
final class HostAnswers: RuleHost {
  private unowned let evaluator: Evaluator
  @exclusivity(unchecked) private var lastPerson: SubjectKey?
  @exclusivity(unchecked) private var lastFacts: LinkedFacts?

  init(evaluator: Evaluator) { self.evaluator = evaluator }

  func isOnHold(_ object: Value, _ context: inout CallContext) -> Value {
    let facts = FactObject(object)
    let slots = Self.slots(of: object)
    let own = slots.hold.map { facts[$0] } ?? .absent
    if own.tag == .unknown || own.tag == .withheld { return Value(error: .unknownField) }
    if own.tag == .string {
      let inForce = evaluator.context.holds.isInForce(id: own.asString, on: context.today)
      // A hold that no register knows cannot be shown to be in force, nor released.
      guard let inForce else { return Value(error: .noSuchField) }
      if inForce { return Value(true) }
    }
    guard evaluator.context.holds.haveScopes else { return Value(false) }
    let category = slots.category.map { facts[$0] } ?? .absent
    if category.tag == .unknown || category.tag == .withheld {
      return Value(error: .unknownField)
    }
    let text = category.tag == .string ? category.asString : nil
    return Value(evaluator.isScopeHeld(category: text, on: context.today))
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

  /// The slots of an object that a hold is looked up by.
  private static func slots(of object: Value) -> (hold: Int?, category: Int?) {
    if object.aux == recordType { return recordSlots }
    let facts = FactObject(object)
    return (facts.slot("hold"), facts.slot("category"))
  }

  private static let recordType = Vocabulary.structType(Vocabulary.record.name)?.number ?? 0
  private static let recordSlots: (hold: Int?, category: Int?) = (
    Vocabulary.record.slot("hold"), Vocabulary.record.slot("category")
  )
  private static let subjectSlot = Vocabulary.record.slot("subject")

  func scheduleRow(_ code: Value, _ context: inout CallContext) -> Value {
    let (schedule, controllers) = (evaluator.context.schedule, evaluator.scope.controllers)
    let object = schedule.object(code, controllers: controllers)
    if evaluator.recordsBases, object.tag == .object,
      let row = schedule.row(code.asString, controllers: controllers)
    {
      evaluator.note(row)
    }
    return object
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
          evidence: entry.evidence))
    }
    return entry.value
  }

  /// What all records of a person say, who is often asked for several times in a row.
  private func linkedFacts(of subject: Value) -> LinkedFacts? {
    guard evaluator.context.links != nil else { return nil }
    let key = SubjectKey(subject.asBytes)
    if key != lastPerson {
      lastPerson = key
      lastFacts = evaluator.context.linkedFacts(of: key)
    }
    return lastFacts
  }

  func related(to record: Value, _ context: inout CallContext) -> Value {
    let subject = FactObject(record)[Self.subjectSlot]
    guard subject.tag == .string, let facts = linkedFacts(of: subject) else {
      let isOpen = subject.tag == .unknown || subject.tag == .withheld
      return Value(error: isOpen ? .unknownField : .noSuchField)
    }
    let fields = context.allocate(values: 4)
    fields[0] = facts.group == 0 ? .absent : Value(Int64(facts.group))
    fields[1] =
      facts.lastEvent == LinkedFacts.none
      ? .absent : Value(DateInterval(CivilDate(dayNumber: facts.lastEvent)))
    fields[2] = Value(Int64(facts.records))
    fields[3] = Value(Int64(facts.undisposed) - (evaluator.disposesOnTrial ? 1 : 0))
    return Value(object: fields, type: RuleTypes.related.number)
  }
}
