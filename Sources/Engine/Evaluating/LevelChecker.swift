import CEL
import CivilTime
import Inventory
import Results
import Rules

/// Checks the records, or the holdings, of one dataset.
final class LevelChecker {
  private let evaluator: Evaluator
  private let log: CheckLog
  private let level: Rule.Level
  private let choice: RuleChoice
  private let cache: RowCache
  @exclusivity(unchecked) private var active: ActiveRules
  /// The findings of rules of which it is said once of a dataset that they cannot be decided, by
  /// the places of the rules; `nil` where nothing was written.
  private var saidOnce: [Int: CheckLog.SharedFinding?] = [:]
  /// How many rows there were.
  @exclusivity(unchecked) private(set) var rows = 0
  /// The controllers of the dataset, for rows that name none.
  private let controllers: [String]
  private let controllerSlot: Int?
  private let listsPasses: Bool
  /// Whether it is asked which rules will be in breach on a later day.
  private let forecasts: Bool
  /// What hangs on fields that no record may give.
  private let columns: ColumnWatch
  /// Whether something does.
  let watchesColumns: Bool

  /// - Parameter cache: What was found out with other datasets of the same rules.
  init(
    _ level: Rule.Level, _ choice: RuleChoice, _ cache: RowCache, _ evaluator: Evaluator,
    _ log: CheckLog
  ) {
    self.evaluator = evaluator
    self.log = log
    self.level = level
    self.choice = choice
    self.cache = cache
    controllers = evaluator.scope.controllers
    forecasts = evaluator.context.options.forecastUntil != nil
    active = ActiveRules(choice)
    controllerSlot = level == .record ? Vocabulary.record.slot("controller") : nil
    listsPasses = evaluator.context.options.showsPasses
    columns = cache.columns
    watchesColumns = !forecasts && !cache.columns.isEmpty
    cache.beginDataset()
    noteHolds()
  }

  /// Checks a row.
  @inline(__always)
  func check(_ row: FactObject, _ ordinal: Int) {
    rows &+= 1
    columns.note(row)
    evaluator.variables[Evaluator.rowVariable] = row.value
    guard let controllerSlot, row[controllerSlot].tag != .absent,
      row[controllerSlot].tag != .notApplicable
    else { return askAll(row, ordinal) }
    let own = row[controllerSlot]
    // Who answers for a record that says so of nobody known is not known.
    answer(own.tag == .string ? [own.asString] : [])
    askAll(row, ordinal)
    answer(controllers)
  }

  @inline(__always)
  private func askAll(_ row: FactObject, _ ordinal: Int) {
    if row.impossible.isEmpty {
      cache.decide(row, ordinal, for: self)
    } else {
      askDoubtful(row, ordinal)
    }
  }

  /// Asks every rule of a row with facts that cannot be true: those that are about such facts see
  /// them, and for all others they are unknown.
  @inline(never)
  private func askDoubtful(_ row: FactObject, _ ordinal: Int) {
    let sound = row.sound
    var isTold = false
    for place in cache.rulePlaces {
      let isAboutFacts = choice.rules[place].isAboutFacts
      let seen = isAboutFacts ? row : sound
      evaluator.variables[Evaluator.rowVariable] = seen.value
      let outcome = evaluator.outcome(of: choice.rules[place])
      if isAboutFacts, outcome == .breach { isTold = true }
      note(outcome, at: place, seen, ordinal)
    }
    if !isTold { tellImpossible(row, ordinal) }
    evaluator.variables[Evaluator.rowVariable] = sound.value
    askItems(cache.allItemPlaces, sound, ordinal)
    evaluator.variables[Evaluator.rowVariable] = row.value
  }

  /// Says which facts of a row cannot be true, where no rule is about them.
  private func tellImpossible(_ row: FactObject, _ ordinal: Int) {
    // Where no rule reads rows, nothing rests on them.
    guard !forecasts, !choice.rules.isEmpty, let dataset = evaluator.scope.dataset else { return }
    var slots = row.impossible
    var paths: [String] = []
    while let slot = slots.popFirst() {
      paths.append("\(level.rawValue).\(row.definition.fields[slot].name)")
    }
    evaluator.scope.row = row
    evaluator.scope.ordinal = ordinal
    log.report(
      .factsPossible, lacking: paths, OwnCheck.impossible(paths), evaluator, path: dataset.path)
    evaluator.scope.row = nil
  }

  private func answer(_ controllers: [String]) {
    evaluator.answer(controllers)
    noteHolds()
  }

  private func noteHolds() {
    let today = DateInterval(evaluator.machine.today)
    cache.holds =
      switch evaluator.scopeStanding(category: nil, on: today) {
      case .notInForce: 0
      case .inForce: 1
      case .open: 2
      }
  }

  /// Asks rules about the items of a row.
  func askItems(_ places: [Int], _ row: FactObject, _ ordinal: Int) {
    for place in places {
      let rule = choice.rules[place]
      guard let items = rule.items else { continue }
      let list = items.list(in: row.value)
      guard list.tag == .list else {
        if list.tag != .notApplicable, list.tag != .absent || !items.isNoneWhenAbsent {
          note(.undetermined, at: place, row, ordinal)
        }
        continue
      }
      for (index, item) in list.asList.enumerated() {
        evaluator.variables[Evaluator.rowVariable + 1] = item
        evaluator.scope.item = (FactObject(item), items.name, index)
        note(evaluator.outcome(of: rule), at: place, row, ordinal)
      }
      evaluator.scope.item = nil
    }
  }

