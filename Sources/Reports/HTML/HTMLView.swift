import CivilTime
import Findings
import Results

/// What the page shows, gathered in one pass.
struct HTMLView {
  /// The failures of one system under one rule.
  struct RuleGroup {
    var system: String
    var systemName: String?
    var findings: FindingList
    /// Stands for what the findings have in common.
    var sample: Finding
  }

  /// How many findings are written out, and how many more have a line.
  static let mostWrittenOut = 300
  static let mostLines = 1_500
  /// How many groups are shown at all.
  static let mostGroups = 400

  let result: CheckResult
  /// How facts and days are written.
  let words: FactWords
  /// What findings are listed under.
  let grouping: Grouping
  let groups: FindingGroups
  let stats: HTMLStats
  /// The failures by what they are listed under, and in it by rule, worst first.
  let systems: [(key: String, name: String?, groups: [RuleGroup])]
  /// The provisional failures by system and rule.
  let provisional: [RuleGroup]

  /// The name of the law or guidance that a pack is of; the pack's own where the result does not say.
  func title(ofPack name: String) -> String { titles[name] ?? name }

  private let titles: [String: String]

  /// Whether the page is of a forecast, and not of a check.
  var isForecast: Bool { result.header.forecastUntil != nil }

  init(
    _ result: CheckResult, _ words: FactWords = FactWords(FieldLabels()),
    by grouping: Grouping = .system
  ) {
    self.result = result
    self.words = words
    self.grouping = grouping
    titles = Dictionary(
      result.header.packs.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
    let groups = FindingGroups(result, by: grouping)
    self.groups = groups
    self.stats = HTMLStats(result)
    self.systems = groups.failures.map { system in
      (system.key, system.name, Self.byRule(system.findings, groups.kinds))
    }
    self.provisional = Self.byRule(groups.provisional, groups.kinds)
  }

  /// Parts findings, which are sorted worst first, by system, rule and severity.
  private static func byRule(
    _ findings: FindingList, _ kinds: [FindingGroups.Kind]
  ) -> [RuleGroup] {
    var groups: [RuleGroup] = []
    var indexes: [UInt32: Int] = [:]
    for (place, entry) in findings.entries.enumerated() {
      if indexes[entry.group] == nil {
        indexes[entry.group] = groups.count
        let sample = findings[place]
        groups.append(
          RuleGroup(
            system: kinds[Int(entry.group)].system, systemName: sample.systemName,
            findings: findings.none, sample: sample))
      }
      if let index = indexes[entry.group] { groups[index].findings.append(entry) }
    }
    return groups
  }

  /// How many groups of failures there are.
  var groupCount: Int { systems.reduce(provisional.count) { $0 + $1.groups.count } }

  /// How many findings of a group are written out.
  var writtenOut: Int { max(1, Self.mostWrittenOut / max(1, min(groupCount, Self.mostGroups))) }

  /// How many findings of a group have at least a line.
  var lines: Int { max(3, Self.mostLines / max(1, min(groupCount, Self.mostGroups))) }
}

/// The figures of the charts.
struct HTMLStats {
  /// Failures by the number of days that they are over, with the word for each span.
  static let ages: [(title: String, most: Int)] = [
    ("up to 30 days", 30), ("31 to 90 days", 90), ("91 days to a year", 365),
    ("1 to 3 years", 1_096), ("more than 3 years", .max),
  ]
  static let monthsEachWay = 12

  /// Failures by severity, worst first.
  var bySeverity = [Int](repeating: 0, count: Severity.allCases.count)
  /// Failures by pack.
  var byPack: [String: Int] = [:]
  /// Failures with a last permitted day by how long they are past it.
  var byAge = [Int](repeating: 0, count: ages.count)
  /// By the month in which they fell into breach: earlier, twelve months back, this one, twelve months
  /// on, later.
  var byMonth = [Int](repeating: 0, count: 2 * monthsEachWay + 3)
  /// What will fall into breach, by month in the same way.
  var comingByMonth = [Int](repeating: 0, count: 2 * monthsEachWay + 3)

  init(_ result: CheckResult) {
    let asOf = result.header.asOf
    for finding in result.findings where finding.state != .cured {
      // Provisional breaches have a number of their own and count in none of these.
      let isFailure = finding.verdict == .breach && !finding.isProvisional
      if isFailure {
        bySeverity[finding.severity.rank] += finding.checksCounted
        byPack[finding.pack, default: 0] += finding.checksCounted
        if let over = finding.daysOver {
          byAge[Self.ages.firstIndex { over <= $0.most } ?? 0] += finding.checksCounted
        }
      }
      guard let since = finding.since else { continue }
      if isFailure { byMonth[Self.slot(since, asOf)] += finding.checksCounted }
      if finding.isComing(after: asOf) {
        comingByMonth[Self.slot(since, asOf)] += finding.checksCounted
      }
    }
  }

  private static func slot(_ day: CivilDate, _ asOf: CivilDate) -> Int {
    let months = (day.year - asOf.year) * 12 + day.month - asOf.month
    return min(max(months + monthsEachWay + 1, 0), 2 * monthsEachWay + 2)
  }
}
