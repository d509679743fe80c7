public import CivilTime
public import Diagnostics
import Findings
public import Rules

/// Finds what is missing or doubtful in rules that load without an error.
public struct RuleLinter {
  private let set: RuleSet
  private let today: CivilDate
  private let compiled: [String: CompiledRule]
  /// What the examples of a pack's rules together show of the values that the pack names.
  private let shared: SharedCoverage

  /// A linter of rules that were loaded with their examples.
  ///
  /// - Parameter today: The day that tells whether a comparison with a source is too old.
  public init(set: RuleSet, today: CivilDate) {
    self.set = set
    self.today = today
    compiled = Dictionary(uniqueKeysWithValues: set.rules.map { ($0.rule.id, $0) })
    shared = SharedCoverage(set)
  }

  /// What is wrong with rules, sorted by place.
  public func lint(_ rules: [Rule]) -> [Diagnostic] {
    let paths = Set(rules.map(\.path))
    let conditions = set.problems.filter { $0.position.map { paths.contains($0.path) } ?? false }
      .map(Self.refusingDaily)
    let ofRules = rules.flatMap {
      citations($0) + examples($0) + texts($0) + limbs($0) + evidence($0)
    }
    let names = Set(rules.map(\.pack))
    let packs = set.library.packs.filter { names.contains($0.name) }
    return (conditions + ofRules + packs.flatMap { limbs($0) + evidence($0) } + rowEvidence)
      .sorted()
  }

  /// A condition whose changes are found only by looking at every day costs too much, and past some
  /// days they are not found at all.
  private static func refusingDaily(_ problem: Diagnostic) -> Diagnostic {
    guard problem.code == "cel.daily" else { return problem }
    return Diagnostic(
      .error, problem.code, at: problem.position, problem.message, hint: problem.hint)
  }

  /// A rule with its programs.
  func compiledRule(_ id: String) -> CompiledRule? { compiled[id] }

  /// The rules with their packs.
  var library: RuleLibrary { self.set.library }

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
      guard let checked = cite.checked ?? source?.checked else {
        return warning(
          rule, "lint.not-checked", "\(rule.id) cites \(cite.source) without the day of the check",
          hint: "add checked to the citation or the source")
      }
      guard let recheck = set.library.pack(rule.pack)?.recheck,
        checked.lastPermittedDay(recheck) < today
      else { return nil }
      return warning(
        rule, "lint.outdated",
        "\(rule.id) was last compared with \(cite.source) on \(checked), more than \(recheck) ago",
        hint: "open the source, compare, and set checked")
    }
  }

  private func examples(_ rule: Rule) -> [Diagnostic] {
    let verdicts = Set(rule.examples.map(\.verdict))
    var wanted: [Verdict] = [.pass, .breach, .undetermined]
    if rule.when != nil { wanted.append(.notApplicable) }
    if Self.isNeverFalse(rule) { wanted.removeAll { $0 == .breach } }
    return wanted.filter { !verdicts.contains($0) }.map { verdict in
      warning(rule, "lint.no-example", "\(rule.id) has no example that is \(verdict.rawValue)")
    } + boundary(rule) + coverage(rule)
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

  /// Comparisons of days that no example tries at their boundary, and terms that no example
  /// reaches both ways.
  private func coverage(_ rule: Rule) -> [Diagnostic] {
    guard let compiled = compiled[rule.id], !rule.examples.isEmpty else { return [] }
    let coverage = shared.coverage(of: compiled)
    guard coverage.isReached else {
      return [
        warning(
          rule, "lint.unreached", "the condition \"when\" is true in no example of \(rule.id)",
          hint: "fix the condition, or add an example that it applies to")
      ]
    }
    let gaps = coverage.gaps(shared.comparisons(of: rule.pack)).filter {
      !Self.hasToHold($0.comparison, of: rule)
    }
    return gaps.map { gap in
      warning(
        rule, "lint.no-boundary",
        "\(rule.id) has no example of \"\(gap.comparison)\" "
          + gap.missing.joined(separator: ", and none "),
        hint: "add one whose days differ by one from another's")
    }
      + coverage.unreached.filter { !$0.outcome || !Self.hasToHold($0.term, of: rule) }.map {
        term, outcome in
        warning(
          rule, "lint.unreached",
          "\"\(term)\" is \(outcome) in all examples of \(rule.id)",
          hint: "add an example in which it is \(!outcome), or leave it out")
      }
  }

  private func texts(_ rule: Rule) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if rule.why.isEmpty {
      found.append(warning(rule, "lint.no-why", "\(rule.id) does not say why"))
    }
    if rule.catalogue.isEmpty {
      found.append(warning(rule, "lint.no-catalogue", "\(rule.id) has no catalogue code"))
    }
    return found + disposal(rule)
  }

  /// A disposal cannot be undone: where a fix may be one, the remedy says what is checked first.
  private func disposal(_ rule: Rule) -> [Diagnostic] {
    guard rule.disposal == .afterChecks else { return [] }
    guard rule.level.isRow else {
      return [
        warning(
          rule, "lint.disposal-without-records",
          "\(rule.id) allows a disposal as a fix, but is not about records",
          hint: "leave out disposal, or set level to record or holding")
      ]
    }
    let remedy = rule.remedy.source.lowercased()
    guard !["check", "ask", "only if"].contains(where: { remedy.contains($0) }) else { return [] }
    return [
      warning(
        rule, "lint.unchecked-disposal",
        "\(rule.id) allows a disposal as a fix, but its remedy does not say what to check first",
        hint: "say in the remedy what may require keeping the record, or leave out disposal")
    ]
  }
}
