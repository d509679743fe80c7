import CEL
import CivilTime
import Findings
import Inventory
import Rules

/// Answers what conditions ask for beyond the facts of their subject.
final class HostAnswers: RuleHost {
  unowned let evaluator: Evaluator
  private let today: CivilDate
  /// What other records say of people, asked for with each row.
  private let links: Links?
  private let related = RuleTypes.related.number
  private let subjectSlot = Vocabulary.record.slot("subject")
  /// Whether a record that was not disposed of is looked at as if it were; for trying fixes.
  var disposesOnTrial = false
  private let people: LinkedPeople?
  /// What was answered for the organisations that answered last, which conditions ask again and again.
  private var known = KnownAnswers()

  init(evaluator: Evaluator) {
    self.evaluator = evaluator
    today = evaluator.context.options.asOf
    links = evaluator.context.links
    people = links.flatMap { links in
      evaluator.context.linkSpaces.map { LinkedPeople(links, $0) }
    }
  }

  /// Answers for subjects of a system from now on.
  func enter(_ system: InventoryNode?) { people?.enter(system) }

  func isHeld(
    _ object: Value, on day: DateInterval, as use: HoldUse, _ context: inout CallContext
  ) -> Value {
    let named = Self.named(by: object)
    var gap: Hold.OpenFact?
    if named.hold.tag == .string {
      let subject = evaluator.holdSubject(named)
      switch evaluator.context.holds.standingOfOwn(subject, on: day, as: use) {
      case .inForce: return Value(true)
      case .open(let fact): gap = fact
      case .notInForce: break
      }
    }
    if named.category.isOpen {
      if evaluator.context.holds.mayCoverUnnamed(evaluator.holdControllers) {
        return Value(error: .unknownField)
      }
    } else {
      let category = named.category.tag == .string ? named.category.asString : nil
      switch evaluator.scopeStanding(category: category, on: day) {
      case .inForce: return Value(true)
      case .open(let fact): gap = gap ?? fact
      case .notInForce: break
      }
    }
    if named.hold.isOpen { return Value(error: .unknownField) }
    return gap.map { missing($0) } ?? Value(false)
  }

  /// That it hangs on what is not known of a hold.
  private func missing(_ fact: Hold.OpenFact) -> Value {
    if evaluator.recordsBases {
      let path =
        switch (fact.hold, fact.field) {
        case (_?, nil) where fact.isMisfit: "record.hold"
        case (let hold?, let field?): "organisation.holds[\(hold)].\(field)"
        case (let hold?, nil): "organisation.holds[\(hold)]"
        case (nil, "controllers"): "system.controllers"
        case (nil, _): "organisation.holds"
        }
      evaluator.note(gap: path, fact.state, at: fact.mark, of: fact.organisation)
    }
    return Value(error: fact.isPartial ? .partialDate : .noSuchField)
  }

  func daysHeld(_ object: Value, _ context: inout CallContext) -> ClosedRange<CivilDate> {
    let turns = evaluator.context.holds.turningDays(evaluator.holdSubject(Self.named(by: object)))
    let today = context.today
    let from = turns.filter { $0 <= today }.max() ?? .earliest
    let next = turns.filter { $0 > today }.min()
    return from...(next?.adding(days: -1) ?? .latest)
  }

  func holds(of object: Value, on day: DateInterval, _ context: inout CallContext) -> Value {
    let named = Self.named(by: object)
    if named.hold.isOpen || named.category.isOpen { return Value(error: .unknownField) }
    let holds = evaluator.context.holds.inForce(evaluator.holdSubject(named), on: day)
    return context.list(holds.map { context.string($0.id) })
  }

  func holdReleases(of record: Value, _ context: inout CallContext) -> Value {
    let named = Self.named(by: record)
    if named.hold.isOpen { return Value(error: .unknownField) }
    guard named.hold.tag == .string else { return context.list([]) }
    let holds = evaluator.context.holds.own(evaluator.holdSubject(named))
    if holds.isEmpty { return missing(Hold.OpenFact(hold: named.hold.asString, field: nil)) }
    var days: [Value] = []
    for hold in holds {
      switch hold.release {
      case .never: break
      case .on(let day):
        // One that is to come, or that began after its release, never was in force.
        let asOf = evaluator.context.options.asOf
        if let from = hold.from, from.first > min(day.last, asOf) { break }
        guard let from = hold.from, from.last <= min(day.first, asOf) else {
          return missing(hold.gap("from", isPartial: hold.from != nil))
        }
        days.append(Value(day))
      case .unknown: return missing(hold.gap("released"))
      }
    }
    return context.list(days)
  }

