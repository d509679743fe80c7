import CivilTime
public import Diagnostics
import Findings
public import Rules

/// Finds what is missing or doubtful in rules that load without an error.
public struct RuleLinter {
  private let set: RuleSet

  /// A linter of rules that were loaded with their examples.
  public init(set: RuleSet) { self.set = set }

  /// What is wrong with rules, sorted by place.
  public func lint(_ rules: [Rule]) -> [Diagnostic] {
    let paths = Set(rules.map(\.path))
    let conditions = set.problems.filter { $0.position.map { paths.contains($0.path) } ?? false }
    return (conditions + rules.flatMap { citations($0) + examples($0) + texts($0) }).sorted()
  }

  private func warning(_ rule: Rule, _ code: String, _ message: String, hint: String? = nil)
    -> Diagnostic
  {
    Diagnostic(
      .warning, code, at: SourcePosition(path: rule.path, line: 1, column: 1), message, hint: hint)
  }

  private func citations(_ rule: Rule) -> [Diagnostic] {
    guard !rule.cites.isEmpty else {
      return [warning(rule, "lint.no-citation", "\(rule.id) cites no source")]
    }
    return rule.cites.compactMap { cite in
      let source = set.library.pack(rule.pack)?.source(cite.source)
      guard cite.checked ?? source?.checked == nil else { return nil }
      return warning(
        rule, "lint.not-checked", "\(rule.id) cites \(cite.source) without the day of the check",
        hint: "add checked to the citation or the source")
    }
  }

  private func examples(_ rule: Rule) -> [Diagnostic] {
    let verdicts = Set(rule.examples.map(\.verdict))
    var wanted: [Verdict] = [.pass, .breach, .undetermined]
    if rule.when != nil { wanted.append(.notApplicable) }
    return wanted.filter { !verdicts.contains($0) }.map { verdict in
      warning(rule, "lint.no-example", "\(rule.id) has no example that is \(verdict.rawValue)")
    } + boundary(rule)
  }

  /// A rule with a last permitted day has an example on the day and one on the day after.
  private func boundary(_ rule: Rule) -> [Diagnostic] {
    guard rule.lets.contains(where: { $0.name == "lastPermitted" }) else { return [] }
    let hasDayAfter = rule.examples.contains { $0.verdict == .breach && $0.daysOver == 1 }
    guard !hasDayAfter else { return [] }
    return [
      warning(
        rule, "lint.no-boundary", "\(rule.id) has no example one day past the last permitted day",
        hint: "add a breach with days-over: 1, and a pass on the day before it")
    ]
  }

  private func texts(_ rule: Rule) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if rule.title.isEmpty {
      found.append(warning(rule, "lint.no-title", "\(rule.id) has no title"))
    }
    if rule.why.isEmpty {
      found.append(warning(rule, "lint.no-why", "\(rule.id) does not say why"))
    }
    if rule.catalogue.isEmpty {
      found.append(warning(rule, "lint.no-catalogue", "\(rule.id) has no catalogue code"))
    }
    return found
  }
}
