public import CEL
public import Findings

/// A competing source whose conditions are programs.
public struct CompiledSource: Sendable {
  /// What it is, in words.
  public let name: TextTemplate
  /// The kind of source.
  public let step: PrecedenceStep
  /// For which subjects it is there; `nil` for all.
  public let when: Program?
  /// The day until which it keeps or allows keeping.
  public let until: Program?
  /// Why it loses where ``yieldsWhen`` holds; `nil` where nothing but the others decides.
  public let yieldsBecause: String?
  /// When it loses whatever the others are; `nil` for always.
  public let yieldsWhen: Program?
}
