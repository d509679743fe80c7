import Rules
import Synchronization

/// What the examples of a pack's rules show together.
///
/// A value that a pack names once, for all its rules, has to be tried at its boundaries by one of
/// them, not by each.
final class SharedCoverage: Sendable {
  private struct State {
    var coverages: [String: ExampleCoverage] = [:]
    var comparisons: [String: [SharedComparison: Set<Int>]] = [:]
  }

  private let library: RuleLibrary
  private let rules: [CompiledRule]
  private let state = Mutex(State())

  init(_ set: RuleSet) {
    library = set.library
    rules = set.rules
  }

  /// What the examples of a rule leave untried; they run once.
  func coverage(of rule: CompiledRule) -> ExampleCoverage {
    if let known = state.withLock({ $0.coverages[rule.rule.id] }) { return known }
    let coverage = ExampleCoverage(rule, library: library)
    state.withLock { $0.coverages[rule.rule.id] = coverage }
    return coverage
  }

  /// The comparisons in the values that a pack names, by what all its rules show of them.
  func comparisons(of pack: String) -> [SharedComparison: Set<Int>] {
    if let known = state.withLock({ $0.comparisons[pack] }) { return known }
    let names = Set(library.pack(pack)?.lets.map(\.name) ?? [])
    var shared: [SharedComparison: Set<Int>] = [:]
    for rule in rules where rule.rule.pack == pack && !names.isEmpty && !rule.rule.examples.isEmpty
    {
      coverage(of: rule).add(to: &shared, in: names)
    }
    state.withLock { $0.comparisons[pack] = shared }
    return shared
  }
}
