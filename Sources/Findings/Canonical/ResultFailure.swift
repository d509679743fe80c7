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

/// What is wrong at a byte of a result.
struct FormFailure: Error {
  var code: String
  var offset: Int
  var message: String
  var hint: String?

  static func malformed(_ offset: Int, _ message: String) -> FormFailure {
    FormFailure(code: "result.malformed", offset: offset, message: message)
  }
}
