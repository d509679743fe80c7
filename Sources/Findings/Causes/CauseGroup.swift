import Diagnostics

/// Findings that name the same causes.
struct CauseGroup: Sendable {
  /// What a cause takes over from the worst of its findings.
  fileprivate struct First: Sendable {
    var urgency: Urgency
    var cause: String
    var remedy: String
  }

  let causes: CauseHashes
  private let keys: [CauseKey]
  /// The dataset whose disposal job is to blame for them, if one is.
  private let job: DisposalJobs.Key?
  /// `nil` where facts are missing, of which all findings say the same.
  private var first: First?
  private(set) var count = 1
  /// Whether all its findings are on rows or items, of which each needs the fix.
  private var isOfRows: Bool
  private var severity: Severity
  private var rules: [String]
  private var systems: [String]

  /// A group of one finding.
  init(
    _ finding: Finding, _ causes: CauseHashes, _ keys: [CauseKey], _ list: SubjectList? = nil
  ) {
    self.causes = causes
    self.keys = keys
    job = DisposalJobs.Key(toBlameFor: finding)
    first = finding.verdict == .breach ? First(finding) : nil
    isOfRows = finding.subject.isRow
    severity = finding.severity
    rules = [finding.rule]
    systems = (finding.subject.link(.system)?.id).map { [$0] } ?? []
    if let list, finding.subject.level == .system { systems = list.entries.map(\.id) }
  }

  /// Counts a finding that names the same causes.
  mutating func add(_ finding: Finding) {
    count += 1
    isOfRows = isOfRows && finding.subject.isRow
    severity = max(severity, finding.severity)
    if !rules.contains(finding.rule) { rules.append(finding.rule) }
    // Findings about the same list of systems name the same causes.
    if finding.others == nil, let system = finding.subject.link(.system)?.id,
      !systems.contains(system)
    {
      systems.append(system)
    }
    if let first, Urgency.precedes(Urgency(finding), first.urgency) {
      self.first = First(finding)
    }
  }

  /// Takes over findings that go to the same cause.
  mutating func add(_ other: CauseGroup) {
    count += other.count
    isOfRows = isOfRows && other.isOfRows
    severity = max(severity, other.severity)
    rules += other.rules.filter { !rules.contains($0) }
    systems += other.systems.filter { !systems.contains($0) }
    if let first, let theirs = other.first, Urgency.precedes(theirs.urgency, first.urgency) {
      self.first = theirs
    }
  }

  /// The cause that most findings name, if they are enough.
  func choice(_ named: [UInt64: Int], least: Int) -> (cause: UInt64, key: CauseKey)? {
    var best: (cause: UInt64, key: CauseKey)?
    var most = least - 1
    for (cause, key) in zip(causes.all, keys) {
      guard let count = named[cause], count > most else { continue }
      best = (cause, key)
      most = count
    }
    return best
  }

  /// Whether one of its causes is a fix in some words.
  func wants(_ fix: String, for cause: UInt64) -> Bool {
    zip(causes.all, keys).contains { $0 == cause && $1.kind == .fix && $1.fix == fix }
  }

  /// The cause that all findings of the group go to.
  func rootCause(_ key: CauseKey, _ disposals: DisposalJobs) -> RootCause {
    let (title, fix) = words(key, disposals)
    return RootCause(
      key: key.text, title: title, fix: fix, findings: count, severity: severity,
      rules: rules.sorted { $0.precedes($1) },
      systems: systems.sorted { $0.precedes($1) })
  }

  private func words(
    _ key: CauseKey, _ disposals: DisposalJobs
  ) -> (title: String, fix: String) {
    let place = key.placeName
    switch (key.kind, key.place) {
    case (.missing, _):
      return (
        "\(FixPhrase.facts(key.facts)) \(key.facts.count == 1 ? "is" : "are") missing in \(place)",
        "\(key.fix) and check again."
      )
    case (.fix, .row(let row)):
      return (
        "Datasets of the class \(row) have a period that their row in the schedule does "
          + "not allow", "\(key.fix) in each of them."
      )
    case (.fix, _):
      if let job, key.fix == CauseKey.disposal {
        let standing = disposals.standing(job)
        return ("\(place): \(standing.title)", standing.fix)
      }
      return (problem(place), isOfRows ? "\(key.fix), in each of them." : "\(key.fix).")
    case (.rule, _): return (problem(place), first?.remedy ?? "")
    }
  }

  /// What is wrong in the worst finding, and how many more there are of its kind.
  private func problem(_ place: String) -> String {
    let others = count - 1
    let more = others > 0 ? "; and \(others) more \(others == 1 ? "breach" : "breaches")" : ""
    return "\(place): \(first?.cause ?? "")\(more)"
  }
}

extension Subject {
  /// Whether it is a record, an age band or an item of a list.
  fileprivate var isRow: Bool { level == .record || level == .holding || level == .item }
}

extension CauseGroup.First {
  fileprivate init(_ finding: Finding) {
    urgency = Urgency(finding)
    cause = finding.cause
    remedy = finding.remedy
  }
}
