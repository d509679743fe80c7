public import Diagnostics

/// Nothing was evaluated, because what was asked for cannot be done; exit code 2.
public struct ConfigurationFailure: Error, Sendable {
  /// What is wrong, sorted by place.
  public var diagnostics: [Diagnostic]

  /// Names what is wrong.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}
