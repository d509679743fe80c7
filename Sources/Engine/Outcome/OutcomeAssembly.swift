import CEL
import Findings
import Inventory
import Rules

/// Puts a result's parts together from all that was found.
struct OutcomeAssembly {
  let outline: Outline
  var partial: Partial

  mutating func outcome() -> Engine.Outcome {
    var findings = partial.takeFindings()
    findings.sort()
    let rootCauses = findings.groupByCause(outline)
    return Engine.Outcome(
      findings: findings, findingCounts: partial.tally?.counts(outline.rules), summary: summary(),
      coverage: coverage(), rootCauses: rootCauses,
      faults: partial.faults.sorted(), hiddenForecasts: partial.hiddenForecasts)
  }

  private func summary() -> Summary {
    var summary = Summary()
    var bySeverity: [Severity: Summary.Counts] = [:]
    var byPack: [String: Summary.Counts] = [:]
    for (rule, counts) in zip(outline.rules, partial.byRule) {
      summary.total.add(counts)
      bySeverity[rule.severity, default: Summary.Counts()].add(counts)
      byPack[rule.pack, default: Summary.Counts()].add(counts)
    }
    summary.bySeverity = Severity.allCases.map {
      Summary.Row(key: $0.rawValue, counts: bySeverity[$0] ?? Summary.Counts())
    }
    byPack = byPack.filter { $0.value.total > 0 }
    summary.byPack = outline.packs.compactMap { pack in
      byPack[pack.key].map { Summary.Row(key: pack.key, name: pack.name, counts: $0) }
    }
    summary.bySystem = outline.systems.map { system in
      var counts = partial.byPath[system.path] ?? Summary.Counts()
      for dataset in system.datasets {
        counts.add(partial.byPath[dataset.path] ?? Summary.Counts())
      }
      return Summary.Row(key: system.id, name: system.name, counts: counts)
    }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    summary.organisations = outline.organisations
    summary.systems = outline.systems.count
    summary.datasets = outline.systems.reduce(0) { $0 + $1.datasets.count }
    summary.holdings = partial.holdings
    summary.records = partial.records
    summary.rules = outline.rules.count { byPack[$0.pack] != nil }
    return summary
  }

  private func coverage() -> [Coverage] {
    var rows: [Coverage] = []
    for system in outline.systems {
      let counts = partial.byPath[system.path] ?? Summary.Counts()
      rows.append(
        Coverage(
          system: system.id, dataset: nil, category: nil,
          standing: standing(counts, isKnownClass: true), counts: counts))
      for dataset in system.datasets {
        let counts = partial.byPath[dataset.path] ?? Summary.Counts()
        rows.append(
          Coverage(
            system: system.id, dataset: dataset.id, category: dataset.category,
            standing: standing(counts, isKnownClass: dataset.isKnownClass), counts: counts))
      }
    }
    return rows
  }

  private func standing(_ counts: Summary.Counts, isKnownClass: Bool) -> Coverage.Standing {
    if counts.breach + counts.waived > 0 { return .breached }
    if !isKnownClass { return .unknownClass }
    if counts.pass > 0 { return .checked }
    if counts.undetermined > 0 { return .undecided }
    return .noRule
  }
}

extension Outline {
  /// The outline of what a context holds, once all facts are known.
  init(_ context: EngineContext) {
    self.init(
      rules: context.rules.map {
        Outline.Rule(id: $0.rule.id, severity: $0.rule.severity, pack: $0.rule.pack)
      },
      packs: context.library.packs.map { Summary.Row(key: $0.name, name: $0.title) },
      organisations: context.tree.organisations.count,
      systems: context.tree.systems.map { system in
        Outline.System(
          id: system.id, name: system.name, path: system.path,
          datasets: system.datasets.map { Outline.Dataset($0, context.schedule) })
      })
  }
}

extension Outline.Dataset {
  fileprivate init(_ dataset: InventoryNode, _ schedule: ScheduleTable) {
    let category = dataset.object.text("category")
    let retention = dataset.object.value("retention")
    let automatic =
      retention.tag == .object ? FactObject(retention).value("automatic") : .absent
    self.init(
      id: dataset.id, path: dataset.path, category: category,
      isKnownClass: category.flatMap { schedule.row($0, controllers: []) } != nil,
      hasDisposalJob: automatic.tag == .bool ? automatic.asBool : nil)
  }
}
