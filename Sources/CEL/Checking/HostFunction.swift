public import CivilTime

/// A function that the host adds to the language.
public struct HostFunction: Sendable {
  /// A way to call it.
  public struct Overload: Hashable, Sendable {
    /// The types of the arguments, a receiver first; ``CELType/parameter(_:)`` stands for any.
    public let parameters: [CELType]
    /// The type of what it returns.
    public let result: CELType
    /// Whether it is called as `receiver.name(…)`.
    public let isMember: Bool
    /// Whether a type is not fixed before it is called.
    let hasTypeParameters: Bool

    /// Declares a way to call a function.
    public init(_ parameters: [CELType], _ result: CELType, isMember: Bool = false) {
      self.parameters = parameters
      self.result = result
      self.isMember = isMember
      hasTypeParameters = parameters.contains(where: \.hasParameters) || result.hasParameters
    }
  }

  /// What a function returns: a value, which may be an error.
  ///
  /// The arguments are never errors. Where the checker knew no type of an argument, it may be of
  /// any type.
  public typealias Implementation =
    @Sendable (_ arguments: UnsafeBufferPointer<Value>, _ context: inout CallContext) -> Value

  /// How the result hangs on the day.
  public enum Dependence: Sendable {
    /// The arguments alone decide.
    case argumentsOnly
    /// It may be another one on every day.
    case today
    /// It stays the same from one day to another around today, both included.
    case todayWithin(
      @Sendable (UnsafeBufferPointer<Value>, inout CallContext) -> ClosedRange<CivilDate>)
  }

  public let name: String
  public let overloads: [Overload]
  public let dependence: Dependence
  /// Whether it can tell a day that is known only in part from one of the days that it could be,
  /// other than by failing.
  ///
  /// What any other function gives for a day known in part, it gives for each of its days.
  public let seesPrecision: Bool
  public let implementation: Implementation

  /// Declares a function.
  public init(
    _ name: String, overloads: [Overload], dependence: Dependence = .argumentsOnly,
    seesPrecision: Bool = true, _ implementation: @escaping Implementation
  ) {
    self.name = name
    self.overloads = overloads
    self.dependence = dependence
    self.seesPrecision = seesPrecision
    self.implementation = implementation
  }
}

/// A function as the checker and the planner know it.
struct FunctionEntry: Sendable {
  let function: HostFunction
  let meaning: FunctionMeaning
  let isHost: Bool
  /// Whether further arguments of the last type may follow.
  let isVariadic: Bool

  /// Whether there is a way to call it with so many arguments, a receiver among them.
  func accepts(argumentCount count: Int) -> Bool {
    function.overloads.contains {
      $0.parameters.count == count || isVariadic && count >= $0.parameters.count && count > 0
    }
  }
}
