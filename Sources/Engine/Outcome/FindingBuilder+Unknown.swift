import Findings
import Inventory
import Results
import Rules

/// Findings that no evaluation of a condition led to.
extension FindingBuilder {
  /// A rule of which it cannot be told whether it applies to the evaluator's subject.
  func doubtful(
    _ rule: CompiledRule, _ evaluator: Evaluator, _ doubt: PackDoubt
  ) -> Finding {
    var finding = skeleton(.undetermined, rule, evaluator)
    finding.derivation.missing = [
      Derivation.Missing(
        path: doubt.path, state: "absent",
        location: doubt.organisation.flatMap { context.organisations[$0] }
          .flatMap { context.location(of: $0.object.mark) } ?? finding.locations.first,
        supplier: responsible.supplier(of: doubt.path, evaluator.scope))
    ]
    finding.cause = EngineMessage.lawNotKnown.text(doubt.words)
    finding.remedy = EngineMessage.recordFact.text(doubt.path)
    return finding
  }

  /// A rule that records of the evaluator's dataset meet only because none of them gives a field.
  func missingColumn(
    _ field: String, _ rule: CompiledRule, _ evaluator: Evaluator
  ) -> Finding {
    var finding = skeleton(.undetermined, rule, evaluator)
    finding.causeCode = MissingColumn.causePrefix + field
    finding.id = Fingerprint.findingID(
      rule: rule.rule.id, subject: naming.names(evaluator.scope).identity,
      causeCode: finding.causeCode)
    finding.derivation.missing = [
      Derivation.Missing(
        path: "record.\(field)", state: "absent", location: finding.locations.first,
        supplier: responsible.supplier(of: "record.\(field)", evaluator.scope))
    ]
    let name = field.split(separator: ".").last ?? ""
    finding.cause = EngineMessage.columnMissing.text("record.\(field)")
    finding.remedy = EngineMessage.addColumn.text("record.\(field)", String(name))
    return finding
  }

  /// A check of the engine's own that cannot be decided for the evaluator's subject.
  ///
  /// - Parameters:
  ///   - facts: The paths of the facts that it lacks, or that contradict each other.
  ///   - mark: Where the fact is that it is about; where the subject is, if there is none.
  ///   - code: What tells apart the causes of one check.
  func open(
    _ check: OwnCheck, _ cause: String, lacking facts: [String], code: String = "undetermined",
    at mark: SourceMark = .none, _ evaluator: Evaluator
  ) -> Finding {
    let names = naming.names(evaluator.scope)
    let location =
      context.location(of: mark)
      ?? evaluator.scope.object.flatMap { context.location(of: $0.mark) }
    var derivation = Derivation()
    derivation.missing = facts.map {
      Derivation.Missing(
        path: $0, state: "absent", location: location,
        supplier: responsible.supplier(of: $0, evaluator.scope))
    }
    var finding = Finding(
      id: Fingerprint.findingID(rule: check.id, subject: names.identity, causeCode: code),
      rule: check.id, catalogue: [], title: check.title, verdict: .undetermined,
      severity: check.severity, authority: .goodPractice, citations: [], isProvisional: false,
      subject: names.subject, locations: location.map { [$0] } ?? [], causeCode: code,
      cause: cause, derivation: derivation, remedy: check.remedy)
    finding.owner = responsible.owner(of: evaluator.scope)
    finding.steward = responsible.steward(of: evaluator.scope)
    return finding
  }

  /// Why a check cannot be decided that looks at all records of a person.
  static let unlinkedCause = EngineMessage.notLinked.text()

  /// Why a check cannot be decided, with the facts that are missing.
  static func undeterminedCause(_ missing: [Derivation.Missing]) -> String {
    EngineMessage.undecided.text(reasons(missing))
  }

  /// What is the matter with the facts that are missing.
  static func reasons(_ missing: [Derivation.Missing]) -> String {
    guard !missing.isEmpty else { return EngineMessage.factMissing.text() }
    let parts = missing.map { missing in
      if let label = labelOfOthers(missing.path) { return EngineMessage.othersOpen.text(label) }
      let message: EngineMessage =
        switch missing.state {
        case "unknown": .pathUnknown
        case "not-applicable": .pathNotApplicable
        case "partial": .pathPartial
        case "unrecognised": .pathUnrecognised
        case "misfit": .holdElsewhere
        case "contradictory": .birthsContradict
        case "ambiguous": .keyAmbiguous
        case "unnamed": .keyUnnamed
        case "unsettled": .holidaysNotKnown
        default: .pathMissing
        }
      return message.text(missing.path)
    }
    return parts.joined(separator: "; ")
  }

  /// What is to be done about facts that are missing.
  static func remedy(lacking paths: [String]) -> String {
    let own = paths.filter { labelOfOthers($0) == nil }
    let steps =
      (own.isEmpty ? [] : [EngineMessage.recordFact.text(own.joined(separator: ", "))])
      + (own.count == paths.count ? [] : [EngineMessage.completeOthers.text()])
    return steps.joined(separator: " ")
  }

  /// What people call something that is asked of all records of a person; `nil` for a fact of the
  /// inventory.
  private static func labelOfOthers(_ path: String) -> String? {
    guard path.hasPrefix("related(") else { return nil }
    return RuleTypes.labels[path]?.text ?? path
  }
}
