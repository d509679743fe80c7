/// What came of doing the run of some evidence again.
public enum EvidenceRepetition: Sendable {
  /// It was done: the canonical result, and the reports of it by their names in the folder.
  case done(result: [UInt8], reports: [String: [UInt8]])
  /// It could not be done, for these reasons.
  case impossible([String])
}
