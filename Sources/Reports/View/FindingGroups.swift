import CivilTime
import Findings
import Results

/// The findings of a result, sorted into the parts that every readable report has.
///
/// They are read once; what is kept of each is where it stands.
struct FindingGroups {
  /// What findings are told apart by within a part.
  struct Kind: Hashable {
    var system: String
    var rule: String
    /// The mark of the remedy: what asks for another thing is told apart.
    var remedy: String
    /// The rank of the severity: 0 for the worst.
    var rank: Int
  }

  /// The firm findings that fail their rule, by what they are listed under, the worst first.
  private(set) var failures: [SystemGroup] = []
  /// Those whose figure nobody read in a primary text, worst first.
  private(set) var provisional: FindingList
  /// Those that fall into breach after the day of the check, the nearest first.
  private(set) var forecast: FindingList
  /// What could not be decided, by the fact that is missing.
  private(set) var undetermined: [MissingGroup] = []
  /// What somebody accepted for a time, worst first.
  private(set) var waived: FindingList
  /// What an earlier result had and this one has not.
  private(set) var cured: FindingList
  /// How many listed findings pass or do not apply.
  private(set) var passes = 0
  /// The kinds that the entries of lists name by their numbers.
  private(set) var kinds: [Kind] = []

  private let empty: FindingList
  private let grouping: Grouping
  private let isLinked: Bool
  private var numbers: [Kind: UInt32] = [:]
  private var bySystem: [String: Int] = [:]
  private var byMissing: [String: Int] = [:]

  init(_ result: CheckResult, by grouping: Grouping = .system) {
    var store = result.findings
    store.sort()
    self.grouping = grouping
    isLinked = result.header.isLinked
    empty = FindingList(of: store)
    (provisional, forecast, waived, cured) = (empty, empty, empty, empty)
    var reading = store.makeIterator()
    while let (finding, place) = reading.nextPlaced() { add(finding, place, result.header.asOf) }
    order()
    guard grouping == .system else { return }
    var names: [String: String] = [:]
    for row in result.summary.bySystem { names[row.key] = row.name }
    for index in failures.indices where failures[index].name == nil {
      failures[index].name = names[failures[index].key]
    }
  }

  private mutating func add(
    _ finding: Finding, _ place: FindingStore.Place, _ asOf: CivilDate
  ) {
    let entry = FindingList.Entry(
      place: place, order: finding.longestFirst, group: number(finding),
      checks: UInt32(clamping: finding.checksCounted))
    switch finding.verdict {
    case _ where finding.state == .cured: cured.append(entry)
    case .breach where finding.isProvisional: provisional.append(entry)
    case .breach: addFailure(finding, entry)
    case .undetermined: addUndetermined(finding, entry)
    case .waived: waived.append(entry)
    case .pass, .notApplicable:
      if let since = finding.since, since > asOf {
        forecast.append(
          FindingList.Entry(
            place: place, order: since.dayNumber, checks: UInt32(clamping: finding.checksCounted)))
      } else {
        passes += 1
      }
    }
  }

  private mutating func number(_ finding: Finding) -> UInt32 {
    let kind = Kind(
      system: finding.systemKey, rule: finding.rule, remedy: finding.remedyMark,
      rank: finding.severity.rank)
    if let known = numbers[kind] { return known }
    let number = UInt32(kinds.count)
    numbers[kind] = number
    kinds.append(kind)
    return number
  }

  private mutating func addFailure(_ finding: Finding, _ entry: FindingList.Entry) {
    let (key, name) = finding.heading(by: grouping)
    let index = bySystem[key] ?? failures.count
    if index == failures.count {
      bySystem[key] = index
      failures.append(SystemGroup(key: key, name: name, findings: empty))
    }
    failures[index].worst = max(failures[index].worst, finding.severity)
    failures[index].findings.append(entry)
  }

  private mutating func addUndetermined(_ finding: Finding, _ entry: FindingList.Entry) {
    let missing = finding.derivation.missing
    let paths = missing.map { "\($0.path) (\($0.state))" }
    let suppliers = missing.compactMap(\.supplier)
    let key = paths.joined(separator: "\u{1}") + "\u{2}" + suppliers.joined(separator: "\u{1}")
    let index = byMissing[key] ?? undetermined.count
    if index == undetermined.count {
      byMissing[key] = index
      undetermined.append(
        MissingGroup(
          missing: missing, findings: empty, isUnlinked: missing.isEmpty && !isLinked))
    }
    undetermined[index].findings.append(entry)
    undetermined[index].checks += finding.checksCounted
  }

  private mutating func order() {
    let ranks = kinds.map(\.rank)
    for index in failures.indices { failures[index].findings.sort(byRanks: ranks) }
    failures.sortStably { left, right in
      if left.worst != right.worst { return left.worst > right.worst }
      return left.findings.count > right.findings.count
    }
    undetermined.sortStably { $0.checks > $1.checks }
    provisional.sort(byRanks: ranks)
    waived.sort(byRanks: ranks)
    forecast.sort()
  }
}

/// The failures of one system, owner or rule, the worst first.
struct SystemGroup {
  /// The system's identifier, or the organisation's where the finding is above systems; the owner, or
  /// the rule.
  var key: String
  var name: String?
  /// The worst severity among them.
  var worst = Severity.info
  var findings: FindingList
}

/// The checks that wait for the same facts.
struct MissingGroup {
  var missing: [Derivation.Missing]
  var findings: FindingList
  /// How many checks they stand for.
  var checks = 0
  /// Whether no fact is missing, and records were not linked.
  var isUnlinked = false

  /// The facts, such as `record.lastEvent (absent)`, each once.
  var facts: [String] {
    var facts: [String] = []
    for fact in missing.map({ "\($0.path) (\($0.state))" }) where !facts.contains(fact) {
      facts.append(fact)
    }
    return facts
  }

  /// Who can supply them, each once.
  var suppliers: [String] {
    var suppliers: [String] = []
    for supplier in missing.compactMap(\.supplier) where !suppliers.contains(supplier) {
      suppliers.append(supplier)
    }
    return suppliers
  }
}

extension Finding {
  /// What a finding is listed under, and the name of that.
  func heading(by grouping: Grouping) -> (key: String, name: String?) {
    switch grouping {
    case .system: (systemKey, systemName)
    case .owner: (ownerOrNobody, nil)
    case .rule: (rule, title)
    }
  }

  /// The owner, or the words for there being none.
  var ownerOrNobody: String { owner ?? "no owner is named" }

  /// The key under which a finding is listed: its system, else its outermost link.
  var systemKey: String { subject.systemKey }

  var systemName: String? {
    (subject.link(.system) ?? subject.links.first)?.name
  }
}

extension Array {
  /// Sorts and keeps the order of equals, which `sort` does not promise.
  mutating func sortStably(_ precedes: (Element, Element) -> Bool) {
    // Indices are sorted, as elements may be large.
    let order = indices.sorted { left, right in
      if precedes(self[left], self[right]) { return true }
      if precedes(self[right], self[left]) { return false }
      return left < right
    }
    self = order.map { self[$0] }
  }
}
