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
  /// Why it cannot be told whether a rule applies, by its place; `nil` where it does.
  let doubts: [PackDoubt?]
  /// Whether it cannot be told of some rule.
  let isDoubtful: Bool

  init(_ rules: [CompiledRule], doubts: [PackDoubt?], level: Rule.Level) {
    self.rules = rules
    self.doubts = doubts
    isDoubtful = doubts.contains { $0 != nil }
    rows =
      switch level {
      case .record: RowPlans(Vocabulary.record, variable: "record", rules: rules)
      case .holding: RowPlans(Vocabulary.holding, variable: "holding", rules: rules)
      case .organisation, .system, .dataset: nil
      }
  }
}
