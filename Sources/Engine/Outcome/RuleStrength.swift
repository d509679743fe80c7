import Findings
import Rules

/// What profiles say of the weight of a rule's findings.
struct RuleStrength {
  let context: EngineContext

  /// The profile's severity for the rule, where an organisation that answers has set one.
  func severity(of rule: CompiledRule, controllers: [String]) -> Severity {
    let chosen = controllers.compactMap {
      context.profile.organisations[$0]?.severities[rule.rule.id]?.severity
    }
    return chosen.max() ?? context.profile.common.severities[rule.rule.id]?.severity
      ?? rule.rule.severity
  }

  /// Whether somebody confirmed the figures of a rule, for all or for one who answers.
  func isConfirmed(_ rule: CompiledRule, controllers: [String]) -> Bool {
    let confirmations =
      context.profile.common.confirmations
      + controllers.flatMap { context.profile.organisations[$0]?.confirmations ?? [] }
    return confirmations.contains { Glob($0.rule).matches(rule.rule.id) }
  }
}
