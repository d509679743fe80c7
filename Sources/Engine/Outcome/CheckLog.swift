import CEL
import CivilTime
import Diagnostics
import Findings
import Inventory
import Results
import Rules

/// What the checks of one worker came to: counts, findings and faults of rules.
final class CheckLog {
  /// A finding that rows of a dataset share, for counting more checks of them.
  enum SharedFinding {
    case listed(id: String, SharedPlace)
    case counted(FindingTally.Identity, SharedPlace)
  }

  let builder: FindingBuilder
  let kinds: FindingCounter
  /// What counts findings; `nil` where they are made.
  var counter: FindingCounter? { listsFindings ? nil : kinds }
  private let listsFindings: Bool
  /// What was found so far.
  var partial: Partial
  /// How many provisional breaches there were since counts were last added to those of a place.
  private var provisional = 0
  private var tallies = TallyPool()
  /// What many subjects may share; `nil` in the log of rows.
  private var like: LikeFindings?

  /// - Parameter sharesSubjects: Whether undetermined checks of many subjects become one finding; then
  ///   ``finish()`` is to be called.
  init(context: EngineContext, sharesSubjects: Bool = false) {
    like = sharesSubjects ? LikeFindings() : nil
    builder = FindingBuilder(context: context)
    kinds = FindingCounter(context: context)
    listsFindings = context.options.listsFindings
    partial = Partial(
      // Behind the rules stand the checks that the engine makes by itself.
      rules: context.rules.count + OwnCheck.all.count, findings: context.options.findings)
    if counter != nil { partial.tally = FindingTally() }
  }

  /// Writes down a check that is more than a number.
  ///
  /// - Parameters:
  ///   - place: The rows that share the finding, where several do.
  ///   - row: The ordinal of the row that was checked.
  /// - Returns: The finding, where rows share it.
  @discardableResult
  func report(
    _ outcome: Evaluator.Outcome, _ rule: CompiledRule, _ evaluator: Evaluator,
    sharedAt place: SharedPlace? = nil, row: Int = 0
  ) -> SharedFinding? {
    if outcome == .fault {
      partial.faults.append(builder.fault(of: rule, evaluator))
      return nil
    }
    let verdict = Self.verdict(outcome)
    if let counter {
      return count(verdict, rule, evaluator, with: counter, sharedAt: place, row: row)
    }
    let finding = builder.finding(verdict, rule, evaluator)
    note(builder.patternsNaming(evaluator.scope), at: finding.locations.first)
    if finding.isProvisional, verdict == .breach { countProvisional(rule.number) }
    return add(finding, sharedAt: place, row: row)
  }

  /// Writes down a breach that hangs on a field which no record of the current dataset may give.
  ///
  /// - Parameter dataset: The dataset that is reported about in a row's place.
  func postpone(
    _ column: MissingColumn, _ rule: CompiledRule, _ evaluator: Evaluator,
    in dataset: SharedPlace? = nil
  ) {
    if let counter {
      let kind = counter.kind(.breach, rule, evaluator)
      return partial.postpone(PostponedBreach(.kind(kind), of: column))
    }
    let finding = builder.finding(.breach, rule, evaluator)
    if let dataset {
      return partial.postpone(builder.ofDataset(finding, rule, evaluator), of: dataset, column)
    }
    note(builder.patternsNaming(evaluator.scope), at: finding.locations.first)
    partial.postpone(PostponedBreach(.finding(finding), of: column))
  }

  private func add(_ finding: Finding, sharedAt place: SharedPlace?, row: Int) -> SharedFinding? {
    guard let place else {
      append(finding)
      return nil
    }
    partial.share(finding, at: place, row: row)
    return .listed(id: finding.id, place)
  }

  func append(_ finding: Finding) {
    if like?.take(finding, releasingInto: &partial.findings) == true { return }
    partial.findings.append(finding)
  }

  /// Writes down what many subjects share, when no more of them will come.
  func finish() { like?.finish(into: &partial.findings) }

  /// Counts more checks for which a finding stands.
  func count(checks: Int, for finding: SharedFinding) {
    switch finding {
    case .listed(let id, let place): partial.count(checks: checks, for: id, at: place)
    case .counted(let identity, let place):
      partial.tally?.count(checks: checks, for: identity, at: place)
    }
  }

  /// Writes down a check of a row for which a finding of its dataset stands.
  func reportForDataset(
    _ outcome: Evaluator.Outcome, _ rule: CompiledRule, _ evaluator: Evaluator,
    in dataset: SharedPlace, row: Int
  ) {
    if outcome == .fault {
      report(outcome, rule, evaluator)
      return
    }
    let verdict = Self.verdict(outcome)
    let kind = kinds.kind(verdict, rule, evaluator)
    if kind.isProvisional { countProvisional(rule.number) }
    if counter != nil {
      partial.tally?.share(
        kind, as: kinds.identity(of: kind, evaluator.scope.ofDataset), at: dataset, row: row,
        keepsFirst: false)
      return
    }
    let isCounted = partial.count(
      rowOf: builder.keyOfDataset(verdict, rule, evaluator), in: dataset,
      daysOver: verdict == .breach ? builder.daysOver(rule, evaluator) : nil,
      at: builder.location(evaluator))
    guard !isCounted else { return }
    let finding = builder.finding(verdict, rule, evaluator)
    partial.add(builder.ofDataset(finding, rule, evaluator), of: dataset)
  }

  /// Counts a check that would be a finding.
  private func count(
    _ verdict: Verdict, _ rule: CompiledRule, _ evaluator: Evaluator,
    with counter: FindingCounter, sharedAt place: SharedPlace?, row: Int
  ) -> SharedFinding? {
    let kind = counter.kind(verdict, rule, evaluator)
    if kind.isProvisional { countProvisional(kind.rule) }
    guard let place else {
      partial.tally?.add(kind)
      return nil
    }
    let identity = counter.identity(of: kind, evaluator.scope)
    partial.tally?.share(
      kind, as: identity, at: place, row: row, keepsFirst: evaluator.scope.level == .holding)
    return .counted(identity, place)
  }

