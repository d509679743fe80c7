public import Diagnostics
import Findings
import Inventory
public import Rules

/// Checks the examples of rules: each is made into an inventory and run through the whole engine.
public struct RuleTester {
  /// An example that did not come out as it says.
  public struct Failure: Sendable, CustomStringConvertible {
    /// The rule.
    public var rule: String
    /// The place of the example.
    public var position: SourcePosition
    /// What came out and what was expected.
    public var message: String

    public var description: String { "\(position): \(rule): \(message)" }
  }

  /// What testing a rule came to.
  public struct Report: Sendable {
    /// How many examples hold.
    public var passed = 0
    /// The others.
    public var failures: [Failure] = []
  }

  private let set: RuleSet
  private let compiled: [String: CompiledRule]

  /// A tester of rules that were loaded with their examples.
  public init(set: RuleSet) {
    self.set = set
    compiled = Dictionary(uniqueKeysWithValues: set.rules.map { ($0.rule.id, $0) })
  }

  /// Checks the examples of a rule.
  public func test(_ rule: Rule) -> Report {
    var report = Report()
    for example in rule.examples {
      if let message = problem(with: example, of: rule) {
        let position = SourcePosition(path: rule.path, line: example.line, column: 1)
        report.failures.append(Failure(rule: rule.id, position: position, message: message))
      } else {
        report.passed += 1
      }
    }
    return report
  }

  private func problem(with example: RuleExample, of rule: Rule) -> String? {
    guard let compiled = compiled[rule.id] else { return "the rule did not compile" }
    let run = ExampleRun(rule: compiled, example: example, library: set.library)
    switch run.evaluate() {
    case .failure(let failure): return failure.message
    case .success(let finding): return Self.difference(finding, example)
    }
  }

  /// How a finding differs from what an example expects; `nil` where it does not.
  private static func difference(_ finding: Finding?, _ example: RuleExample) -> String? {
    let verdict = finding?.verdict ?? .notApplicable
    let name = example.name.map { "\"\($0)\": " } ?? ""
    guard verdict == example.verdict else {
      let cause = finding.map { $0.cause.isEmpty ? "" : " (\($0.cause))" } ?? ""
      return "\(name)\(verdict.rawValue)\(cause), expected \(example.verdict.rawValue)"
    }
    if let expected = example.daysOver, expected != finding?.daysOver {
      let found = finding?.daysOver.map(String.init) ?? "none"
      return "\(name)days over: \(found), expected \(expected)"
    }
    let derivation = finding?.derivation ?? Derivation()
    let lists: [(name: String, expected: [String]?, found: [String])] = [
      ("missing", example.missing, derivation.missing.map(\.path)),
      ("applied", example.applied, derivation.precedence.filter(\.applied).map(\.name)),
      ("lost", example.lost, derivation.precedence.filter { !$0.applied }.map(\.name)),
    ]
    for list in lists {
      if let text = difference(list.found, list.expected) { return "\(name)\(list.name): \(text)" }
    }
    if let expected = example.cause, expected != finding?.cause {
      return "\(name)cause: \"\(finding?.cause ?? "")\", expected \"\(expected)\""
    }
    return nil
  }

  /// How texts differ from those that are expected, in whichever order.
  private static func difference(_ found: [String], _ expected: [String]?) -> String? {
    guard let expected, found.sorted() != expected.sorted() else { return nil }
    func list(_ texts: [String]) -> String { "[\(texts.sorted().joined(separator: ", "))]" }
    return "\(list(found)), expected \(list(expected))"
  }
}