  /// Counts what a rule came to on a row, and writes down what is to be told.
  @inline(__always)
  func note(
    _ outcome: Evaluator.Outcome, at place: Int, _ row: FactObject, _ ordinal: Int
  ) {
    if choice.isDoubtful, let doubt = choice.doubts[place], outcome != .notApplicable {
      return note(doubt, at: place, row, ordinal)
    }
    if outcome == .breach, columns.areColumnsStated, postpones(place, row, ordinal) { return }
    active.counts[place].add(outcome)
    if forecasts {
      report(outcome, at: place, row, ordinal)
      return
    }
    switch outcome {
    case .notApplicable: return
    case .pass: if listsPasses { report(outcome, at: place, row, ordinal) }
    case .breach, .undetermined, .fault: report(outcome, at: place, row, ordinal)
    }
  }

  /// Puts a breach off that hangs on a field which the extract is said not to have.
  ///
  /// - Returns: Whether it was put off: then it counts only if a record turns out to give the field.
  @inline(never)
  private func postpones(_ place: Int, _ row: FactObject, _ ordinal: Int) -> Bool {
    let rule = choice.rules[place]
    guard watchesColumns, let column = column(underBreachAt: place, row) else { return false }
    evaluator.scope.row = row
    evaluator.scope.ordinal = ordinal
    evaluator.scope.level = level
    let isOfDataset = rule.rule.report == .perDataset
    log.postpone(
      column, rule, evaluator, in: isOfDataset ? SharedPlace(evaluator.scope.dataset) : nil)
    evaluator.scope.row = nil
    return true
  }

  /// The field that a breach hangs on which the extract is said not to have.
  private func column(underBreachAt place: Int, _ row: FactObject) -> MissingColumn? {
    guard columns.areColumnsStated, let path = evaluator.scope.dataset?.path else { return nil }
    let sets = columns.sets(underBreachAt: place, row, cache.plan(place)).map { $0.map(\.path) }
    guard let first = sets.first else { return nil }
    var column = MissingColumn(
      path: path, rule: choice.rules[place].number, field: first[0],
      others: Array(first.dropFirst()))
    column.alternatives = Array(sets.dropFirst())
    return column
  }

  /// Writes down the days on which a breach of a row will begin; one that hangs on a field which the
  /// extract is said not to have waits for a record that gives it.
  private func forecast(_ rule: CompiledRule, at place: Int, _ row: FactObject) {
    let isOfDataset = rule.rule.report == .perDataset
    log.forecast(
      rule, evaluator, in: isOfDataset ? SharedPlace(evaluator.scope.dataset) : nil
    ) { [self] in column(underBreachAt: place, row) }
  }

  /// Notes a rule of which it cannot be told whether it applies; that is said once of a dataset.
  @inline(never)
  private func note(_ doubt: PackDoubt, at place: Int, _ row: FactObject, _ ordinal: Int) {
    active.counts[place].add(.undetermined)
    guard !forecasts, saidOnce[place] == nil else { return }
    evaluator.scope.level = .dataset
    saidOnce[place] = .some(
      log.report(
        doubt, choice.rules[place], evaluator,
        sharedAt: SharedPlace(row, of: evaluator.scope.dataset), row: ordinal))
    evaluator.scope.level = level
  }

  /// Writes down what a rule came to on a row.
  @inline(never)
  func report(
    _ outcome: Evaluator.Outcome, at place: Int, _ row: FactObject, _ ordinal: Int
  ) {
    let rule = choice.rules[place]
    // What cannot be decided because records are not linked is said once of a dataset.
    let isUnlinked =
      !forecasts && outcome == .undetermined && evaluator.context.links == nil && rule.needsLinking
    if isUnlinked, saidOnce[place] != nil { return }
    evaluator.scope.row = isUnlinked ? nil : row
    evaluator.scope.ordinal = ordinal
    evaluator.scope.level = isUnlinked ? .dataset : level
    if forecasts {
      forecast(rule, at: place, row)
    } else if !isUnlinked, rule.rule.report == .perDataset {
      let dataset = SharedPlace(evaluator.scope.dataset)
      log.reportForDataset(outcome, rule, evaluator, in: dataset, row: ordinal)
    } else {
      let isShared = isUnlinked || level == .holding
      let finding = log.report(
        outcome, rule, evaluator,
        sharedAt: isShared ? SharedPlace(row, of: evaluator.scope.dataset) : nil, row: ordinal)
      if isUnlinked { saidOnce[place] = .some(finding) }
    }
    evaluator.scope.row = nil
  }

  /// The rules with all counts; to be asked for once, when the dataset is over.
  func counted() -> ActiveRules {
    cache.moveCounts(to: &active)
    for (place, finding) in saidOnce {
      if let finding { log.count(checks: active.counts[place].undetermined - 1, for: finding) }
    }
    reportColumns()
    return active
  }

  /// Says what hangs on fields that no record of the dataset gives, of the records seen here.
  private func reportColumns() {
    guard watchesColumns || forecasts, let path = evaluator.scope.dataset?.path else { return }
    log.give(columns.givenPaths, path: path)
    guard watchesColumns else { return }
    evaluator.scope.level = .dataset
    let sets = columns.found.map { [$0] } + columns.foundTogether
    let missing = sets.map { set in
      (fields: set.map(\.path), rule: choice.rules[set[0].place])
    }
    log.report(missing: missing, evaluator, path: path)
    evaluator.scope.level = level
  }
}

extension SharedPlace {
  /// A dataset, in whichever files its rows are.
  fileprivate init(_ dataset: InventoryNode?) {
    let mark = dataset?.object.mark ?? .none
    self.init(file: mark.file, origin: [mark.file, mark.line, mark.column])
  }

  /// The rows of a dataset in the file that a row stands in.
  fileprivate init(_ row: FactObject, of dataset: InventoryNode?) {
    let mark = dataset?.object.mark ?? .none
    self.init(file: row.mark.file, origin: [mark.file, mark.line, mark.column])
  }
}
