import Diagnostics
import Findings
import Inventory
import Rules

/// What the checks of one worker came to: counts, findings and faults of rules.
final class CheckLog {

  private let builder: FindingBuilder
  private(set) var findings = FindingStore()
  private(set) var faults: [Diagnostic] = []
  /// Counts of each rule, by its number.
  private(set) var byRule: [Summary.Counts]
  /// Counts by path of organisation, system or dataset.
  private(set) var byPath: [String: Summary.Counts] = [:]
  /// Breaches of a forecast whose days would give away a day of somebody's life.
  private(set) var hiddenForecasts = 0
  private(set) var records = 0
  private(set) var holdings = 0
  /// Findings on age bands of the current dataset, which share an identity.
  private var bands: [String: Finding] = [:]

  init(context: EngineContext) {
    builder = FindingBuilder(context: context)
    byRule = Array(repeating: Summary.Counts(), count: context.rules.count)
  }

  /// Writes down a check that is more than a number.
  func report(_ outcome: Evaluator.Outcome, _ rule: CompiledRule, _ evaluator: Evaluator) {
    if outcome == .fault {
      faults.append(builder.fault(of: rule, evaluator))
      return
    }
    let verdict: Verdict =
      switch outcome {
      case .pass: .pass
      case .breach: .breach
      default: .undetermined
      }
    let finding = builder.finding(verdict, rule, evaluator)
    if finding.isProvisional, verdict == .breach { byRule[rule.number].provisional += 1 }
    guard rule.rule.level == .holding else {
      findings.append(finding)
      return
    }
    if bands[finding.id] == nil { bands[finding.id] = finding } else { join(finding) }
  }

  /// Writes down the days on which a breach of a rule will begin.
  func forecast(_ rule: CompiledRule, _ evaluator: Evaluator) {
    let days = Forecast(rule: rule, evaluator: evaluator).days()
    guard !builder.hidesDays(of: rule) else {
      hiddenForecasts += days.count
      return
    }
    for day in days {
      findings.append(builder.forecast(rule, evaluator, beginning: day))
    }
  }

  /// A rule that runs over a list of which nothing is known.
  func reportUnknownList(_ rule: CompiledRule, _ evaluator: Evaluator) {
    findings.append(builder.unknownList(rule, evaluator))
  }

  /// Joins the finding of a further age band to that of the first.
  private func join(_ finding: Finding) {
    guard var joined = bands[finding.id] else { return }
    if let count = finding.count { joined.count = (joined.count ?? 0) + count }
    joined.locations += finding.locations
    if let days = finding.daysOver, days > joined.daysOver ?? .min {
      joined.cause = finding.cause
      joined.derivation = finding.derivation
      joined.since = finding.since
      joined.dueDate = finding.dueDate
      joined.daysOver = days
    }
    bands[finding.id] = joined
  }

  /// The rows of a dataset are over.
  func endDataset() {
    for id in bands.keys.sorted() {
      if let finding = bands[id] { findings.append(finding) }
    }
    bands.removeAll(keepingCapacity: true)
  }

  func add(rows: (records: Int, holdings: Int)) {
    records += rows.records
    holdings += rows.holdings
  }

  func fold(_ active: ActiveRules, dataset: InventoryNode) {
    fold(active, path: dataset.path)
  }

  /// Adds the counts of one class of data to those of its rules and its own.
  func fold(_ active: ActiveRules, path: String) {
    var all = byPath[path] ?? Summary.Counts()
    for (rule, counts) in zip(active.rules, active.counts) {
      var sum = Summary.Counts()
      sum.pass = counts.pass
      sum.breach = counts.breach
      sum.undetermined = counts.undetermined
      sum.notApplicable = counts.notApplicable
      byRule[rule.number].add(sum)
      all.add(sum)
    }
    byPath[path] = all
  }

  /// Takes over what another worker found.
  func merge(_ other: CheckLog) {
    for finding in other.findings { findings.append(finding) }
    faults += other.faults
    for index in byRule.indices { byRule[index].add(other.byRule[index]) }
    for (path, counts) in other.byPath { byPath[path, default: Summary.Counts()].add(counts) }
    hiddenForecasts += other.hiddenForecasts
    records += other.records
    holdings += other.holdings
  }
}
