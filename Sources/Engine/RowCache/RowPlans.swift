import CEL
import Inventory
import Rules

/// What is needed to ask rows.
struct RowPlans {
  /// The kind of row.
  let definition: ObjectDefinition
  /// The variable that a row is.
  let variable: String
  /// The rules, which keep their programs.
  let rules: [CompiledRule]
  /// The places of the rules that are about the row itself.
  let places: [Int]
  /// The places of the rules that run over the items of a list.
  let itemPlaces: [Int]
  /// How rows that no rule can tell apart are recognised.
  let signature: RowSignature
  /// Whether a rule may read the dataset or what is above it, by the rule's place.
  let readsAncestors: [Bool]
  /// Whether it asks for the holds of a row on the day of the check, and whether on any day.
  let asksForHolds: [Bool]
  let asksForHoldsOfAnyDay: [Bool]
  /// The rules that read a field which no record of a dataset may give.
  let columns: [ColumnWatch.Pair]
  /// The same of the rules about items of a row, of which only breaches hang on such a field.
  let itemColumns: [ColumnWatch.Pair]
  /// The slots of a row's class, hold and controller, where it has them.
  let categorySlot: Int?
  let holdSlot: Int?
  let controllerSlot: Int?

  /// What is needed to ask the rows of a level; `nil` for levels without rows.
  ///
  /// - Parameter doubtful: The places of rules of which it cannot be told whether they apply: they are
  ///   undetermined whatever records give.
  init?(_ level: Rule.Level, rules: [CompiledRule], doubtful: Set<Int> = []) {
    switch level {
    case .record:
      self.init(Vocabulary.record, variable: "record", rules: rules, doubtful: doubtful)
    case .holding:
      self.init(Vocabulary.holding, variable: "holding", rules: rules, doubtful: doubtful)
    case .organisation, .system, .dataset: return nil
    }
  }

  private init(
    _ definition: ObjectDefinition, variable: String, rules: [CompiledRule], doubtful: Set<Int>
  ) {
    self.definition = definition
    self.variable = variable
    self.rules = rules
    readsAncestors = rules.map { rule in
      rule.reading.reads(anyOf: ["organisation", "system", "dataset"])
    }
    asksForHolds = rules.map { $0.calls(reading: .holds) }
    asksForHoldsOfAnyDay = rules.map { $0.calls(reading: .holdsOfAnyDay) }
    categorySlot = definition.fields.firstIndex { $0.name == "category" }
    holdSlot = definition.fields.firstIndex { $0.name == "hold" }
    controllerSlot = definition.fields.firstIndex { $0.name == "controller" }
    places = rules.indices.filter { rules[$0].items == nil }
    itemPlaces = rules.indices.filter { rules[$0].items != nil }
    signature = RowSignature(definition, variable: variable, rules: rules)
    let holdsAsked = zip(asksForHolds, asksForHoldsOfAnyDay).map { $0 || $1 }
    let pairs = { (places: [Int]) in
      variable == "record"
        ? places.filter { !doubtful.contains($0) }
          .flatMap { ColumnFields.pairs(rules[$0], at: $0, asksForHolds: holdsAsked[$0]) }
        : []
    }
    columns = pairs(places)
    itemColumns = pairs(itemPlaces)
  }

  /// The whole of a rule.
  func plan(_ place: Int) -> RuleChoice.Plan {
    RuleChoice.Plan(
      place: place, when: rules[place].when.map { .passUnretained($0) },
      require: .passUnretained(rules[place].require))
  }
}
