extension EvidenceFolder {
  /// Verifies evidence: that every file and input is what the statement says and nothing else is
  /// in the folder, that the key signed it, and that doing the run again gives the same bytes.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - key: The key that must have signed; without one the signature is not checked.
  ///   - inputs: Files to hold against the digests of the inputs that are not included.
  ///   - repetition: What doing the run again gave; `nil` if that was not tried.
  /// - Throws: `.missing` if there is no such folder, `.cannotRead` if it cannot be read. What
  ///   does not hold is no failure, but stands in what is returned.
  public static func verify(
    at path: String, signedBy key: EvidenceVerifyingKey? = nil, inputs: [String] = [],
    repetition: EvidenceRepetition? = nil
  ) throws(EvidenceFailure) -> EvidenceVerification {
    var verifier = EvidenceVerifier(files: try EvidenceFiles(path))
    guard let statement = try verifier.statement(signedBy: key) else {
      return verifier.sorted()
    }
    try verifier.verifyFiles(statement)
    try verifier.verifyInputs(statement, inputs)
    try verifier.verifyResult(statement, repetition)
    return verifier.sorted()
  }
}
