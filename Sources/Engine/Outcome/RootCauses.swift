import Findings

/// Groups findings that one fix would clear.
///
/// Each finding names the causes that it may share: the same fix of the same system or dataset, the
/// same row of the schedule, the same missing fact, the same rule within a dataset. It goes to the
/// one that most findings name.
struct RootCauses {
  /// How many findings make a group worth naming.
  private static let least = 2

  private let disposals: DisposalJobs
  private var named: [String: Int] = [:]
  private var groups: [String: Group] = [:]

  private struct Group {
    var cause: RootCause
    var isTitled: Bool
  }

  /// Groups findings, which are in order, and writes the group's key into each.
  static func group(_ findings: inout FindingStore, _ outline: Outline) -> [RootCause] {
    var causes = RootCauses(disposals: DisposalJobs(outline))
    for finding in findings {
      for cause in causes.candidates(finding) { causes.named[cause.key, default: 0] += 1 }
    }
    for finding in findings { causes.count(finding) }
    let groups = causes.groups.filter { $0.value.cause.findings >= least }
    findings.update { finding in
      let key = causes.choice(finding)?.key
      finding.rootCause = key.flatMap { groups[$0] == nil ? nil : $0 }
    }
    return groups.values.map(finished).sorted(by: precedes)
  }

  private init(disposals: DisposalJobs) { self.disposals = disposals }

  private static func precedes(_ left: RootCause, _ right: RootCause) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    if left.findings != right.findings { return left.findings > right.findings }
    return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
  }

  /// The cause of a finding that most findings name, if they are enough.
  private func choice(_ finding: Finding) -> Candidate? {
    var best: Candidate?
    for candidate in candidates(finding) {
      let count = named[candidate.key] ?? 0
      guard count >= Self.least else { continue }
      if count > best.flatMap({ named[$0.key] }) ?? 0 { best = candidate }
    }
    return best
  }

  /// Counts a finding to its cause.
  private mutating func count(_ finding: Finding) {
    guard let choice = choice(finding) else { return }
    var group = groups[choice.key] ?? Self.start(choice, finding)
    group.cause.findings += 1
    group.cause.severity = max(group.cause.severity, finding.severity)
    if !group.cause.rules.contains(finding.rule) { group.cause.rules.append(finding.rule) }
    if let system = finding.subject.link(.system)?.id, !group.cause.systems.contains(system) {
      group.cause.systems.append(system)
    }
    groups[choice.key] = group
  }

  private static func start(_ candidate: Candidate, _ finding: Finding) -> Group {
    Group(
      cause: RootCause(
        key: candidate.key, title: candidate.title ?? "\(candidate.place): \(finding.title)",
        fix: candidate.fix, findings: 0, severity: finding.severity, rules: [], systems: []),
      isTitled: candidate.title != nil)
  }

  private static func finished(_ group: Group) -> RootCause {
    var cause = group.cause
    cause.rules.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    cause.systems.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if !group.isTitled, cause.rules.count > 1 {
      cause.title +=
        " (and \(cause.rules.count - 1) more \(cause.rules.count == 2 ? "rule" : "rules"))"
    }
    return cause
  }
}

/// A cause that a finding may share with others.
private struct Candidate {
  var key: String
  var place: String
  /// `nil` where the title of the rule says it.
  var title: String?
  var fix: String
}

extension RootCauses {
  /// The causes of a finding, the most telling first.
  private func candidates(_ finding: Finding) -> [Candidate] {
    switch finding.verdict {
    case .undetermined: return [missing(finding)].compactMap(\.self)
    case .breach: return breaches(finding)
    case .pass, .notApplicable, .waived: return []
    }
  }

  /// Facts that are missing of one system or dataset, or of the records of one dataset.
  private func missing(_ finding: Finding) -> Candidate? {
    let paths = finding.derivation.missing.map(\.path)
    guard !paths.isEmpty else { return nil }
    let fix = finding.smallestFix ?? FixText.recording(paths)
    let levels: [Subject.Level] = [.organisation, .system, .dataset]
    let owner = levels.last { level in
      level == .dataset
        ? paths.contains { Self.ownerOfPath($0) == nil || Self.ownerOfPath($0) == .dataset }
        : paths.contains { Self.ownerOfPath($0) == level }
    }
    let isOfProfile = paths.allSatisfy { $0.hasPrefix("param(") }
    let place = isOfProfile ? [] : Self.place(finding, downTo: owner ?? .dataset)
    let name = isOfProfile ? "The profile" : Self.name(place)
    let facts = FixText.facts(of: fix) ?? paths.joined(separator: ", ")
    return Candidate(
      key: "missing:\(fix)@\(Self.path(place))", place: name,
      title: "\(name) does not give \(facts)", fix: "\(fix) and check again.")
  }

  /// The level whose object has a field; `nil` for rows and what is beneath them.
  private static func ownerOfPath(_ path: String) -> Subject.Level? {
    switch path.split(separator: ".").first {
    case "organisation": .organisation
    case "system": .system
    case "dataset": .dataset
    default: nil
    }
  }

  private func breaches(_ finding: Finding) -> [Candidate] {
    let place = Self.place(finding, downTo: .dataset)
    let name = Self.name(place)
    let path = Self.path(place)
    var found: [Candidate] = []
    if let fix = finding.smallestFix {
      let isRow = [.record, .holding].contains(finding.subject.level)
      let job = isRow && FixText.disposes(fix) ? disposals.standing(finding) : nil
      found.append(
        Candidate(
          key: "fix:\(job == nil ? fix : "dispose")@\(path)", place: name,
          title: job.map { "\(name) \($0.title)" }, fix: job?.fix ?? "\(fix)."))
      let rows = finding.derivation.bases.filter { $0.kind == "schedule" }
      if finding.subject.level == .dataset, let row = rows.first {
        found.append(
          Candidate(
            key: "fix:\(fix)@schedule:\(row.name)", place: "Class \(row.name)",
            title: "Datasets of the class \(row.name) have the same period, which its row in the "
              + "schedule does not allow", fix: "\(fix) in each of them."))
      }
    }
    if [.record, .item].contains(finding.subject.level) {
      found.append(
        Candidate(
          key: "rule:\(finding.rule)@\(path)", place: name, title: nil, fix: finding.remedy))
    }
    return found
  }

  private static func place(_ finding: Finding, downTo last: Subject.Level) -> [Subject.Link] {
    let levels: [Subject.Level] =
      switch last {
      case .organisation: [.organisation]
      case .system: [.organisation, .system]
      default: [.organisation, .system, .dataset]
      }
    return Array(finding.subject.links.prefix { levels.contains($0.level) })
  }

  private static func path(_ place: [Subject.Link]) -> String {
    place.map { "\($0.kind):\($0.id ?? "?")" }.joined(separator: "/")
  }

  private static func name(_ place: [Subject.Link]) -> String {
    place.last.flatMap { $0.name ?? $0.id } ?? "The inventory"
  }
}
