import CEL
import Findings
import Inventory
import Rules

/// Puts together what all workers found.
struct OutcomeAssembly {
  let context: EngineContext
  let log: CheckLog

  func outcome() -> Engine.Outcome {
    var findings = log.findings
    let rootCauses = RootCauses.group(&findings)
    findings.sort()
    return Engine.Outcome(
      findings: findings, summary: summary(), coverage: coverage(), rootCauses: rootCauses,
      faults: log.faults.sorted(), hiddenForecasts: log.hiddenForecasts)
  }

  private func summary() -> Summary {
    var summary = Summary()
    var bySeverity: [Severity: Summary.Counts] = [:]
    var byPack: [String: Summary.Counts] = [:]
    for rule in context.rules {
      let counts = log.byRule[rule.number]
      summary.total.add(counts)
      bySeverity[rule.rule.severity, default: Summary.Counts()].add(counts)
      byPack[rule.rule.pack, default: Summary.Counts()].add(counts)
    }
    summary.bySeverity = Severity.allCases.map {
      Summary.Row(key: $0.rawValue, counts: bySeverity[$0] ?? Summary.Counts())
    }
    byPack = byPack.filter { $0.value.total > 0 }
    summary.byPack = context.library.packs.compactMap { pack in
      byPack[pack.name].map { Summary.Row(key: pack.name, name: pack.title, counts: $0) }
    }
    summary.bySystem = context.tree.systems.map { system in
      var counts = log.byPath[system.path] ?? Summary.Counts()
      for dataset in system.datasets { counts.add(log.byPath[dataset.path] ?? Summary.Counts()) }
      return Summary.Row(key: system.id, name: system.name, counts: counts)
    }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    summary.organisations = context.tree.organisations.count
    summary.systems = context.tree.systems.count
    summary.datasets = context.tree.systems.reduce(0) { $0 + $1.datasets.count }
    summary.holdings = log.holdings
    summary.records = log.records
    summary.rules = context.rules.count { byPack[$0.rule.pack] != nil }
    return summary
  }

  private func coverage() -> [Coverage] {
    var rows: [Coverage] = []
    for system in context.tree.systems {
      let counts = log.byPath[system.path] ?? Summary.Counts()
      rows.append(
        Coverage(
          system: system.id, dataset: nil, category: nil,
          standing: standing(counts, category: nil, hasClass: false), counts: counts))
      for dataset in system.datasets {
        let counts = log.byPath[dataset.path] ?? Summary.Counts()
        let category = dataset.object.text("category")
        rows.append(
          Coverage(
            system: system.id, dataset: dataset.id, category: category,
            standing: standing(counts, category: category, hasClass: true), counts: counts))
      }
    }
    return rows
  }

  private func standing(
    _ counts: Summary.Counts, category: String?, hasClass: Bool
  ) -> Coverage.Standing {
    if counts.breach + counts.waived > 0 { return .breached }
    if hasClass, category.flatMap({ context.schedule.schedule[$0] }) == nil { return .unknownClass }
    if counts.pass > 0 { return .checked }
    if counts.undetermined > 0 { return .undecided }
    return .noRule
  }
}
