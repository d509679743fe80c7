import CEL
import Diagnostics
import Findings
import Inventory
import Results
import Rules

/// Puts a result's parts together from all that was found.
struct OutcomeAssembly {
  let outline: Outline
  var partial: Partial

  mutating func outcome() -> Engine.Outcome {
    partial.settleColumns()
    var findings = partial.takeFindings()
    findings.numberEquals()
    findings.sort()
    let rootCauses = findings.groupByCause(outline)
    var summary = summary()
    let mayDiffer = outline.rules.contains { !$0.chosenSeverities.isEmpty }
    if outline.organisations.count > 1, mayDiffer { moveSeverities(of: findings, in: &summary) }
    return Engine.Outcome(
      findings: findings, findingCounts: partial.tally?.counts(outline.rules), summary: summary,
      coverage: coverage(), extent: extent(), named: partial.named, rootCauses: rootCauses,
      faults: partial.faults.sorted(), hiddenForecasts: partial.hiddenForecasts)
  }

  /// Counts findings under the severity that those who answer for them gave their rule, where another
  /// organisation of the run gave it another.
  private func moveSeverities(of findings: FindingStore, in summary: inout Summary) {
    var counted: [String: Severity] = [:]
    for rule in outline.rules { counted[rule.id] = rule.severity }
    for finding in findings where finding.verdict == .breach || finding.verdict == .undetermined {
      guard let old = counted[finding.rule], old != finding.severity else { continue }
      summary.bySeverity[old.rank].counts.take(finding, times: -finding.checksCounted)
      summary.bySeverity[finding.severity.rank].counts.take(finding, times: finding.checksCounted)
    }
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
    }.sorted { $0.key.precedes($1.key) }
    summary.organisations = outline.organisations.count
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
          standing: standing(counts, nil, at: system.path, systemIsDecided: true),
          counts: counts))
      let isDecided = counts.undetermined == 0
      for dataset in system.datasets {
        let counts = partial.byPath[dataset.path] ?? Summary.Counts()
        rows.append(
          Coverage(
            system: system.id, dataset: dataset.id, name: dataset.name, category: dataset.category,
            standing: standing(counts, dataset, at: dataset.path, systemIsDecided: isDecided),
            counts: counts))
      }
    }
    return rows
  }

  /// How a system or dataset is covered; only where nothing is left open is it checked.
  private func standing(
    _ counts: Summary.Counts, _ dataset: Outline.Dataset?, at path: String, systemIsDecided: Bool
  ) -> Coverage.Standing {
    if counts.breach + counts.waived > 0 { return .breached }
    let isDecided = counts.undetermined == 0 && systemIsDecided
    guard let dataset else {
      return !isDecided ? .undecided : counts.pass > 0 ? .checked : .noRule
    }
    if !dataset.isKnownClass { return .unknownClass }
    let tally = partial.byPlace[path] ?? PlaceTally()
    if tally.decided.sorted.contains(where: { isOwnLaw($0, of: dataset) }) {
      return isDecided ? .checked : .undecided
    }
    let applied = tally.applied.rules + tally.appliedToRows.rules
    if applied.contains(where: { isOwnLaw($0, of: dataset) }) { return .undecided }
    return counts.pass > 0 ? .formOnly : counts.undetermined > 0 ? .undecided : .noRule
  }

  /// Whether a rule is of the law about the class of a dataset.
  private func isOwnLaw(_ number: Int, of dataset: Outline.Dataset) -> Bool {
    let rule = outline.rules[number]
    return dataset.ownPacks.isEmpty ? !rule.isOfForm : dataset.ownPacks.contains(rule.pack)
  }

  private func extent() -> Extent {
    var places: [Extent.Place] = []
    for organisation in outline.organisations {
      let path = "organisation:\(Self.name(organisation.id, organisation.path))"
      places.append(place(path, countedAt: organisation.path))
    }
    for system in outline.systems {
      let path = "system:\(Self.name(system.id, system.path))"
      places.append(place(path, countedAt: system.path))
      for dataset in system.datasets {
        var inside = place(
          "\(path)/dataset:\(Self.name(dataset.id, dataset.path))", countedAt: dataset.path)
        inside.population = population(of: dataset)
        places.append(inside)
      }
    }
    return Extent(rules: outline.rules.map(\.id), places: places)
  }

  private func place(_ path: String, countedAt counted: String) -> Extent.Place {
    let tally = partial.byPlace[counted] ?? PlaceTally()
    return Extent.Place(
      path: path, applied: tally.applied, appliedToRows: tally.appliedToRows)
  }

  private func population(of dataset: Outline.Dataset) -> Extent.Population {
    let tally = partial.byPlace[dataset.path] ?? PlaceTally()
    var population = Extent.Population()
    population.stated = dataset.stated
    population.bands = tally.bands
    population.inBands = tally.inBands
    population.records = tally.records
    population.disposed = tally.disposed
    population.certified = dataset.certified
    population.disposals = dataset.disposals
    population.marks = tally.marks?.sorted
    return population
  }

  /// How subjects name something: by its identifier, or by its place where it has none.
  private static func name(_ id: String, _ path: String) -> String {
    id.isEmpty ? String(path.split(separator: "/").last ?? "?") : id
  }
}

