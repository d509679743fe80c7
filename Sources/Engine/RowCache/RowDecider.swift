import CEL
import Inventory
import Rules

/// Finds out what the rows of a signature have in common: which rules are decided for all of them,
/// and on which days the others hang.
final class RowDecider {
  private let plans: RowPlans
  private let evaluator: Evaluator
  private let common: UnsafeMutablePointer<Value>
  private let slotCount: Int
  /// What the programs read, by their address.
  private var readings: [ObjectIdentifier: ProgramReading] = [:]
  private let listsPasses: Bool

  init(_ plans: RowPlans, _ evaluator: Evaluator) {
    self.plans = plans
    self.evaluator = evaluator
    slotCount = plans.definition.fields.count
    common = .allocate(capacity: slotCount)
    common.initialize(repeating: .unknown, count: slotCount)
    listsPasses = evaluator.context.options.showsPasses
  }

  deinit { common.deallocate() }

  /// The rules that may come out differently on rows of a signature in other datasets.
  func placesOfDataset(
    _ key: RowSignature.Key, _ row: FactObject, _ signature: RowSignature
  ) -> [Int] {
    // A signature tells whether a hold covers the dataset today, but neither what holds say of the
    // class and the hold that a row names, nor what they say of other days.
    let haveHolds = evaluator.context.holds.haveHolds
    let hangsOnRow =
      haveHolds
      && [plans.categorySlot, plans.holdSlot].contains { slot in
        slot.map { !signature.isAbsent($0, in: key) } ?? false
      }
    let places = plans.places.filter {
      plans.readsAncestors[$0] || hangsOnRow && plans.asksForHolds[$0]
        || haveHolds && plans.asksForHoldsOfAnyDay[$0]
    }
    var found: [Int] = []
    withCommonRow(key, row, signature) { _ in
      found = places.filter { !isForOtherKinds(plans.rules[$0]) }
    }
    return found
  }

  /// Whether a rule is for other rows than the current one.
  private func isForOtherKinds(_ rule: CompiledRule) -> Bool {
    rule.leadingTexts.contains {
      $0.variable == Evaluator.rowVariable && $0.exclude(common[$0.slot])
    }
  }

  /// Asks rules about what the rows of a signature share.
  ///
  /// - Parameter isOfDataset: Whether what is found serves only one dataset.
  func standings(
    _ places: [Int], _ key: RowSignature.Key, _ row: FactObject, _ signature: RowSignature,
    isOfDataset: Bool = false
  ) -> RuleStandings {
    guard !places.isEmpty else { return RuleStandings() }
    var decided: [RuleStandings.Decided] = []
    var plans: [RuleChoice.Plan] = []
    withCommonRow(key, row, signature) { _ in
      for place in places {
        switch ask(place) {
        case .decided(let outcome): decided.append((place, outcome))
        case .open(let plan) where isUndeterminedForAll(plan, key, signature):
          decided.append((place, .undetermined))
        case .open(let plan): plans.append(plan)
        }
      }
    }
    let days = plans.map { listsPasses ? [] : self.days(of: $0, key, signature) }
    let fields = DayFields(Set(days.joined()).sorted())
    let open = zip(plans, days).map { plan, days in
      OpenRule(
        plan, learns: !days.isEmpty && fields.lanes(of: days) != nil,
        waits: isOfDataset ? Self.rowsBefore : 0)
    }
    return RuleStandings(decided: decided, open: open, days: fields)
  }

  /// What the days of a row that was asked tell about other rows of its signature.
  func answer(
    _ plan: RuleChoice.Plan, _ fields: DayFields, _ outcome: Evaluator.Outcome,
    _ key: RowSignature.Key, _ row: FactObject, _ signature: RowSignature,
    without column: ColumnWatch.Pair? = nil
  ) -> OpenRule.Answer? {
    guard let lanes = fields.lanes(of: days(of: plan, key, signature)) else { return nil }
    var box: DayBox?
    withCommonRow(key, row, signature) { common in
      // What is in an object is not known of the rows in common anyway.
      if let column, column.inner == nil { common[column.slot] = .unknown }
      let search = BoxSearch(
        plan: plan, fields: fields, lanes: lanes, common: common, evaluator: evaluator,
        outcome: outcome)
      box = search.box(around: fields.days(of: row.fields))
    }
    return box.map { OpenRule.Answer(box: $0, outcome: outcome) }
  }

  /// The numbers of the fields, with a rule each, that the rows of a signature lack, where the rule
  /// is not for other kinds of row.
  func columns(
    _ key: RowSignature.Key, _ row: FactObject, _ signature: RowSignature
  ) -> [Int] {
    var columns: [Int] = []
    withCommonRow(key, row, signature) { _ in
      columns = plans.columns.indices.filter { number in
        let pair = plans.columns[number]
        // An object that is not there gives nothing that a rule could read.
        return signature.isAbsent(pair.slot, in: key) == (pair.inner == nil)
          && !isForOtherKinds(plans.rules[pair.place])
      }
    }
    return columns
  }