  private func countProvisional(_ rule: Int) {
    partial.byRule[rule].provisional += 1
    provisional += 1
  }

  private static func verdict(_ outcome: Evaluator.Outcome) -> Verdict {
    switch outcome {
    case .pass: .pass
    case .breach: .breach
    default: .undetermined
    }
  }

  /// Writes down the days on which a breach of a rule will begin.
  ///
  /// - Parameters:
  ///   - dataset: The dataset that is reported about in a row's place.
  ///   - waits: The field of an extract that the breach hangs on, on the evaluator's day.
  func forecast(
    _ rule: CompiledRule, _ evaluator: Evaluator, in dataset: SharedPlace? = nil,
    waitingFor waits: () -> MissingColumn? = { nil }
  ) {
    let days = Forecast(rule: rule, evaluator: evaluator).days()
    guard !builder.hidesDays(of: rule) else {
      partial.hiddenForecasts += days.count
      return
    }
    for day in days {
      let column = column(on: day, evaluator, waits)
      let finding = builder.forecast(rule, evaluator, beginning: day)
      let ofDataset = dataset.map { ($0, builder.ofDataset(finding, rule, evaluator)) }
      switch (ofDataset, column) {
      case ((let dataset, let finding)?, nil): partial.add(finding, of: dataset)
      case ((let dataset, let finding)?, let column?):
        partial.postpone(finding, of: dataset, column)
      case (nil, nil): partial.findings.append(finding)
      case (nil, let column?): partial.postpone(PostponedBreach(.finding(finding), of: column))
      }
    }
  }

  private func column(
    on day: CivilDate, _ evaluator: Evaluator, _ waits: () -> MissingColumn?
  ) -> MissingColumn? {
    let today = evaluator.machine.today
    defer { evaluator.machine.today = today }
    evaluator.machine.today = day
    return waits()
  }

  /// A rule that runs over a list of which nothing is known.
  func reportUnknownList(_ rule: CompiledRule, _ evaluator: Evaluator) {
    if let counter {
      partial.tally?.add(counter.kind(.undetermined, rule, evaluator))
    } else {
      append(builder.unknownList(rule, evaluator))
    }
  }

  /// A rule of which it cannot be told whether it applies.
  ///
  /// - Parameter place: The rows that share the finding, where it is about rows.
  /// - Returns: The finding, where rows share it.
  @discardableResult
  func report(
    _ doubt: PackDoubt, _ rule: CompiledRule, _ evaluator: Evaluator,
    sharedAt place: SharedPlace? = nil, row: Int = 0
  ) -> SharedFinding? {
    if let counter {
      return count(.undetermined, rule, evaluator, with: counter, sharedAt: place, row: row)
    }
    return add(builder.doubtful(rule, evaluator, doubt), sharedAt: place, row: row)
  }

  /// Rules that records of the current dataset meet only because they lack a field.
  func report(
    missing: [(fields: [String], rule: CompiledRule)], _ evaluator: Evaluator, path: String
  ) {
    let entries = missing.map { fields, rule in
      let note: ColumnNote =
        if let counter {
          .kind(counter.kind(.undetermined, rule, evaluator))
        } else {
          .finding(builder.missingColumn(fields[0], rule, evaluator))
        }
      let column = MissingColumn(
        path: path, rule: rule.number, field: fields[0], others: Array(fields.dropFirst()))
      return (column: column, note: note)
    }
    partial.miss(entries, of: path)
  }

  /// Notes the fields that records of a dataset give.
  func give(_ fields: [String], path: String) {
    if !fields.isEmpty { partial.give(fields, path: path) }
  }

  func add(rows: (records: Int, holdings: Int)) {
    partial.records += rows.records
    partial.holdings += rows.holdings
  }

  /// Writes down which patterns of subjects name the record at a place.
  private func note(_ patterns: Set<Int>, at place: Location?) {
    guard !patterns.isEmpty, let place else { return }
    partial.named[place, default: []].formUnion(patterns)
  }

  /// Adds what rows of a dataset came to, and how many there were.
  func fold(_ active: ActiveRules, rows: PlaceTally, of dataset: InventoryNode) {
    fold(active, path: dataset.path, isOfRows: true)
    partial.byPlace[dataset.path, default: PlaceTally()].add(tallies.shared(rows))
  }

  /// Adds the counts of one class of data to those of its rules and its own.
  func fold(_ active: ActiveRules, path: String, isOfRows: Bool = false) {
    var tally = PlaceTally()
    var all = partial.byPath[path] ?? Summary.Counts()
    var sum = ActiveRules.Counts()
    // Taken out as a whole, so that each rule costs no look at who else reads the partial.
    var byRule: [Summary.Counts] = []
    swap(&byRule, &partial.byRule)
    for index in active.numbers.indices {
      let (number, counts) = (active.numbers[index], active.counts[index])
      byRule[number].add(counts)
      sum.add(counts)
      let decided = counts.pass + counts.breach
      if decided + counts.undetermined > 0 {
        if isOfRows {
          tally.appliedToRows[number] = decided + counts.undetermined
        } else {
          tally.applied[number] = decided + counts.undetermined
        }
      }
      if decided > 0 { tally.decided.insert(number) }
    }
    all.add(sum)
    swap(&byRule, &partial.byRule)
    all.provisional += provisional
    provisional = 0
    partial.byPath[path] = all
    partial.byPlace[path, default: PlaceTally()].add(tallies.shared(tally))
  }
}
