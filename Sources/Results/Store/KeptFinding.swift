import Bytes
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

extension KeptFinding {
  func pack(into packer: inout Packer) {
    packer.write(causes.first)
    packer.write(causes.second)
    packer.write(causes.third)
    var copy = finding
    copy.fields(&packer)
  }

  init(_ packed: inout Unpacker) throws(ScratchFailure) {
    causes = .none
    causes.first = try packed.bits()
    causes.second = try packed.bits()
    causes.third = try packed.bits()
    finding = .blank
    try finding.fields(&packed)
  }
}
