import Diagnostics

/// Counts, while findings come in, what one fix would clear.
///
/// Each finding names the causes that it may share: the same fix of the same system or dataset, the
/// same row of the schedule, the same missing fact, the same rule within a dataset. It goes to the
/// one that most findings name. Findings that name the same causes are counted together, so that
/// the memory is bounded by the number of places times that of fixes, however many findings there
/// are.
package struct CauseTally: Sendable {
  /// How many findings make a group worth naming.
  private static let least = 2

  private var numbers: [CauseHashes: Int] = [:]
  private var groups: [CauseGroup] = []

  /// Nothing so far.
  package init() {}

  /// Counts a finding.
  ///
  /// - Parameter list: The subjects that it is about, where they are many.
  /// - Returns: The causes that it names.
  package mutating func add(
    _ finding: Finding, listing list: SubjectList? = nil
  ) -> CauseHashes {
    let keys = CauseKey.all(of: finding)
    guard !keys.isEmpty else { return .none }
    let causes = CauseHashes(keys)
    if let number = numbers[causes] {
      groups[number].add(finding)
    } else {
      numbers[causes] = groups.count
      groups.append(CauseGroup(finding, causes, keys, list))
    }
    return causes
  }

  /// Adds what another tally counted.
  package mutating func add(_ other: CauseTally) {
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
  package func rootCauses(_ outline: Outline) -> (
    causes: [RootCause], chosen: [CauseHashes: String]
  ) {
    let disposals = DisposalJobs(outline)
    var named: [UInt64: Int] = [:]
    for group in groups {
      for cause in group.causes.all { named[cause, default: 0] += group.count }
    }
    let choices = choices(named)
    var joined: [UInt64: (key: CauseKey, group: CauseGroup)] = [:]
    for (group, choice) in zip(groups, choices) {
      guard let (cause, key) = choice else { continue }
      if joined[cause] == nil {
        joined[cause] = (key, group)
      } else {
        joined[cause]?.group.add(group)
      }
    }
    joined = joined.filter { $0.value.group.count >= Self.least }
    let texts = joined.mapValues(\.key.text)
    var chosen: [CauseHashes: String] = [:]
    for (group, choice) in zip(groups, choices) {
      guard let (cause, _) = choice else { continue }
      chosen[group.causes] = texts[cause]
    }
    let causes = joined.values.map { $0.group.rootCause($0.key, disposals) }
    return (causes.sorted(by: Self.precedes), chosen)
  }

  /// The cause that each group goes to.
  ///
  /// A group goes where the others go that name its cause, if they want the same fix in more places: who
  /// does that fix for a class has done it for each of its datasets.
  private func choices(_ named: [UInt64: Int]) -> [(cause: UInt64, key: CauseKey)?] {
    let own = groups.map { $0.choice(named, least: Self.least) }
    var wider: [UInt64: (cause: UInt64, key: CauseKey)] = [:]
    for (group, choice) in zip(groups, own) {
      guard let choice, choice.key.kind == .fix else { continue }
      for cause in group.causes.all where cause != choice.cause {
        guard group.wants(choice.key.fix, for: cause) else { continue }
        let most = wider[cause].flatMap { named[$0.cause] } ?? 0
        if named[choice.cause, default: 0] > most { wider[cause] = choice }
      }
    }
    return own.map { choice in
      guard let choice, let other = wider[choice.cause], other.key.fix == choice.key.fix,
        named[other.cause, default: 0] > named[choice.cause, default: 0]
      else { return choice }
      return other
    }
  }

  private static func precedes(_ left: RootCause, _ right: RootCause) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    if left.findings != right.findings { return left.findings > right.findings }
    return left.key.precedes(right.key)
  }
}
