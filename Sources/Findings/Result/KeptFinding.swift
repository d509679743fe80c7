/// A finding as a store keeps it.
struct KeptFinding: Sendable {
  var finding: Finding
  /// The causes that it names, until a root cause is written into it.
  var causes: CauseHashes

  /// The finding with its root cause, once root causes have been chosen.
  func grouped(by rootCauses: [CauseHashes: String]) -> KeptFinding {
    guard causes != .none, !rootCauses.isEmpty else { return self }
    var kept = self
    kept.finding.rootCause = rootCauses[causes]
    kept.causes = .none
    return kept
  }
}
