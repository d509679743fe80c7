public import Diagnostics

/// Why a file is no baseline that a result can be set against.
///
/// The codes are those of reading a result (`result.malformed`, `result.foreign` and so on),
/// `baseline.nothing-checked` and `baseline.no-common-system`. A run with such a baseline must not
/// go on: without it every finding is new, and taking it for empty or for all would both be wrong.
public struct BaselineFailure: Error, Sendable {
  /// What is wrong; never empty.
  public let diagnostics: [Diagnostic]
}
