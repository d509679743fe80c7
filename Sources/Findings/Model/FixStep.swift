/// A step of a fix: what is to be done about one fact.
public struct FixStep: Hashable, Sendable {
  /// What is done.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A missing fact is recorded.
    case record
    /// Something is done, and its day is recorded.
    case act
    /// Something is done, and the day on which it is due again is set.
    case plan
    /// A count is brought down or up by work.
    case lower, raise
    /// The organisation decides otherwise.
    case set
    /// Codes are added to a list; those that are there stay.
    case add
  }

  /// What is done.
  public var kind: Kind
  /// The fact, such as `record.disposed`.
  public var path: String
  /// The new value, where it is known; of a list of codes, those that are added.
  public var value: String?

  /// Names a step.
  public init(_ kind: Kind, _ path: String, value: String? = nil) {
    self.kind = kind
    self.path = path
    self.value = value
  }
}

extension [FixStep] {
  /// Whether they dispose of a row.
  public var disposes: Bool {
    contains { step in
      step.kind == .act && step.path == "record.disposed"
        || step.kind == .lower && step.path == "holding.count"
    }
  }
}
