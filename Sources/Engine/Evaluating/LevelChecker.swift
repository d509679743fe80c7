import CEL
import Findings
import Inventory
import Rules

/// Checks the records, or the holdings, of one dataset.
final class LevelChecker {
  private let evaluator: Evaluator
  private let log: CheckLog
  private let level: Rule.Level
  private let choice: RuleChoice
  private let buckets: RowBuckets
  private let itemPlaces: [Int]
  @exclusivity(unchecked) private var active: ActiveRules
  /// Rules that were left undecided because records are not linked, and were reported for the
  /// dataset.
  private var unlinked: Set<Int> = []
  /// How many rows there were.
  @exclusivity(unchecked) private(set) var rows = 0
  /// The controllers of the dataset, for rows that name none.
  private let controllers: [String]
  private let controllerSlot: Int?
  private let listsPasses: Bool
  /// Whether it is asked which rules will be in breach on a later day.
  private let forecasts: Bool

  init(_ level: Rule.Level, _ evaluator: Evaluator, _ log: CheckLog, mostBuckets: Int) {
    self.evaluator = evaluator
    self.log = log
    self.level = level
    controllers = evaluator.scope.controllers
    choice = evaluator.context.choice(level, controllers: controllers)
    guard let rows = choice.rows else { preconditionFailure("a level without rows has none") }
    forecasts = evaluator.context.options.forecastUntil != nil
    // What rows share today they need not share on another day.
    buckets = RowBuckets(rows, mostBuckets: forecasts ? 0 : mostBuckets)
    itemPlaces = rows.itemPlaces
    active = ActiveRules(choice.rules)
    controllerSlot = level == .record ? Vocabulary.record.slot("controller") : nil
    listsPasses = evaluator.context.options.showsPasses
  }

  /// Checks a row.
  @inline(__always)
  func check(_ row: FactObject, _ ordinal: Int) {
    rows &+= 1
    evaluator.variables[Evaluator.rowVariable] = row.value
    if let controllerSlot, row[controllerSlot].tag == .string {
      answer([row[controllerSlot].asString])
      ask(row, ordinal)
      answer(controllers)
    } else {
      ask(row, ordinal)
    }
  }

  private func ask(_ row: FactObject, _ ordinal: Int) {
    let bucket = buckets.count(row, evaluator)
    for plan in buckets.open(bucket) {
      note(evaluator.outcome(of: plan), at: plan.place, row, ordinal)
    }
    if !itemPlaces.isEmpty { askItems(row, ordinal) }
  }

  private func answer(_ controllers: [String]) {
    evaluator.scope.controllers = controllers
    evaluator.variables[0] = evaluator.context.organisation(of: controllers)
  }

  private func askItems(_ row: FactObject, _ ordinal: Int) {
    for place in itemPlaces {
      let rule = choice.rules[place]
      guard let items = rule.items else { continue }
      let list = items.list(in: row.value)
      guard list.tag == .list else { continue }
      for (index, item) in list.asList.enumerated() {
        evaluator.variables[Evaluator.rowVariable + 1] = item
        evaluator.scope.item = (FactObject(item), items.name, index)
        note(evaluator.outcome(of: rule), at: place, row, ordinal)
      }
      evaluator.scope.item = nil
    }
  }

  @inline(__always)
  private func note(
    _ outcome: Evaluator.Outcome, at place: Int, _ row: FactObject, _ ordinal: Int
  ) {
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

  @inline(never)
  private func report(
    _ outcome: Evaluator.Outcome, at place: Int, _ row: FactObject, _ ordinal: Int
  ) {
    let rule = choice.rules[place]
    // What cannot be decided because records are not linked is said once of a dataset.
    let isUnlinked =
      !forecasts && outcome == .undetermined && evaluator.context.links == nil && rule.needsLinking
    if isUnlinked, !unlinked.insert(place).inserted { return }
    evaluator.scope.row = isUnlinked ? nil : row
    evaluator.scope.ordinal = ordinal
    evaluator.scope.level = isUnlinked ? .dataset : level
    if forecasts {
      log.forecast(rule, evaluator)
    } else {
      let isShared = isUnlinked || level == .holding
      log.report(
        outcome, rule, evaluator,
        sharedAt: isShared ? SharedPlace(row, of: evaluator.scope.dataset) : nil, row: ordinal)
    }
    evaluator.scope.row = nil
  }

  /// The rules with all counts.
  func counted() -> ActiveRules {
    var active = active
    buckets.addDecided(to: &active)
    return active
  }
}

extension SharedPlace {
  /// The rows of a dataset in the file that a row stands in.
  fileprivate init(_ row: FactObject, of dataset: InventoryNode?) {
    let mark = dataset?.object.mark ?? .none
    self.init(file: row.mark.file, origin: [mark.file, mark.line, mark.column])
  }
}