  /// What an object names that a hold is looked up by, a hold that nobody registered included.
  static func named(by object: Value) -> (hold: Value, category: Value) {
    let facts = FactObject(object)
    let slots = slots(of: object)
    return (
      slots.hold.map { facts.stated($0) } ?? .absent, slots.category.map { facts[$0] } ?? .absent
    )
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

  func scheduleRow(_ code: Value, _ context: inout CallContext) -> Value {
    guard code.tag == .string else { return Value(error: .noSuchKey) }
    let row = scheduleStanding(code.asString)
    // Organisations that read different figures leave open which of them counts.
    if row.isContested, evaluator.scope.dataset != nil {
      let controllers = evaluator.scope.controllers
      let path = controllers.count == 1 ? "organisation.schedule.rows" : "dataset.controller"
      evaluator.note(gap: path, "absent")
    }
    if row.mayBeOther { return unknownRows(row) }
    guard let entry = row.entry else {
      return Value(error: row.isContested ? .unknownField : .noSuchKey)
    }
    if evaluator.recordsBases {
      evaluator.note(entry.row)
      if !entry.unknown.isEmpty { evaluator.openRows.append(entry) }
    }
    return entry.object
  }

  func hasScheduleRow(_ code: Value, _ context: inout CallContext) -> Value {
    guard code.tag == .string else { return code.isMissingFact ? code : Value(false) }
    let row = scheduleStanding(code.asString)
    let hasRow = row.entry != nil || row.isContested
    return !hasRow && row.mayBeOther ? unknownRows(row) : Value(hasRow)
  }

  /// What the schedules say of a class, which several rules ask of each dataset.
  private func scheduleStanding(_ code: String) -> ScheduleTable.Standing {
    let controllers = evaluator.scope.controllers
    known.serve(controllers)
    if let answer = known.classes[code] { return answer }
    let answer = evaluator.context.schedule.standing(code, controllers: controllers)
    if known.classes.count >= KnownAnswers.mostClasses { known.classes = [:] }
    known.classes[code] = answer
    return answer
  }

  /// That it hangs on the rows of a schedule that an organisation may have, or on the class of some that
  /// it has.
  private func unknownRows(_ standing: ScheduleTable.Standing) -> Value {
    guard evaluator.recordsBases else { return Value(error: .unknownField) }
    if standing.nameless.isEmpty || evaluator.scope.controllers.count != 1 {
      evaluator.note(gap: "organisation.schedule.rows", "absent")
    } else {
      for place in standing.nameless {
        evaluator.note(gap: place.path(of: "category"), "absent", at: place.mark)
      }
    }
    return Value(error: .unknownField)
  }

  func isInUse(pack name: Value, _ context: inout CallContext) -> Value {
    guard name.tag == .string else { return Value(error: .invalidArgument) }
    let (pack, controllers) = (name.asString, evaluator.scope.controllers)
    known.serve(controllers)
    if let answer = known.packs[pack] { return answer }
    let isInUse = evaluator.context.isInUse(pack: pack, controllers: controllers)
    let answer = isInUse.map { Value($0) } ?? Value(error: .noSuchField)
    known.packs[pack] = answer
    return answer
  }

  func hasOwnSchedule(_ context: inout CallContext) -> Value {
    let hasRows = evaluator.context.schedule.hasOwnRows(controllers: evaluator.scope.controllers)
    return hasRows.map { Value($0) } ?? Value(error: .unknownField)
  }

  func kinds(_ context: inout CallContext) -> Value {
    let controllers = evaluator.scope.controllers
    let kinds = controllers.map { controller in
      evaluator.context.organisations[controller].flatMap { $0.object.text("kind") }
    }
    let known = Set(kinds.compactMap(\.self))
    guard !kinds.isEmpty, !kinds.contains(nil) else {
      if evaluator.recordsBases { evaluator.note(gap: "organisation.kind", "absent") }
      return Value(error: .noSuchField)
    }
    return context.list(known.sorted().map { context.string($0) })
  }

  func listsRows(_ context: inout CallContext) -> Value {
    Value(evaluator.scope.dataset?.hasRows ?? false)
  }

  func parameter(_ name: Value, _ context: inout CallContext) -> Value {
    guard name.tag == .string else { return Value(error: .invalidArgument) }
    let (text, controllers) = (name.asString, evaluator.scope.controllers)
    known.serve(controllers)
    if !evaluator.recordsBases, let answer = known.parameters[text] { return answer }
    let entry = evaluator.context.parameters.entry(text, controllers: controllers)
    guard let entry else { return Value(error: .noSuchField) }
    known.parameters[text] = entry.value
    if evaluator.recordsBases {
      evaluator.note(
        Derivation.Basis(
          kind: "parameter", name: text, value: entry.text, origin: entry.origin,
          evidence: entry.evidence))
    }
    return entry.value
  }

  func related(to record: Value, _ context: inout CallContext) -> Value {
    let subject = FactObject(record)[subjectSlot]
    guard subject.tag == .string,
      let (facts, isOpen) = people?.person(subject)
    else {
      return Value(error: subject.isOpen ? .unknownField : .noSuchField)
    }
    if isOpen {
      evaluator.note(gap: "record.subject", "unnamed")
      return Value(error: .unknownField)
    }
    if let doubt = facts.doubt {
      evaluator.note(gap: "record.subject", doubt == .births ? "contradictory" : "ambiguous")
      return Value(error: .unknownField)
    }
    let fields = context.allocate(values: 6)
    fields[0] = Self.value(of: facts.group)
    fields[1] = Self.value(of: facts.event, asOf: today)
    fields[2] = facts.records.map { Value(Int64($0)) } ?? .unknown
    let own = disposesOnTrial ? 1 : 0
    fields[3] = undisposed(facts).map { Value(Int64(max($0 - own, 0))) } ?? .unknown
    fields[4] = facts.groupAtMost.map { Value(Int64($0)) } ?? .absent
    fields[5] = facts.undisposedAtLeast.map { Value(Int64(max($0 - own, 0))) } ?? .unknown
    return Value(object: fields, type: related)
  }

  /// How many records of a person are not disposed of; `nil` where that is not known, as where another
  /// dataset does not say what it holds.
  private func undisposed(_ facts: LinkedFacts) -> Int? {
    guard people?.mayHideRecords != true else { return nil }
    return facts.undisposed
  }

  private static func value(of group: LinkedFacts.Group?) -> Value {
    switch group {
    case .certain(let group): Value(Int64(group))
    case .possible, .unknown: .unknown
    case nil: .absent
    }
  }

  /// The days of the last event; unknown where it lies after the day of the check, which hides what
  /// came before it.
  private static func value(of event: LinkedFacts.Bound?, asOf today: CivilDate) -> Value {
    guard let event else { return .absent }
    guard let first = event.first, first <= today,
      let days = DateInterval(first: first, last: max(first, event.last ?? farAway))
    else { return .unknown }
    return Value(days)
  }

  /// Stands for a day that could be any from a first on; far from the end of the calendar, so that
  /// periods can be added to it.
  private static let farAway = CivilDate(year: 9000, month: 1, day: 1) ?? .latest

  func hasLinkedPeople(_ system: Value, _ context: inout CallContext) -> Value {
    guard let links, let system = evaluator.scope.system else {
      return Value(error: .noSuchField)
    }
    if links.hasPeople(inSystem: system.path) { return Value(true) }
    evaluator.note(gap: "record.subject", "absent")
    return Value(error: .noSuchField)
  }
}

/// Answers that hang on nothing but the organisations that answer for a subject.
private struct KnownAnswers {
  private var controllers: [String] = []
  var packs: [String: Value] = [:]
  var parameters: [String: Value] = [:]
  var classes: [String: ScheduleTable.Standing] = [:]
  /// Rows may name anything as their class.
  static let mostClasses = 1000

  /// Forgets what was answered for other organisations.
  mutating func serve(_ names: [String]) {
    if names == controllers { return }
    controllers = names
    packs = [:]
    parameters = [:]
    classes = [:]
  }
}

extension Value {
  /// Whether it is there and not told, or said to be unknown.
  fileprivate var isOpen: Bool { tag == .unknown || tag == .withheld }
}
