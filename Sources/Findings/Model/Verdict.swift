/// What a check of one rule on one subject came to.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// The rule is met.
  case pass
  /// The rule is not met.
  case breach
  /// A fact is missing that could have decided.
  case undetermined
  /// The rule does not speak about this subject.
  case notApplicable = "not-applicable"
  /// A breach that somebody accepted for a time, with a reason.
  case waived
}
