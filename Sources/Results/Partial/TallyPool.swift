import Findings

/// Keeps one copy of what places have in common: thousands of small datasets are mostly checked by the
/// same rules.
public struct TallyPool: Sendable {
  private var counts: Set<RuleCounts> = []
  private var rules: Set<RuleNumbers> = []
  /// Where places have little in common, nothing is gained by looking for it.
  private static let most = 4_096

  /// Nothing so far.
  public init() {}

  /// The same tally, in the memory of an equal one where there was one before.
  public mutating func shared(_ tally: PlaceTally) -> PlaceTally {
    var tally = tally
    tally.applied = Self.shared(tally.applied, in: &counts)
    tally.appliedToRows = Self.shared(tally.appliedToRows, in: &counts)
    tally.decided = Self.shared(tally.decided, in: &rules)
    return tally
  }

  private static func shared<Part: Hashable>(_ part: Part, in pool: inout Set<Part>) -> Part {
    guard pool.count < most else { return part }
    return pool.insert(part).memberAfterInsert
  }
}
