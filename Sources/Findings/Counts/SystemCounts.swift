import Diagnostics

/// How many checks came to findings of each kind in each of the systems for which this is the same.
///
/// A result that counts its findings and does not list them holds these in their place. Thousands of
/// systems of which nothing is known come to the same, and stand in one.
public struct SystemCounts: Hashable, Sendable {
  /// What the findings are listed under, in order; see ``Subject/systemKey``.
  public var systems: [String]
  /// The counts of each of them, in the order of ``FindingCount/precedes(_:_:)``.
  public var counts: [FindingCount]

  /// Counts findings in systems that come to the same.
  public init(systems: [String], counts: [FindingCount]) {
    self.systems = systems
    self.counts = counts
  }

  /// Puts systems together that come to the same; those of the first system in order come first.
  ///
  /// - Parameter systems: Each system once, with its counts in order.
  public static func gathered<Counts: Hashable>(
    _ systems: some Sequence<(String, Counts)>, counts: (Counts) -> [FindingCount]
  ) -> [SystemCounts] {
    var alike: [Counts: [String]] = [:]
    for (system, counts) in systems { alike[counts, default: []].append(system) }
    return alike.map { same, systems in
      SystemCounts(
        systems: systems.sorted { $0.precedes($1) }, counts: counts(same))
    }.sorted { $0.systems[0].precedes($1.systems[0]) }
  }
}

/// Counts findings of systems one by one.
public struct SystemCounting: Sendable {
  private var systems: [String: [FindingCount: Int]] = [:]

  /// Nothing so far.
  public init() {}

  /// Adds checks in a system.
  public mutating func add(_ count: FindingCount, in system: String) {
    var kind = count
    kind.count = 0
    systems[system, default: [:]][kind, default: 0] += count.count
  }

  /// What was counted, in order.
  public var gathered: [SystemCounts] {
    SystemCounts.gathered(
      systems.lazy.map { system, kinds in
        let counts = kinds.map { kind, count in
          var kind = kind
          kind.count = count
          return kind
        }
        return (system, counts.sorted(by: FindingCount.precedes))
      }, counts: { $0 })
  }
}
