import Bytes
public import Diagnostics

/// Why files of shards cannot be read or put together.
///
/// The codes: `shard.unreadable`, `shard.foreign` (no file of a shard), `shard.other-form`,
/// `shard.malformed` (damaged or cut short), `shard.other-kind`, `shard.missing`, `shard.doubled`,
/// `shard.other-count`, and `shard.other-…` for each term of ``ShardHead/terms`` and for `inputs`.
public struct ShardFailure: Error, Sendable {
  /// What is wrong; never empty.
  public let diagnostics: [Diagnostic]

  /// Names what is wrong.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// What is wrong at a byte of a line.
  init(_ failure: FormFailure, path: String, line: Int) {
    let code =
      failure.code.hasPrefix("shard.") ? failure.code : "shard.malformed"
    self.init([
      Diagnostic(
        .error, code, at: SourcePosition(path: path, line: line, column: failure.offset + 1),
        failure.message,
        hint: failure.hint
          ?? (code == "shard.malformed" ? "make the file of this shard again" : nil))
    ])
  }
}
