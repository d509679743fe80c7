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

extension KeptFinding: ScratchRecord {
  static var byteCount: Int? { nil }

  var key: FindingKey { FindingKey(finding) }

  static func precedes(_ left: FindingKey, _ right: FindingKey) -> Bool {
    FindingKey.precedes(left, right)
  }

  func pack(into room: inout [UInt8]) {
    var packer = Packer(behind: &room)
    packer.write(causes.first)
    packer.write(causes.second)
    packer.write(causes.third)
    var copy = finding
    copy.fields(&packer)
    swap(&packer.bytes, &room)
  }

  init(packed bytes: UnsafeRawBufferPointer) throws(ScratchFailure) {
    var packed = Unpacker(bytes)
    causes = .none
    causes.first = try packed.bits()
    causes.second = try packed.bits()
    causes.third = try packed.bits()
    finding = .blank
    try finding.fields(&packed)
  }
}
