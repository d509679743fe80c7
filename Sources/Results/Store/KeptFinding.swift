import Findings

/// A finding as a store keeps it.
struct KeptFinding: Sendable {
  var finding: Finding
  /// The causes that it names, until a root cause is written into it.
  var causes: CauseHashes

  /// Writes the root cause into the finding, once root causes have been chosen.
  mutating func group(by rootCauses: [CauseHashes: String]) {
    guard causes != .none, !rootCauses.isEmpty else { return }
    finding.rootCause = rootCauses[causes]
    causes = .none
  }
}