extension Outline {
  /// The outline of what a context holds, once all facts are known.
  init(_ context: EngineContext) {
    let chosen = context.profile.chosenSeverities
    let strength = RuleStrength(context: context)
    let organisations = context.tree.organisations.map(\.id)
    self.init(
      rules: context.rules.map {
        Outline.Rule(
          id: $0.rule.id,
          severity: strength.severity(of: $0, controllers: organisations),
          pack: $0.rule.pack,
          isOfForm: context.pack(of: $0.rule)?.isOfForm ?? false,
          chosenSeverities: chosen[$0.rule.id] ?? [])
      } + OwnCheck.all.map(\.outline),
      packs: (context.library.packs.map { Summary.Row(key: $0.name, name: $0.title) }
        + [OwnCheck.pack]).sorted { $0.key.precedes($1.key) },
      organisations: context.tree.organisations.map {
        Outline.Organisation(id: $0.id, path: $0.path)
      },
      systems: context.tree.systems.map { system in
        Outline.System(
          id: system.id, name: system.name, path: system.path,
          datasets: system.datasets.map {
            Outline.Dataset($0, of: system, context.schedule, context.library.packs)
          })
      })
  }
}

extension Outline.Dataset {
  fileprivate init(
    _ dataset: InventoryNode, of system: InventoryNode, _ schedule: ScheduleTable, _ packs: [Pack]
  ) {
    let controllers = SubjectScope.controllers(system: system, dataset: dataset)
    let category = dataset.object.statedText("category")
    let retention = dataset.object.value("retention")
    let stated = dataset.object.value("count")
    let automatic =
      retention.tag == .object ? FactObject(retention).value("automatic") : .absent
    self.init(
      id: dataset.id, name: dataset.name.isEmpty ? nil : dataset.name, path: dataset.path,
      category: category,
      isKnownClass: category.map { schedule.knows($0, controllers: controllers) } ?? false,
      ownPacks: packs.filter { pack in category.map(pack.lawOf.contains) ?? false }.map(\.name),
      stated: stated.tag == .int ? Int(stated.asInt) : nil,
      certified: Self.certified(dataset.object.value("disposals")),
      disposals: Self.disposals(dataset.object.value("disposals")),
      hasDisposalJob: automatic.tag == .bool ? automatic.asBool : nil)
  }

  /// Disposals of which both the day, or the month or year, and the number of records are known.
  private static func disposals(_ disposals: Value) -> [Extent.Disposal] {
    guard disposals.tag == .list else { return [] }
    return disposals.asList.compactMap { disposal in
      let (date, count) = (
        FactObject(disposal).value("date"), FactObject(disposal).value("count")
      )
      guard date.tag == .date, count.tag == .int, count.asInt > 0 else { return nil }
      return Extent.Disposal(
        first: date.firstDay, last: date.lastDay, count: Int(clamping: count.asInt))
    }
  }

  /// How many records disposals account for; those that do not say how many account for none.
  private static func certified(_ disposals: Value) -> Int {
    guard disposals.tag == .list else { return 0 }
    return disposals.asList.reduce(0) { sum, disposal in
      let count = FactObject(disposal).value("count")
      return count.tag == .int && count.asInt > 0 ? sum + Int(count.asInt) : sum
    }
  }
}

extension Summary.Counts {
  /// Counts the checks of a finding, or takes them away.
  fileprivate mutating func take(_ finding: Finding, times: Int) {
    add(finding.verdict, times: times)
    if finding.isProvisional { provisional += times }
  }
}
