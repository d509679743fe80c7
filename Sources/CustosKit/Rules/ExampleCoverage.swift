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
  var gaps: [Gap] {
    let days = [(-1, "on the day before"), (0, "on the day"), (1, "on the day after")]
    return probe.comparisons.compactMap { comparison in
      let missing = days.filter { !comparison.distances.contains($0.0) }.map(\.1)
      return missing.isEmpty ? nil : Gap(comparison: comparison.text, missing: missing)
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
