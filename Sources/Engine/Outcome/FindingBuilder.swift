import CEL
import CivilTime
import Diagnostics
import Findings
import Inventory
import Rules

/// Writes findings: the slow path, taken only where there is something to say.
struct FindingBuilder {
  let context: EngineContext
  private let naming: SubjectNaming
  private let strength: RuleStrength
  private let notes: RuleNotesTable
  private let derivations: DerivationBuilder
  private let fixes: FixFinder

  init(context: EngineContext) {
    self.context = context
    naming = SubjectNaming(options: context.options)
    strength = RuleStrength(context: context)
    notes = RuleNotesTable(
      context: context, privacy: Privacy(showsAll: context.options.showsPersonalData))
    derivations = DerivationBuilder(context: context)
    fixes = FixFinder(context: context)
  }

  /// The finding of a rule on the evaluator's current subject.
  func finding(_ verdict: Verdict, _ rule: CompiledRule, _ evaluator: Evaluator) -> Finding {
    context.options.probe?.look(at: rule, evaluator)
    var derivation = derivations.derivation(of: rule, notes[rule], verdict, evaluator)
    var finding = skeleton(verdict, rule, evaluator)
    if verdict == .breach { addDays(to: &finding, rule, evaluator) }
    if verdict != .undetermined {
      derivation.missing = []
      finding.cause =
        verdict == .pass ? rule.rule.title : text(rule.cause, notes[rule], finding, evaluator)
    } else {
      finding.cause = Self.undeterminedCause(derivation.missing)
    }
    derivation.precedence = precedence(rule, finding, derivation, evaluator)
    finding.remedy = remedy(verdict, rule, finding, derivation, evaluator)
    finding.derivation = derivation
    fixes.addFix(to: &finding, rule, evaluator)
    addStrength(to: &finding, rule)
    finding.count = count(evaluator.scope)
    return finding
  }

  /// The breach that will begin on a day, with the identity that it will have.
  func forecast(
    _ rule: CompiledRule, _ evaluator: Evaluator, beginning day: CivilDate
  ) -> Finding {
    let today = evaluator.machine.today
    evaluator.machine.today = day
    defer { evaluator.machine.today = today }
    var finding = finding(.breach, rule, evaluator)
    finding.verdict = .pass
    finding.dueDate = finding.dueDate ?? day.adding(days: -1)
    finding.daysOver = nil
    finding.since = day
    return finding
  }

  /// A rule that runs over a list of which nothing is known.
  func unknownList(_ rule: CompiledRule, _ evaluator: Evaluator) -> Finding {
    var finding = skeleton(.undetermined, rule, evaluator)
    let path = "\(rule.rule.level.rawValue).\(rule.rule.each ?? "")"
    finding.derivation.missing = [
      Derivation.Missing(path: path, state: "unknown", location: finding.locations.first)
    ]
    finding.cause = Self.undeterminedCause(finding.derivation.missing)
    addStrength(to: &finding, rule)
    return finding
  }

  /// The diagnostic of a rule that failed by itself.
  func fault(of rule: CompiledRule, _ evaluator: Evaluator) -> Diagnostic {
    let value = evaluator.machine.evaluate(
      rule.require, evaluator.variables, host: evaluator.host)
    let reason = value.errorKind?.phrase ?? "its condition when could not be evaluated"
    let subject = naming.subject(evaluator.scope).path
    return Diagnostic(
      .error, "rule.fault", at: SourcePosition(path: rule.rule.path, line: 1, column: 1),
      "the rule \(rule.rule.id) could not be evaluated on \(subject): \(reason)",
      hint: "this is a fault of the rule, not of the inventory")
  }

  private func skeleton(
    _ verdict: Verdict, _ rule: CompiledRule, _ evaluator: Evaluator
  ) -> Finding {
    let causeCode = verdict == .breach ? "not-met" : verdict.rawValue
    let names = naming.names(evaluator.scope)
    return Finding(
      id: context.options.fingerprint.findingID(
        rule: rule.rule.id, subject: names.identity, causeCode: causeCode),
      rule: rule.rule.id, catalogue: rule.rule.catalogue, title: rule.rule.title,
      verdict: verdict,
      severity: strength.severity(of: rule, controllers: evaluator.scope.controllers),
      authority: rule.rule.authority,
      citations: notes[rule].citations(controllers: evaluator.scope.controllers),
      isProvisional: false,
      subject: names.subject,
      locations: location(evaluator.scope.object?.mark).map { [$0] } ?? [], causeCode: causeCode,
      cause: "", derivation: Derivation(), remedy: "")
  }

  private func location(_ mark: SourceMark?) -> Location? {
    mark.flatMap { context.location(of: $0) }
  }

