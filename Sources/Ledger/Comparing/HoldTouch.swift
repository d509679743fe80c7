public import Findings

/// A hold that a change touches, as far as findings show it: a finding about a hold that came,
/// went or moved, or one whose facts about holds are not what they were.
public struct HoldTouch: Hashable, Sendable {
  /// The finding, in the later result where it is there.
  public var finding: Finding
  /// The facts about holds that were read before, such as `record.hold.from = 2026-01-01`.
  public var before: [String]
  /// The facts about holds that are read now.
  public var after: [String]
}

extension HoldTouch {
  /// The holds that an effect and its pairs touch, in the order of findings.
  static func touches(_ pairs: FindingPairs, _ effect: Effect) -> [HoldTouch] {
    var touches: [HoldTouch] = []
    for (old, new) in pairs.pairs {
      let before = facts(old)
      let after = facts(new)
      if before != after {
        touches.append(HoldTouch(finding: new, before: before, after: after))
      }
    }
    let seen = Set(touches.map(\.finding.id))
    for change in effect.changes where isAboutHold(change.finding) {
      guard !seen.contains(change.finding.id) else { continue }
      touches.append(
        HoldTouch(
          finding: change.finding, before: change.before.map(facts) ?? [],
          after: change.isPresent ? facts(change.finding) : []))
    }
    return touches.sorted { Finding.precedes($0.finding, $1.finding) }
  }

  private static func isAboutHold(_ finding: Finding) -> Bool {
    finding.subject.links.contains { $0.kind == "hold" }
  }

  private static func facts(_ finding: Finding) -> [String] {
    let facts = finding.derivation.facts.filter { fact in
      fact.path.split { !$0.isLetter }.contains { $0 == "hold" || $0 == "holds" }
    }
    return facts.map { "\($0.path) = \($0.value)" }.sorted()
  }
}
