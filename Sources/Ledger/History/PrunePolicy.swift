public import CivilTime

/// Which runs a pruning takes: always the oldest ones, and never the newest run.
///
/// A run is taken only if it comes before every run that is kept.
public struct PrunePolicy: Hashable, Sendable {
  /// Keep the runs as of this day and later; `nil` for no such limit.
  public var keepFrom: CivilDate?
  /// Keep this many of the newest runs at least.
  public var keepLast: Int

  /// A policy.
  public init(keepFrom: CivilDate? = nil, keepLast: Int = 1) {
    self.keepFrom = keepFrom
    self.keepLast = max(1, keepLast)
  }
}

extension PrunePolicy: CustomStringConvertible {
  /// The policy as the record of a pruning tells it.
  public var description: String {
    let runs = keepLast == 1 ? "the newest run" : "the newest \(keepLast) runs"
    guard let keepFrom else { return "keep \(runs)" }
    return "keep runs as of \(keepFrom) and later, and \(runs)"
  }
}

/// A pruning, as the history keeps it.
public struct Pruning: Hashable, Sendable {
  /// Its number in the ledger.
  public var number: Int
  /// When and by whom, as whoever pruned said.
  public var label: String
  /// The policy in words.
  public var policy: String
  /// The last run that was taken.
  public var through: Int
  /// How many runs were taken.
  public var runs: Int
  /// How many findings were taken: cured ones that no run left knows of.
  public var findings: Int
}
