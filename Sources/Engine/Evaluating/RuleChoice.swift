import CEL
import Inventory
import Rules

/// The rules of a level for some controllers.
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
  /// The numbers of the rules among those of the run.
  let numbers: [Int]
  /// Why it cannot be told whether a rule applies, by its place; `nil` where it does.
  let doubts: [PackDoubt?]
  /// Whether it cannot be told of some rule.
  let isDoubtful: Bool

  init(_ rules: [CompiledRule], doubts: [PackDoubt?]) {
    self.rules = rules
    numbers = rules.map(\.number)
    self.doubts = doubts
    isDoubtful = doubts.contains { $0 != nil }
  }
}
