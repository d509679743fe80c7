import CEL
import CivilTime
import Diagnostics
import Findings
import Inventory
import Results
import Rules

/// Writes findings: the slow path, taken only where there is something to say.
struct FindingBuilder {
  let context: EngineContext
  let naming: SubjectNaming
  private let strength: RuleStrength
  let notes: RuleNotesTable
  private let derivations: DerivationBuilder
  private let fixes: FixFinder
  let responsible = Suppliers()

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
        verdict == .pass ? rule.rule.title : cause(rule, finding, evaluator).joined(separator: "1")
    } else if isUnlinked(rule, derivation) {
      finding.cause = Self.unlinkedCause
    } else {
      finding.cause = Self.undeterminedCause(derivation.missing)
    }
    derivation.precedence = precedence(rule, finding, derivation, evaluator)
    finding.remedy = remedy(verdict, rule, finding, derivation, evaluator)
    finding.derivation = derivation
    addOwnSchedule(to: &finding, evaluator)
    if rule.rule.report == .each { fixes.addFix(to: &finding, rule, evaluator) }
    addStrength(to: &finding, rule)
    finding.count = count(rule, evaluator)
    identifyByFacts(&finding)
    return finding
  }

  /// The finding of a row as one of its dataset that may stand for more rows.
  func ofDataset(
    _ finding: Finding, _ rule: CompiledRule, _ evaluator: Evaluator
  ) -> DatasetFinding {
    var finding = finding
    let names = naming.names(evaluator.scope.ofDataset)
    finding.id = Fingerprint.findingID(
      rule: finding.rule, subject: names.identity, causeCode: finding.causeCode)
    finding.subject = names.subject
    // A breach of a forecast has the verdict that is true today.
    let isBreach = finding.causeCode == "not-met"
    guard isBreach || finding.verdict == .undetermined else {
      return DatasetFinding(finding, cause: [finding.cause], remedy: [finding.remedy])
    }
    if isBreach {
      var onTheDay = finding
      if finding.verdict == .pass, let since = finding.since, let due = finding.dueDate {
        onTheDay.daysOver = since.days(since: due)
      }
      return DatasetFinding(
        finding, cause: cause(rule, onTheDay, evaluator),
        remedy: pieces(rule.remedy, notes[rule], finding, evaluator).pieces)
    }
    let reasons = Self.reasons(finding.derivation.missing)
    let pieces = EngineMessage.undecidedRecords.pieces
    return DatasetFinding(
      finding, cause: [pieces[0], pieces[1] + reasons + pieces[2]], remedy: [finding.remedy])
  }

  /// What makes one finding of those of a dataset's rows.
  func keyOfDataset(
    _ verdict: Verdict, _ rule: CompiledRule, _ evaluator: Evaluator
  ) -> DatasetFindingKey {
    let identity = naming.names(evaluator.scope.ofDataset).identity
    return DatasetFindingKey(
      id: Fingerprint.findingID(
        rule: rule.rule.id, subject: identity, causeCode: Self.causeCode(verdict)))
  }

  /// Where the current subject is.
  func location(_ evaluator: Evaluator) -> Location? { location(evaluator.scope.object?.mark) }

  private static func causeCode(_ verdict: Verdict) -> String {
    verdict == .breach ? "not-met" : verdict.rawValue
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
    finding.daysOver = nil
    announce(&finding, rule, evaluator, on: day)
    return finding
  }

  /// A rule that runs over a list of which nothing is known.
  func unknownList(_ rule: CompiledRule, _ evaluator: Evaluator) -> Finding {
    var finding = skeleton(.undetermined, rule, evaluator)
    let path = "\(rule.rule.level.rawValue).\(rule.rule.each ?? "")"
    let object = evaluator.scope.object?.value
    let isLeftOut = object.flatMap { rule.items?.isLeftOut(of: $0) } ?? false
    finding.derivation.missing = [
      Derivation.Missing(
        path: path, state: isLeftOut ? "absent" : "unknown", location: finding.locations.first,
        supplier: responsible.supplier(of: path, evaluator.scope))
    ]
    finding.cause = Self.undeterminedCause(finding.derivation.missing)
    identifyByFacts(&finding)
    addStrength(to: &finding, rule)
    return finding
  }

  /// Which of the patterns of subjects name a record whose identifier reports do not show.
  func patternsNaming(_ scope: SubjectScope) -> Set<Int> {
    let patterns = context.options.subjectPatterns
    guard !patterns.isEmpty, !context.options.showsPersonalData else { return [] }
    let names = naming.names(scope)
    guard names.isPrivate else { return [] }
    return Set(patterns.indices.filter { patterns[$0].matches(names.identity) })
  }

  /// Gives a finding on a record or a person whose identifier is left out an identity that is made
  /// of nothing but what the finding shows.
  ///
  /// A digest of the identifier would give it away to whoever tries a list of identifiers.
  private func identifyByFacts(_ finding: inout Finding) {
    guard finding.subject.isAnonymous else { return }
    let facts = finding.derivation.facts.map { "\($0.path)=\($0.value)" }
    let missing = finding.derivation.missing.map { "\($0.path)?" }
    finding.id = Fingerprint.findingID(
      rule: finding.rule,
      subject: ([finding.subject.path] + facts + missing).joined(separator: "\n"),
      causeCode: finding.causeCode)
  }

  /// The diagnostic of a rule that failed by itself.
  func fault(of rule: CompiledRule, _ evaluator: Evaluator) -> Diagnostic {
    let value = evaluator.machine.evaluate(
      rule.require, evaluator.variables, host: evaluator.host)
    let reason = value.errorKind?.phrase ?? EngineMessage.conditionFault.text()
    let subject = naming.subject(evaluator.scope).path
    return Diagnostic(
      .error, "rule.fault", at: SourcePosition(path: rule.rule.path, line: 1, column: 1),
      EngineMessage.ruleFault.text(rule.rule.id, subject, reason),
      hint: EngineMessage.ruleFaultHint.text())
  }

  func skeleton(
    _ verdict: Verdict, _ rule: CompiledRule, _ evaluator: Evaluator
  ) -> Finding {
    let causeCode = Self.causeCode(verdict)
    let citations = notes[rule].citations(of: evaluator)
    let names = naming.names(evaluator.scope)
    var finding = Finding(
      id: names.isPrivate
        ? context.options.fingerprint.privateFindingID(
          rule: rule.rule.id, subject: names.identity, causeCode: causeCode)
        : Fingerprint.findingID(
          rule: rule.rule.id, subject: names.identity, causeCode: causeCode),
      rule: rule.rule.id, catalogue: rule.rule.catalogue, title: rule.rule.title,
      verdict: verdict,
      severity: strength.severity(of: rule, controllers: evaluator.scope.controllers),
      authority: rule.rule.authority,
      citations: citations, isProvisional: false,
      subject: names.subject,
      locations: location(evaluator.scope.object?.mark).map { [$0] } ?? [], causeCode: causeCode,
      cause: "", derivation: Derivation(), remedy: "")
    finding.owner = responsible.owner(of: evaluator.scope)
    finding.steward = responsible.steward(of: evaluator.scope)
    return finding
  }

  private func location(_ mark: SourceMark?) -> Location? {
    mark.flatMap { context.location(of: $0) }
  }

  /// The weakest link: what does not count unless it is confirmed makes a finding provisional.
  private func addStrength(to finding: inout Finding, _ rule: CompiledRule) {
    let controllers = finding.subject.controllers
    for basis in finding.derivation.bases where basis.kind == "schedule" {
      let entry = context.schedule.entry(basis.name, controllers: controllers)
      if let entry {
        finding.authority = finding.authority.weaker(of: entry.row.authority)
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

  private func remedy(
    _ verdict: Verdict, _ rule: CompiledRule, _ finding: Finding, _ derivation: Derivation,
    _ evaluator: Evaluator
  ) -> String {
    switch verdict {
    case .pass, .notApplicable: return ""
    case .breach, .waived: return text(rule.remedy, notes[rule], finding, evaluator)
    case .undetermined:
      let paths = derivation.missing.map(\.path)
      guard !isUnlinked(rule, derivation) else { return EngineMessage.undecidedLink.text() }
      guard !paths.isEmpty else { return EngineMessage.recordMissing.text() }
      return Self.remedy(lacking: paths)
    }
  }

  /// Whether nothing but linking would tell: records were not linked, and no fact is missing.
  private func isUnlinked(_ rule: CompiledRule, _ derivation: Derivation) -> Bool {
    context.links == nil && rule.needsLinking && derivation.missing.isEmpty
  }

  /// How many records an age band stands for: those that the rule counts, or else all but those that
  /// it lets off for a review or a hold.
  private func count(_ rule: CompiledRule, _ evaluator: Evaluator) -> Int? {
    guard evaluator.scope.level == .holding, let row = evaluator.scope.row else { return nil }
    if let program = rule.overdue {
      let value = evaluator.machine.evaluate(program, evaluator.variables, host: evaluator.host)
      if value.tag == .int { return Int(max(value.asInt, 0)) }
    }
    let count = row.value("count")
    guard count.tag == .int else { return nil }
    let covered = ["reviewed", "held"].filter { notes[rule].reads("holding.\($0)") }.map { name in
      let number = row.value(name)
      return number.tag == .int ? Int(clamping: number.asInt) : 0
    }
    return max(Int(clamping: count.asInt) - covered.reduce(0, +), 0)
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
