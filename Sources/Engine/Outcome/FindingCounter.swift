import CEL
import Findings
import Inventory
import Results
import Rules

/// Says of what kind a finding would be, without making it; one thread's.
///
/// Whether a breach is provisional follows from the rule and the profile alone for most rules. Where
/// a rule asks for figures of which some are not sure, it hangs on those that the breach came to
/// ask for, and only then is the breach looked at again.
final class FindingCounter {
  /// What holds for all findings of a rule on subjects of the same controllers.
  private struct Terms {
    let controllers: [String]
    let severity: Severity
    /// Whether its breaches are provisional; `nil` where that hangs on the figures asked for.
    let isProvisional: Bool?
  }

  private let context: EngineContext
  private let strength: RuleStrength
  private let naming: SubjectNaming
  /// Whether the library has a default that does not count unless a profile confirms it.
  private lazy var hasOpenDefaults = context.library.packs.contains { pack in
    pack.parameters.contains { $0.evidence?.counts == false }
  }
  /// Whether organisations have a row of the schedule that does not count, by their names.
  private var openRows: [[String]: Bool] = [:]
  private var terms: [Terms?]
  private var system: (node: InventoryNode?, organisation: InventoryNode?, key: String)?

  init(context: EngineContext) {
    self.context = context
    strength = RuleStrength(context: context)
    naming = SubjectNaming(options: context.options)
    terms = Array(repeating: nil, count: context.rules.count)
  }

  /// The kind of the finding of a rule on the evaluator's current subject.
  func kind(
    _ verdict: Verdict, _ rule: CompiledRule, _ evaluator: Evaluator
  ) -> FindingTally.Kind {
    let terms = terms(of: rule, controllers: evaluator.scope.controllers)
    let isProvisional =
      verdict == .breach
      && (terms.isProvisional
        ?? (restsOnOpenCitations(rule, evaluator)
          || Self.restsOnOpenFigures(rule, evaluator)))
    return FindingTally.Kind(
      rule: rule.number, system: systemKey(evaluator.scope), severity: terms.severity,
      verdict: verdict, isProvisional: isProvisional)
  }

  /// What makes one finding of those of a kind on a subject.
  func identity(of kind: FindingTally.Kind, _ scope: SubjectScope) -> FindingTally.Identity {
    FindingTally.Identity(
      rule: kind.rule, verdict: kind.verdict, subject: naming.names(scope).identity)
  }

  private func terms(of rule: CompiledRule, controllers: [String]) -> Terms {
    if let known = terms[rule.number], known.controllers == controllers { return known }
    let made = Terms(
      controllers: controllers, severity: strength.severity(of: rule, controllers: controllers),
      isProvisional: isProvisional(rule, controllers: controllers))
    terms[rule.number] = made
    return made
  }

  private func isProvisional(_ rule: CompiledRule, controllers: [String]) -> Bool? {
    if strength.confirmation(of: rule, controllers: controllers) != nil { return false }
    let evidence = strength.evidence(of: rule, controllers: controllers)
    if evidence.contains(where: { !$0.counts }) { return rule.rule.citesByCondition ? nil : true }
    return mayAskForOpenFigure(rule, controllers: controllers) ? nil : false
  }

  /// Whether a rule may ask for a default, or for a row of the organisations' schedules, that does not
  /// count.
  private func mayAskForOpenFigure(_ rule: CompiledRule, controllers: [String]) -> Bool {
    if rule.calls(reading: .parameters), hasOpenDefaults { return true }
    guard rule.calls(reading: .schedule) else { return false }
    if let known = openRows[controllers] { return known }
    let hasOpenRow = context.schedule.hasOpenRow(controllers: controllers)
    openRows[controllers] = hasOpenRow
    return hasOpenRow
  }

  /// Whether a citation that is for the current subject does not count.
  private func restsOnOpenCitations(_ rule: CompiledRule, _ evaluator: Evaluator) -> Bool {
    guard rule.rule.citesByCondition else { return false }
    let evidence = strength.evidence(of: rule, controllers: evaluator.scope.controllers)
    let chosen = zip(evidence, rule.citeConditions).filter { _, condition in
      guard let condition else { return true }
      return evaluator.truth(of: .passUnretained(condition)) == true
    }
    let counted = chosen.isEmpty ? Array(evidence.suffix(1)) : chosen.map(\.0)
    return counted.contains { !$0.counts }
  }

  /// Whether the conditions of a rule ask for a figure that does not count.
  ///
  /// What running them asks for, explaining them asks for too, which goes into every part; so only
  /// where running them met no such figure is the explanation needed.
  private static func restsOnOpenFigures(_ rule: CompiledRule, _ evaluator: Evaluator) -> Bool {
    let conditions = [rule.when, rule.require].compactMap(\.self)
    let host = evaluator.host
    let meetsOne = asksForOpenFigure(evaluator) {
      for condition in conditions {
        _ = evaluator.machine.evaluate(condition, evaluator.variables, host: host)
      }
    }
    return meetsOne
      || asksForOpenFigure(evaluator) {
        for condition in conditions {
          _ = evaluator.machine.explain(condition, evaluator.variables, host: host)
        }
      }
  }

  private static func asksForOpenFigure(_ evaluator: Evaluator, _ ask: () -> Void) -> Bool {
    evaluator.bases = []
    evaluator.recordsBases = true
    defer { evaluator.recordsBases = false }
    ask()
    return evaluator.bases.contains { $0.evidence?.counts == false }
  }

  /// What findings on a subject are listed under.
  func systemKey(_ scope: SubjectScope) -> String {
    if let system, system.node === scope.system, system.organisation === scope.organisation {
      return system.key
    }
    let above = SubjectScope(
      level: scope.level, controllers: [], organisation: scope.organisation, system: scope.system)
    let key = naming.subject(above).systemKey
    system = (scope.system, scope.organisation, key)
    return key
  }
}
