import Engine
import Findings
import Rules

/// Which examples try which parts of a rule.
struct LimbExercises {
  private let library: RuleLibrary
  private let compiled: [String: CompiledRule]

  init(_ set: RuleSet) {
    library = set.library
    compiled = Dictionary(uniqueKeysWithValues: set.rules.map { ($0.rule.id, $0) })
  }

  /// The numbers of the examples, from 1, that hang on each clause: on `when` those that the rule is
  /// not for, on `require` those that it decides, on a named value those to whose outcome it contributes.
  func examples(of rule: Rule) -> [String: [Int]] {
    var numbers: [String: [Int]] = [:]
    func note(_ clause: String, _ number: Int) { numbers[clause, default: []].append(number) }
    for (index, example) in rule.examples.enumerated() {
      switch example.verdict {
      case .notApplicable: note("when", index + 1)
      case .pass, .breach: note("require", index + 1)
      case .undetermined, .waived: break
      }
      guard let compiled = compiled[rule.id] else { continue }
      let probe = ConditionProbe()
      _ = ExampleRun(rule: compiled, example: example, library: library, probe: probe).evaluate()
      for name in probe.decidingLets.sorted() { note(name, index + 1) }
    }
    return numbers
  }
}
