/// Counts, while findings come in, what one fix would clear.
///
/// Each finding names the causes that it may share: the same fix of the same system or dataset, the
/// same row of the schedule, the same missing fact, the same rule within a dataset. It goes to the
/// one that most findings name. Findings that name the same causes are counted together, so that
/// the memory is bounded by the number of places times that of fixes, however many findings there
/// are.
struct CauseTally: Sendable {
  /// How many findings make a group worth naming.
  private static let least = 2

  private var numbers: [CauseHashes: Int] = [:]
  private var groups: [Group] = []

  /// Findings that name the same causes.
  fileprivate struct Group: Sendable {
    var causes: CauseHashes
    var candidates: [CauseCandidate]
    /// The first of the findings, in order, and the title of its rule.
    var first: FindingKey
    var title: String
    var count = 1
    var severity: Severity
    var rules: [String]
    var systems: [String]
  }

  /// Counts a finding.
  ///
  /// - Returns: The causes that it names.
  mutating func add(_ finding: Finding) -> CauseHashes {
    let keys = CauseCandidate.keys(of: finding)
    guard !keys.isEmpty else { return .none }
    let causes = CauseHashes(keys)
    if let number = numbers[causes] {
      groups[number].add(finding, keys)
    } else {
      numbers[causes] = groups.count
      groups.append(Group(finding, causes, keys))
    }
    return causes
  }

  /// Adds what another tally counted.
  mutating func add(_ other: CauseTally) {
    for group in other.groups {
      if let number = numbers[group.causes] {
        groups[number].add(group)
      } else {
        numbers[group.causes] = groups.count
        groups.append(group)
      }
    }
  }

  /// The groups worth naming, in order, and the key of the group of each set of causes.
  func rootCauses(_ outline: Outline) -> (causes: [RootCause], chosen: [CauseHashes: String]) {
    let disposals = DisposalJobs(outline)
    var named: [UInt64: Int] = [:]
    for group in groups {
      for cause in group.causes.all { named[cause, default: 0] += group.count }
    }
    var joined: [String: Joined] = [:]
    var chosen: [CauseHashes: String] = [:]
    for group in groups {
      guard let choice = group.choice(named, least: Self.least) else { continue }
      chosen[group.causes] = choice.key
      if joined[choice.key] == nil {
        joined[choice.key] = Joined(group, choice)
      } else {
        joined[choice.key]?.add(group, choice)
      }
    }
    joined = joined.filter { $0.value.cause.findings >= Self.least }
    chosen = chosen.filter { joined[$0.value] != nil }
    return (joined.values.map { $0.finished(disposals) }.sorted(by: Self.precedes), chosen)
  }

  private static func precedes(_ left: RootCause, _ right: RootCause) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    if left.findings != right.findings { return left.findings > right.findings }
    return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
  }
}

extension CauseTally.Group {
  fileprivate init(_ finding: Finding, _ causes: CauseHashes, _ keys: [CauseKey]) {
    self.causes = causes
    candidates = CauseCandidate.all(of: finding, keys)
    first = FindingKey(finding)
    title = finding.title
    severity = finding.severity
    rules = [finding.rule]
    systems = (finding.subject.link(.system)?.id).map { [$0] } ?? []
  }

  /// Counts a finding that names the same causes.
  fileprivate mutating func add(_ finding: Finding, _ keys: [CauseKey]) {
    count += 1
    severity = max(severity, finding.severity)
    if !rules.contains(finding.rule) { rules.append(finding.rule) }
    if let system = finding.subject.link(.system)?.id, !systems.contains(system) {
      systems.append(system)
    }
    // What is said of missing facts is the same for all findings.
    guard finding.verdict == .breach else { return }
    let key = FindingKey(finding)
    guard FindingKey.precedes(key, first) else { return }
    candidates = CauseCandidate.all(of: finding, keys)
    first = key
    title = finding.title
  }

  fileprivate mutating func add(_ other: Self) {
    count += other.count
    severity = max(severity, other.severity)
    rules += other.rules.filter { !rules.contains($0) }
    systems += other.systems.filter { !systems.contains($0) }
    guard FindingKey.precedes(other.first, first) else { return }
    candidates = other.candidates
    first = other.first
    title = other.title
  }

  /// The cause that most findings name, if they are enough.
  fileprivate func choice(_ named: [UInt64: Int], least: Int) -> CauseCandidate? {
    var best: CauseCandidate?
    var most = least - 1
    for (candidate, cause) in zip(candidates, causes.all) {
      guard let count = named[cause], count > most else { continue }
      best = candidate
      most = count
    }
    return best
  }
}

/// Findings that go to one cause.
private struct Joined {
  var cause: RootCause
  private var first: FindingKey
  private var candidate: CauseCandidate
  private var title: String

  init(_ group: CauseTally.Group, _ candidate: CauseCandidate) {
    cause = RootCause(
      key: candidate.key, title: "", fix: "", findings: group.count, severity: group.severity,
      rules: group.rules, systems: group.systems)
    first = group.first
    self.candidate = candidate
    title = group.title
  }

  mutating func add(_ group: CauseTally.Group, _ candidate: CauseCandidate) {
    cause.findings += group.count
    cause.severity = max(cause.severity, group.severity)
    cause.rules += group.rules.filter { !cause.rules.contains($0) }
    cause.systems += group.systems.filter { !cause.systems.contains($0) }
    guard FindingKey.precedes(group.first, first) else { return }
    first = group.first
    self.candidate = candidate
    title = group.title
  }

  func finished(_ disposals: DisposalJobs) -> RootCause {
    var cause = cause
    cause.rules.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    cause.systems.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if let job = candidate.job.map(disposals.standing) {
      cause.title = "\(candidate.place) \(job.title)"
      cause.fix = job.fix
      return cause
    }
    cause.fix = candidate.fix
    cause.title = candidate.title ?? "\(candidate.place): \(title)"
    if candidate.title == nil, cause.rules.count > 1 {
      cause.title +=
        " (and \(cause.rules.count - 1) more \(cause.rules.count == 2 ? "rule" : "rules"))"
    }
    return cause
  }
}