  /// What is to be watched of the rows of a signature: those of some fields, with a rule each, that
  /// may matter to one of them.
  func watches(
    _ columns: [Int], _ key: RowSignature.Key, _ row: FactObject, _ signature: RowSignature
  ) -> Watches {
    guard !columns.isEmpty else { return .none }
    var open: [Int] = []
    withCommonRow(key, row, signature) { common in
      open = columns.filter { number in
        let pair = plans.columns[number]
        if isUndeterminedForAll(pair.place, key, signature) { return false }
        let plan = plans.plan(pair.place)
        let lacking = common[pair.slot]
        defer { common[pair.slot] = lacking }
        // A rule that is only for rows without the field has nothing to say of those with it.
        common[pair.slot] = .withheld
        let isWithout = pair.inner == nil
        if isWithout, let when = plan.when, evaluator.truth(of: when) == false { return false }
        if isWithout { common[pair.slot] = .unknown }
        return evaluator.decided(plan) == nil
      }
    }
    return Watches(
      open.map { number in
        let pair = plans.columns[number]
        let plan = plans.plan(pair.place)
        return (number, pair, plan, days(of: plan, key, signature))
      })
  }

  /// How many rows of a dataset are asked before learning from one is worth while.
  private static let rowsBefore = 24

  /// Makes the row that a signature's rows share the current one.
  func withCommonRow(
    _ key: RowSignature.Key, _ row: FactObject, _ signature: RowSignature,
    _ body: (UnsafeMutablePointer<Value>) -> Void
  ) {
    signature.write(common: key, of: row.fields, to: common, count: slotCount)
    let current = evaluator.variables[Evaluator.rowVariable]
    evaluator.variables[Evaluator.rowVariable] = Value(object: common, type: row.type)
    body(common)
    evaluator.variables[Evaluator.rowVariable] = current
  }

  private enum Answer {
    case decided(Evaluator.Outcome)
    case open(RuleChoice.Plan)
  }

  /// Asks a rule about the current row; compiles no more of it than that needs.
  private func ask(_ place: Int) -> Answer {
    let rule = plans.rules[place]
    if isForOtherKinds(rule) { return .decided(.notApplicable) }
    let when = rule.when.map { Unmanaged.passUnretained($0) }
    let isFor = when.map { evaluator.truth(of: $0) } ?? .some(true)
    if isFor == false { return .decided(.notApplicable) }
    var plan = plans.plan(place)
    let isMet = listsPasses ? nil : plan.require.flatMap { evaluator.truth(of: $0) }
    if isFor == true, isMet == true { return .decided(.pass) }
    if isFor == true { plan.when = nil } else if isMet == true { plan.require = nil }
    return .open(plan)
  }

  /// Whether a rule cannot be decided for any row of a signature, whatever it lacks.
  private func isUndeterminedForAll(
    _ place: Int, _ key: RowSignature.Key, _ signature: RowSignature
  ) -> Bool {
    guard case .open(let plan) = ask(place) else { return false }
    return isUndeterminedForAll(plan, key, signature)
  }

  /// Whether a rule that asks for linked records cannot be decided for any row of a signature, since
  /// records are not linked and everything else that it reads is the same for all of them.
  private func isUndeterminedForAll(
    _ plan: RuleChoice.Plan, _ key: RowSignature.Key, _ signature: RowSignature
  ) -> Bool {
    guard evaluator.context.links == nil, plans.rules[plan.place].needsLinking,
      plan.when == nil, let require = plan.require
    else { return false }
    let reading = reading(require)
    guard reading.fields.allSatisfy({ signature.isShared($0, in: key) }) else { return false }
    let asksForHolds =
      plans.asksForHolds[plan.place] || plans.asksForHoldsOfAnyDay[plan.place]
    if reading.readsWholeRow, asksForHolds { return false }
    return evaluator.outcome(of: plan) == .undetermined
  }

  /// The fields whose days may decide a rule on the rows of a signature.
  private func days(
    of plan: RuleChoice.Plan, _ key: RowSignature.Key, _ signature: RowSignature
  ) -> [Int] {
    let readings = [plan.when, plan.require].compactMap(\.self).map(reading)
    guard !readings.contains(where: \.seesPrecision) else { return [] }
    return Set(readings.flatMap(\.fields)).sorted().filter { slot in
      plans.definition.fields[slot].kind.isDate && !signature.isShared(slot, in: key)
    }
  }

  private func reading(_ program: Unmanaged<Program>) -> ProgramReading {
    program._withUnsafeGuaranteedRef { program in
      if let known = readings[ObjectIdentifier(program)] { return known }
      let made = ProgramReading(program, variable: plans.variable, plans.definition)
      readings[ObjectIdentifier(program)] = made
      return made
    }
  }
}

/// What a program reads of a row.
private struct ProgramReading {
  /// The slots of the fields.
  var fields: [Int] = []
  /// Whether it hands the row as a whole to a function.
  var readsWholeRow = false
  /// Whether it can tell a day that is known in part from one that it could be.
  let seesPrecision: Bool

  init(_ program: Program, variable: String, _ definition: ObjectDefinition) {
    seesPrecision = program.seesPrecision
    for path in program.fieldPathsRead {
      let steps = path.split(separator: ".", maxSplits: 2)
      guard steps.first == Substring(variable) else { continue }
      guard steps.count > 1 else {
        readsWholeRow = true
        continue
      }
      let name = steps[1].prefix { $0 != "[" }
      if let slot = definition.fields.firstIndex(where: { $0.name == name }) { fields.append(slot) }
    }
  }
}

extension FieldDefinition.Kind {
  fileprivate var isDate: Bool {
    if case .date = self { true } else { false }
  }
}