  /// The weakest link: what does not count unless it is confirmed makes a finding provisional.
  private func addStrength(to finding: inout Finding, _ rule: CompiledRule) {
    let controllers = finding.subject.controllers
    for basis in finding.derivation.bases where basis.kind == "schedule" {
      if let row = context.schedule.row(basis.name, controllers: controllers) {
        finding.authority = finding.authority.weaker(of: row.authority)
      }
    }
    if let confirmation = strength.confirmation(of: rule, controllers: controllers) {
      for index in finding.derivation.bases.indices {
        let evidence = finding.derivation.bases[index].evidence
        finding.derivation.bases[index].evidence = evidence?.confirmed(by: confirmation)
      }
    }
    finding.isProvisional = finding.evidence?.counts == false
  }

  /// The last permitted day and the days past it, unless they would give a masked day away.
  private func addDays(to finding: inout Finding, _ rule: CompiledRule, _ evaluator: Evaluator) {
    guard !hidesDays(of: rule) else { return }
    guard let program = rule.lastPermitted else {
      finding.since = beginning(rule, evaluator)
      return
    }
    let value = evaluator.machine.evaluate(program, evaluator.variables, host: evaluator.host)
    guard value.tag == .date else { return }
    finding.dueDate = value.lastDay
    let days = evaluator.machine.today.days(since: value.lastDay)
    guard days > 0 else { return }
    finding.daysOver = days
    finding.since = value.lastDay.adding(days: 1)
  }

  /// Whether the days of a rule would give away a day of somebody's life.
  func hidesDays(of rule: CompiledRule) -> Bool { notes[rule].hidesDays }

  /// The first day of the unbroken run of days in breach; `nil` if the day plays no part.
  private func beginning(_ rule: CompiledRule, _ evaluator: Evaluator) -> CivilDate? {
    let days = notes[rule].datedPrograms.compactMap { program in
      evaluator.machine.window(program, evaluator.variables, host: evaluator.host).from
    }
    return (days + [days.isEmpty ? nil : rule.rule.effectiveFrom].compactMap(\.self)).max()
  }

  /// The sources that claimed the subject, and what rows and choices in use took the place of.
  private func precedence(
    _ rule: CompiledRule, _ finding: Finding, _ derivation: Derivation, _ evaluator: Evaluator
  ) -> [Derivation.Source] {
    let claims = PrecedenceBuilder(notes: notes[rule], rule: rule, evaluator: evaluator)
      .sources { text($0, notes[rule], finding, evaluator) }
    return claims
      + ReplacedBases(context: context)
      .sources(of: derivation.bases, controllers: finding.subject.controllers)
  }

  private func text(
    _ template: TextTemplate, _ notes: RuleNotes, _ finding: Finding, _ evaluator: Evaluator
  ) -> String {
    var text = ""
    for part in template.parts {
      switch part {
      case .text(let piece): text += Plural.continuing(text, with: piece)
      case .daysOver: text += finding.daysOver.map(String.init) ?? Privacy.mask
      case .value(let program):
        if notes.privacy(of: program).isMasked {
          text += Privacy.mask
        } else {
          text += ValueText.of(
            evaluator.machine.evaluate(program, evaluator.variables, host: evaluator.host))
        }
      }
    }
    return text
  }

  private func remedy(
    _ verdict: Verdict, _ rule: CompiledRule, _ finding: Finding, _ derivation: Derivation,
    _ evaluator: Evaluator
  ) -> String {
    switch verdict {
    case .pass, .notApplicable: return ""
    case .breach, .waived: return text(rule.remedy, notes[rule], finding, evaluator)
    case .undetermined:
      let paths = derivation.missing.map(\.path)
      guard !paths.isEmpty else { return "Record the missing fact and check again." }
      return "Record \(paths.joined(separator: ", ")) and check again."
    }
  }

  /// How many records an age band stands for, those under hold left out.
  private func count(_ scope: SubjectScope) -> Int? {
    guard scope.level == .holding, let row = scope.row else { return nil }
    let count = row.value("count")
    let held = row.value("held")
    guard count.tag == .int else { return nil }
    return Int(count.asInt) - (held.tag == .int ? Int(held.asInt) : 0)
  }

  private static func undeterminedCause(_ missing: [Derivation.Missing]) -> String {
    guard !missing.isEmpty else { return "cannot be decided: a fact is missing" }
    let parts = missing.map { missing in
      switch missing.state {
      case "unknown": "\(missing.path) is said to be unknown"
      case "not-applicable": "\(missing.path) is said not to apply"
      case "partial": "the day of \(missing.path) is known only in part"
      default: "\(missing.path) is not given"
      }
    }
    return "cannot be decided: " + parts.joined(separator: "; ")
  }
}

extension Authority {
  /// The weaker of two authorities.
  func weaker(of other: Authority) -> Authority {
    let order = Authority.allCases
    guard let own = order.firstIndex(of: self), let others = order.firstIndex(of: other) else {
      return self
    }
    return order[max(own, others)]
  }
}
