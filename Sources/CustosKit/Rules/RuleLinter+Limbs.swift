import Diagnostics
import Findings
import Rules

extension RuleLinter {
  /// What is wrong with what a rule says of its provision limb by limb.
  func limbs(_ rule: Rule) -> [Diagnostic] {
    let limbs = rule.limbs
    guard !limbs.isEmpty else {
      guard rule.authority == .statute || rule.authority == .statutoryCode else { return [] }
      let position = SourcePosition(path: rule.path, line: 1, column: 1)
      return [
        Diagnostic(
          .warning, "lint.no-limbs", at: position,
          "\(rule.id) does not say which limbs its provision has",
          hint: "list them under limbs, each with the clause that answers it")
      ]
    }
    let conditions = [
      ("when", rule.when != nil), ("require", true),
      ("effective", rule.effectiveFrom != nil || rule.effectiveUntil != nil),
    ].filter(\.1).map(\.0)
    let clauses = conditions + rule.lets.map(\.name) + fields(of: rule)
    let used = Set(rule.usedLets.map(\.name))
    return limbs.filter { !$0.isShared }.flatMap { limb in
      problems(of: limb, clauses: clauses, path: rule.path)
        + limb.clauses.filter { isUnused($0, conditions, used, in: rule) }.map { clause in
          problem(
            "lint.limb-unused-clause", limb, rule.path,
            "\(rule.id) does not use \"\(clause)\", which is to answer \"\(limb.at)\"")
        }
    }
  }

  /// What is wrong with what a pack says of provisions for all its rules.
  func limbs(_ pack: Pack) -> [Diagnostic] {
    pack.limbs.flatMap { problems(of: $0, clauses: pack.lets.map(\.name), path: pack.path) }
  }

  /// The facts that the conditions of a rule read, which may answer a limb too.
  private func fields(of rule: Rule) -> [String] {
    let paths = compiledRule(rule.id)?.reading.paths ?? []
    return rule.limbs.flatMap(\.clauses).filter { clause in
      clause.contains(".") && paths.contains { $0 == clause || $0.hasPrefix("\(clause).") }
    }
  }

  private func isUnused(
    _ clause: String, _ conditions: [String], _ used: Set<String>, in rule: Rule
  ) -> Bool {
    !conditions.contains(clause) && rule.lets.contains { $0.name == clause }
      && !used.contains(clause)
  }

  private func problems(of limb: Rule.Limb, clauses: [String], path: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    switch (limb.clauses.isEmpty, limb.unanswered == nil) {
    case (true, true):
      found.append(
        problem(
          "lint.limb-unanswered", limb, path, "nothing answers \"\(limb.at)\"",
          hint: "name the clause under by, or say under not why none does"))
    case (false, false):
      found.append(
        problem(
          "lint.limb-answered-twice", limb, path,
          "\"\(limb.at)\" has a clause that answers it and a reason why none does"))
    case (true, false), (false, true): break
    }
    return found
      + limb.clauses.filter { !clauses.contains($0) && library.rule($0) == nil }.map { clause in
        let isRule = clause.contains("/")
        let names = isRule ? library.rules.map(\.id) : clauses
        let hint = nearestName(to: clause, among: names).map { "did you mean \"\($0)\"?" }
        return problem(
          "lint.limb-unknown-clause", limb, path,
          "no clause \"\(clause)\" is there to answer \"\(limb.at)\"",
          hint: hint ?? "the clauses are \(clauses.joined(separator: ", "))")
      }
  }

  private func problem(
    _ code: String, _ limb: Rule.Limb, _ path: String, _ message: String, hint: String? = nil
  ) -> Diagnostic {
    let position = SourcePosition(path: path, line: limb.line, column: 1)
    return Diagnostic(.warning, code, at: position, message, hint: hint)
  }
}
