import Findings
import Results

/// What a result looked at: the systems and the datasets.
struct Scope {
  private(set) var systems: Set<String>
  private var datasets: Set<[String]>
  private let isWhole: Bool

  init(_ result: CheckResult) {
    isWhole = result.isWhole
    systems = Set(result.summary.bySystem.map(\.key))
    datasets = []
    for row in result.coverage {
      systems.insert(row.system)
      if let dataset = row.dataset { datasets.insert([row.system, dataset]) }
    }
    var last: (system: String?, dataset: String?) = (nil, nil)
    for finding in result.findings where finding.state != .cured {
      guard let system = finding.subject.link(.system)?.id else { continue }
      let dataset = finding.subject.link(.dataset)?.id
      // Findings come by subject, so most are of the dataset of the one before.
      guard system != last.system || dataset != last.dataset else { continue }
      last = (system, dataset)
      systems.insert(system)
      if let dataset { datasets.insert([system, dataset]) }
    }
  }

  /// Whether the absence of a finding means something: all inputs were read, and its system and
  /// dataset are among them.
  func covers(_ subject: Subject) -> Bool {
    covers(system: subject.link(.system)?.id, dataset: subject.link(.dataset)?.id)
  }

  /// Whether the absence of a finding on a system's dataset means something.
  func covers(system: String?, dataset: String?) -> Bool {
    guard isWhole else { return false }
    guard let system else { return true }
    guard systems.contains(system) else { return false }
    guard let dataset else { return true }
    return datasets.contains([system, dataset])
  }
}
