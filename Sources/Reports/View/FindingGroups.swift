import CivilTime
import Findings

/// The findings of a result, sorted into the parts that every readable report has.
struct FindingGroups {
  /// The firm findings that fail their rule, by system, the worst first.
  var failures: [SystemGroup] = []
  /// Those whose figure nobody read in a primary text, worst first.
  var provisional: [Finding] = []
  /// Those that fall into breach after the day of the check, the nearest first.
  var forecast: [Finding] = []
  /// What could not be decided, by the fact that is missing.
  var undetermined: [MissingGroup] = []
  /// What somebody accepted for a time, worst first.
  var waived: [Finding] = []
  /// What an earlier result had and this one has not.
  var cured: [Finding] = []
  /// How many listed findings pass or do not apply.
  var passes = 0

  init(_ result: CheckResult) {
    var bySystem: [String: Int] = [:]
    var byMissing: [String: Int] = [:]
    for finding in result.findings {
      switch finding.verdict {
      case _ where finding.state == .cured: cured.append(finding)
      case .breach where finding.isProvisional: provisional.append(finding)
      case .breach: add(finding, &bySystem)
      case .undetermined: addUndetermined(finding, &byMissing)
      case .waived: waived.append(finding)
      case .pass, .notApplicable:
        if let since = finding.since, since > result.header.asOf {
          forecast.append(finding)
        } else {
          passes += 1
        }
      }
    }
    order()
    var names: [String: String] = [:]
    for row in result.summary.bySystem { names[row.key] = row.name }
    for index in failures.indices where failures[index].name == nil {
      failures[index].name = names[failures[index].key]
    }
  }

  private mutating func add(_ finding: Finding, _ bySystem: inout [String: Int]) {
    let key = finding.systemKey
    let index = bySystem[key] ?? failures.count
    if index == failures.count {
      bySystem[key] = index
      failures.append(SystemGroup(key: key, name: finding.systemName))
    }
    failures[index].findings.append(finding)
  }

  private mutating func addUndetermined(_ finding: Finding, _ byMissing: inout [String: Int]) {
    let missing = finding.derivation.missing
    let paths = missing.map { "\($0.path) (\($0.state))" }
    let suppliers = missing.compactMap(\.supplier)
    let key = paths.joined(separator: "\u{1}") + "\u{2}" + suppliers.joined(separator: "\u{1}")
    let index = byMissing[key] ?? undetermined.count
    if index == undetermined.count {
      byMissing[key] = index
      undetermined.append(MissingGroup(missing: missing))
    }
    undetermined[index].findings.append(finding)
  }

  private mutating func order() {
    for index in failures.indices { failures[index].findings.sortWorstFirst() }
    failures.sortStably { left, right in
      if left.worst != right.worst { return left.worst > right.worst }
      return left.findings.count > right.findings.count
    }
    undetermined.sortStably { $0.findings.count > $1.findings.count }
    provisional.sortWorstFirst()
    waived.sortWorstFirst()
    forecast.sortStably { ($0.since ?? .latest) < ($1.since ?? .latest) }
  }
}

/// The failures of one system, the worst first.
struct SystemGroup {
  /// The system's identifier, or the organisation's where the finding is above systems.
  var key: String
  var name: String?
  var findings: [Finding] = []

  var worst: Severity { findings.first?.severity ?? .info }
}

/// The checks that wait for the same facts.
struct MissingGroup {
  var missing: [Derivation.Missing]
  var findings: [Finding] = []

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

extension [Finding] {
  /// The most severe first, then those longest over, else in their order.
  mutating func sortWorstFirst() {
    let keys = indices.map { (self[$0].severity.rank, -(self[$0].daysOver ?? 0), $0) }
    self = keys.sorted(by: <).map { self[$0.2] }
  }
}
