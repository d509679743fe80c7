public import Diagnostics

/// What a run knows before anything is found: what a result says besides its findings and counts.
public struct RunFrame: Hashable, Sendable {
  /// What the result is made from; its packs are all that have a rule in use.
  public var header: Header
  /// How many rules are in use.
  public var rules: Int
  /// The identifiers of all rules that there are, for waivers that name none of them.
  public var ruleIDs: [String]
  /// How many undetermined checks are accepted; `nil` for any number.
  public var mostUndetermined: Int?
  /// Whether odd things are errors.
  public var isStrict: Bool
  /// What was wrong or odd in the inputs.
  public var notices: [Diagnostic]
  /// The inputs.
  public var inputs: [Input]
  /// Whether all inputs were read whole.
  public var isComplete: Bool

  /// Describes a run.
  public init(
    header: Header, rules: Int, ruleIDs: [String], mostUndetermined: Int?, isStrict: Bool,
    notices: [Diagnostic], inputs: [Input], isComplete: Bool
  ) {
    self.header = header
    self.rules = rules
    self.ruleIDs = ruleIDs
    self.mostUndetermined = mostUndetermined
    self.isStrict = isStrict
    self.notices = notices
    self.inputs = inputs
    self.isComplete = isComplete
  }
}
