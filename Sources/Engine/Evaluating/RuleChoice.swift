import CEL
import Inventory
import Rules

/// The rules of a level for some controllers, with what is needed to ask rows ready to hand.
///
/// Made once for all subjects of the same controllers.
final class RuleChoice: @unchecked Sendable {
  /// A rule whose programs are addresses, so that running it counts no references.
  struct Plan {
    /// Its place in ``RuleChoice/rules``.
    let place: Int
    /// For which rows; `nil` where that is decided.
    var when: Unmanaged<Program>?
    /// What must hold; `nil` where that is decided and met.
    var require: Unmanaged<Program>?
  }

  /// The rules, which keep their programs.
  let rules: [CompiledRule]
  /// How rows are asked; `nil` for levels without rows, of whose rules not all may be needed.
  let rows: RowPlans?

  init(_ rules: [CompiledRule], level: Rule.Level) {
    self.rules = rules
    rows =
      switch level {
      case .record: RowPlans(Vocabulary.record, variable: "record", rules: rules)
      case .holding: RowPlans(Vocabulary.holding, variable: "holding", rules: rules)
      case .organisation, .system, .dataset: nil
      }
  }
}

/// What is needed to ask rows.
struct RowPlans {
  /// The rules, which keep their programs.
  let rules: [CompiledRule]
  /// The places of the rules that are about the row itself.
  let places: [Int]
  /// The places of the rules that run over the items of a list.
  let itemPlaces: [Int]
  /// How rows that no rule can tell apart are recognised.
  let signature: RowSignature

  init(_ definition: ObjectDefinition, variable: String, rules: [CompiledRule]) {
    self.rules = rules
    places = rules.indices.filter { rules[$0].items == nil }
    itemPlaces = rules.indices.filter { rules[$0].items != nil }
    signature = RowSignature(definition, variable: variable, rules: rules)
  }

  /// The whole of a rule.
  func plan(_ place: Int) -> RuleChoice.Plan {
    RuleChoice.Plan(
      place: place, when: rules[place].when.map { .passUnretained($0) },
      require: .passUnretained(rules[place].require))
  }
}
