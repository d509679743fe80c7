/// Why an evaluation gave no value.
public struct EvaluationError: Error, Hashable, Sendable {
  /// The kind of failure.
  public enum Kind: UInt32, Sendable, CaseIterable {
    /// A field, variable or map entry that is not given.
    case noSuchField
    /// A field that the data say is not known.
    case unknownField
    /// A field that the data say does not apply.
    case notApplicable
    /// A day known only in part, where the answer depends on the rest.
    case partialDate
    case noSuchKey
    case noMatchingOverload
    case divideByZero
    case overflow
    case indexOutOfRange
    case invalidArgument
    case emptyList
    case duplicateKey
    /// Two periods that no calendar puts in order, such as a month and thirty days.
    case undecidablePeriods
    /// An optional without a value was asked for it.
    case emptyOptional
    /// A name that nothing declares; only in programs that were not checked.
    case undeclared
    /// More work than the machine allows for one evaluation.
    case budgetExceeded
    /// A function of the host failed.
    case hostFailure

    /// Whether a fact is missing, as opposed to a fault of the expression.
    public var isMissingFact: Bool {
      switch self {
      case .noSuchField, .unknownField, .notApplicable, .partialDate: true
      default: false
      }
    }

    /// What happened, as a phrase.
    public var phrase: String {
      switch self {
      case .noSuchField: "not given"
      case .unknownField: "not known"
      case .notApplicable: "does not apply"
      case .partialDate: "the day is known only in part"
      case .noSuchKey: "no such key"
      case .noMatchingOverload: "no operation for values of these types"
      case .divideByZero: "division by zero"
      case .overflow: "out of range"
      case .indexOutOfRange: "index out of range"
      case .invalidArgument: "not a valid argument"
      case .emptyList: "the list is empty"
      case .duplicateKey: "the same key twice"
      case .undecidablePeriods: "the periods have no order"
      case .emptyOptional: "the optional holds no value"
      case .undeclared: "undeclared name"
      case .budgetExceeded: "too much work"
      case .hostFailure: "the function failed"
      }
    }
  }

  public let kind: Kind

  /// An error of a kind.
  public init(_ kind: Kind) {
    self.kind = kind
  }
}

extension Value {
  /// A failure of a kind; the evaluator adds where.
  @inlinable
  public init(error kind: EvaluationError.Kind) {
    self.init(tag: .error, aux: kind.rawValue)
  }

  /// The kind of an `error`; `nil` for every other value.
  public var errorKind: EvaluationError.Kind? {
    tag == .error ? EvaluationError.Kind(rawValue: aux) : nil
  }

  /// Whether the value is an error because a fact is missing.
  public var isMissingFact: Bool { errorKind?.isMissingFact == true }

  /// The error that reading a slot without a value is.
  @inline(__always)
  var missingFieldError: Value {
    switch tag {
    case .unknown, .withheld: Value(error: .unknownField)
    case .notApplicable: Value(error: .notApplicable)
    default: Value(error: .noSuchField)
    }
  }
}
