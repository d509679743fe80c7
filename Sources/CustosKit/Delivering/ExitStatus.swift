public import Results

/// How a program ends that makes or handles results: the same for every command and format.
public enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
  /// Complete, and nothing is at or above the threshold.
  case clean = 0
  /// Complete, and there are breaches at or above the threshold.
  case breaches = 1
  /// A usage, configuration, rule, waiver or mapping error; nothing was evaluated.
  case configuration = 2
  /// No verdict.
  case noVerdict = 3
  /// An internal error, or an output that could not be written whole.
  case output = 4
}

extension CheckResult {
  /// How a program ends that made the result and wrote all that it was to write.
  ///
  /// - Parameter toleratesBreaches: Whether breaches alone are no reason to end otherwise than with
  ///   ``ExitStatus/clean``; a run without a verdict always is.
  public func exitStatus(toleratesBreaches: Bool = false) -> ExitStatus {
    let status = ExitStatus(rawValue: Int32(clamping: summary.exitCode)) ?? .output
    return status == .breaches && toleratesBreaches ? .clean : status
  }
}
