public import Diagnostics

/// Why a file could not be read as a result.
///
/// Codes: `result.malformed` (no JSON, or cut short), `result.too-deep`, `result.duplicate-member`,
/// `result.foreign` (JSON, but no result), `result.newer-form`, `result.unknown-member`,
/// `result.missing-member`, `result.wrong-type`, `result.unknown-value`, `result.contradiction`,
/// `result.counts-only` (it counts its findings, and they are wanted).
public struct ResultFailure: Error, Sendable {
  /// What is wrong; never empty.
  public let diagnostics: [Diagnostic]
}
