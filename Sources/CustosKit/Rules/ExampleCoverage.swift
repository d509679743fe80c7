import Engine
import Rules

/// What the examples of a rule leave untried.
struct ExampleCoverage {
  /// A comparison of days with the days that no example has.
  struct Gap: Hashable {
    /// The comparison, as the rule writes it.
    var comparison: String
    /// Such as `on the day before`.
    var missing: [String]
  }

  /// Whether the rule is for the subject of any example.
  let isReached: Bool
  private let probe = ConditionProbe()

  /// Runs all examples of a rule.
  init(_ rule: CompiledRule, library: RuleLibrary) {
    var isReached = false
    for example in rule.rule.examples {
      let run = ExampleRun(rule: rule, example: example, library: library, probe: probe)
      if case .success(.some) = run.evaluate() { isReached = true }
    }
    self.isReached = isReached
  }

  /// The comparisons of days of what must hold that no example tries on the day before, on the
  /// day, or on the day after.
  ///
  /// - Parameter shared: By how many days the sides of comparisons in values that a pack names for
  ///   all its rules differ in the examples of all of them.
  func gaps(_ shared: [SharedComparison: Set<Int>] = [:]) -> [Gap] {
    let days = [(-1, "on the day before"), (0, "on the day"), (1, "on the day after")]
    return probe.comparisons.compactMap { comparison in
      let distances = comparison.distances.union(
        SharedComparison(comparison).flatMap { shared[$0] } ?? [])
      let missing = days.filter { !distances.contains($0.0) }.map(\.1)
      return missing.isEmpty ? nil : Gap(comparison: comparison.text, missing: missing)
    }
  }

  /// Adds the comparisons in values with some names to what other rules show of them.
  func add(to shared: inout [SharedComparison: Set<Int>], in names: Set<String>) {
    for comparison in probe.comparisons where comparison.letName.map(names.contains) ?? false {
      guard let key = SharedComparison(comparison) else { continue }
      shared[key, default: []].formUnion(comparison.distances)
    }
  }

  /// The terms of what must hold that came out the same in all examples, with what they were.
  var unreached: [(term: String, outcome: Bool)] {
    probe.terms.compactMap { term in
      guard term.outcomes.count == 1, let outcome = term.outcomes.first else { return nil }
      return (term.text, outcome)
    }
  }
}

/// A comparison of days in a value that a pack names for all its rules.
struct SharedComparison: Hashable {
  let letName: String
  let text: String

  init?(_ seen: ConditionProbe.Seen) {
    guard let name = seen.letName else { return nil }
    letName = name
    text = seen.text
  }
}
