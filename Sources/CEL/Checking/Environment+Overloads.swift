/// Why a function cannot be added to an environment.
public struct DeclarationFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, with the name of the function.
  public let description: String
}

extension Environment {
  /// Adds ways to call a function, to those that there are or as a new one.
  ///
  /// The arguments decide which of them runs, also where the checker did not know their types.
  ///
  /// - Throws: That it is an operator, whose meaning is fixed, or that one of its overloads is known.
  public mutating func add(_ function: HostFunction) throws(DeclarationFailure) {
    if function.isOperator {
      throw DeclarationFailure(
        description: "\"\(function.name)\" is an operator, to which nothing can be added")
    }
    guard let index = functionIndices[function.name] else { return declare(function) }
    let known = functions[index]
    for overload in function.overloads where known.function.overloads.contains(overload) {
      let types = overload.parameters.map(\.description).joined(separator: ", ")
      throw DeclarationFailure(
        description: "\"\(function.name)\" can be called with (\(types)) already")
    }
    declare(
      FunctionEntry(
        function: known.function.joined(function), meaning: .host, isHost: true,
        isVariadic: known.isVariadic))
  }
}

extension HostFunction {
  /// Whether the evaluators know it by themselves.
  var isOperator: Bool { name == "-_" || name.hasPrefix("_") && name.hasSuffix("_") }

  /// Both in one: the other where its arguments fit, else this one.
  fileprivate func joined(_ other: HostFunction) -> HostFunction {
    let (own, added, overloads) = (implementation, other.implementation, other.overloads)
    var dependence = Dependence.today
    if case .argumentsOnly = self.dependence, case .argumentsOnly = other.dependence {
      dependence = .argumentsOnly
    }
    return HostFunction(
      name, overloads: self.overloads + overloads, dependence: dependence,
      seesPrecision: seesPrecision || other.seesPrecision
    ) { arguments, context in
      let fits = overloads.contains { overload in
        overload.parameters.count == arguments.count
          && zip(overload.parameters, arguments).allSatisfy { $0.holds($1) }
      }
      return fits ? added(arguments, &context) : own(arguments, &context)
    }
  }
}

extension CELType {
  /// Whether a value may be of this type, as far as it shows by itself.
  func holds(_ value: Value) -> Bool {
    switch (self, value.tag) {
    case (.dyn, _), (.parameter, _), (.error, _): true
    case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double): true
    case (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp): true
    case (.duration, .duration), (.date, .date), (.period, .period), (.type, .type): true
    case (.object, .object), (.opaque, .object): true
    case (.list(let inner), .list): value.asList.allSatisfy { inner.holds($0) }
    case (.optional(let inner), .optional): value.asOptional.map { inner.holds($0) } ?? true
    case (.map(let key, let content), .map):
      value.asEntries.enumerated().allSatisfy { ($0.isMultiple(of: 2) ? key : content).holds($1) }
    default: false
    }
  }
}
