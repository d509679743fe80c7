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

  /// Who confirmed all figures of a rule, for all or for one who answers; `nil` where nobody did.
  func confirmation(of rule: CompiledRule, controllers: [String]) -> String? {
    let confirmations =
      context.profile.common.ruleConfirmations
      + controllers.flatMap { context.profile.organisations[$0]?.ruleConfirmations ?? [] }
    return confirmations.first { rule.rule.isNamed(by: $0.rule) }.map {
      "\($0.by) on \($0.on) in \($0.source)"
    }
  }

  /// How well each place is known that a rule cites, to the organisations that answer.
  func evidence(of rule: CompiledRule, controllers: [String]) -> [Evidence] {
    let whole = confirmation(of: rule, controllers: controllers)
    guard !context.confirmed.isEmpty else {
      return rule.rule.cites.map { $0.evidence.confirmed(by: whole) }
    }
    return FigureRegister.figures(of: rule.rule).map { figure in
      context.confirmed.evidence(of: figure, controllers: controllers).confirmed(by: whole)
    }
  }
}

extension Evidence {
  /// The evidence with somebody's confirmation, where it does not count without one.
  func confirmed(by confirmation: String?) -> Evidence {
    guard let confirmation, !counts else { return self }
    var evidence = self
    evidence.confirmation = confirmation
    return evidence
  }
}
