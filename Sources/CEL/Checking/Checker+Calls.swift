extension Checker {
  /// Operands of `&&`, `||`, `!` or the condition of `?:`.
  mutating func logic(_ sign: String, _ operands: [NodeIndex]) -> CELType {
    for operand in operands {
      let type = check(operand)
      if !solver.isAssignable(type, to: .bool) {
        report("cel.type", "\(sign) takes bool, not \(final(type))", operand)
      }
    }
    return .bool
  }

  /// The type of two branches.
  mutating func branches(_ node: NodeIndex, _ yes: CELType, _ no: CELType) -> CELType {
    var attempt = solver
    if attempt.isAssignable(yes, to: no) || attempt.isAssignable(no, to: yes) {
      return solver.join(yes, no)
    }
    report("cel.type", "the branches are \(final(yes)) and \(final(no))", node)
    return isLenient ? .dyn : .error
  }

  mutating func binary(
    _ node: NodeIndex, _ sign: BinaryOperator, _ left: NodeIndex, _ right: NodeIndex
  ) -> CELType {
    let result = resolve(
      node, "_\(sign.rawValue)_", [left, right], isMember: false, shownAs: sign.rawValue)
    return result ?? (sign.isRelation ? .bool : isLenient ? .dyn : .error)
  }

  /// `name(arguments)`, `target.name(arguments)` or `name.space.name(arguments)`.
  mutating func call(
    _ node: NodeIndex, _ name: String, _ target: NodeIndex?, _ arguments: [NodeIndex]
  ) -> CELType {
    if let target {
      if let function = namespaced(name, target) {
        resolutions[node] = .namespacedFunction(function.index)
        return resolve(
          node, function.name, arguments, isMember: false, shownAs: function.name) ?? failedType
      }
      return resolve(node, name, [target] + arguments, isMember: true, shownAs: name) ?? failedType
    }
    let isRooted = name.hasPrefix(".")
    let plain = isRooted ? String(name.dropFirst()) : name
    let known = environment.candidates(for: plain, isRooted: isRooted).first {
      environment.functionIndices[$0] != nil
    }
    return resolve(node, known ?? plain, arguments, isMember: false, shownAs: plain) ?? failedType
  }

  private var failedType: CELType { isLenient ? .dyn : .error }

  private func namespaced(_ name: String, _ target: NodeIndex) -> (name: String, index: Int)? {
    guard let (prefix, isRooted) = CheckedTree.qualifiedName(target, in: tree) else { return nil }
    let first = prefix.prefix { $0 != "." }
    if !isRooted, scope.contains(where: { $0.name == first }) { return nil }
    for candidate in environment.candidates(for: "\(prefix).\(name)", isRooted: isRooted) {
      if let index = environment.functionIndices[candidate] { return (candidate, index) }
    }
    return nil
  }

  /// Checks the arguments and finds the overloads of a function that take them.
  mutating func resolve(
    _ node: NodeIndex, _ name: String, _ arguments: [NodeIndex], isMember: Bool, shownAs: String
  ) -> CELType? {
    let argumentTypes = arguments.map { check($0) }
    guard let index = environment.functionIndices[name] else {
      resolutions[node] = .undeclared
      report(
        "cel.undeclared", "no function \"\(shownAs)\"", node,
        hint: hint(shownAs, Array(environment.functionIndices.keys)),
        range: tree.nameRanges[node])
      return nil
    }
    if case .namespacedFunction = resolutions[node] {
    } else {
      resolutions[node] = .function(index)
    }
    let entry = environment.functions[index]
    let matches = matches(entry, argumentTypes, isMember: isMember)
    guard let (first, committed) = matches.first else {
      // Functions may rely on the number of their arguments, also where nothing was checked.
      if !entry.accepts(argumentCount: arguments.count) { resolutions[node] = .undeclared }
      reportMismatch(node, shownAs, entry, argumentTypes, isMember: isMember)
      return nil
    }
    if matches.count == 1 {
      solver = committed
      return first
    }
    return matches.allSatisfy { $0.result == first } ? first : .dyn
  }

  /// What the overloads that take some arguments give, and what is then known of type parameters.
  ///
  /// An overload that takes anything counts only where none takes the very types.
  private func matches(
    _ entry: FunctionEntry, _ arguments: [CELType], isMember: Bool
  ) -> [(result: CELType, solver: TypeSolver)] {
    var exact: [(result: CELType, solver: TypeSolver)] = []
    var loose: [(result: CELType, solver: TypeSolver)] = []
    for overload in entry.function.overloads where overload.isMember == isMember {
      if !entry.isVariadic, !Self.mayMatch(overload, arguments) { continue }
      var attempt = solver
      guard let result = Self.match(overload, entry, arguments, &attempt) else { continue }
      if overload.parameters.contains(where: \.isDynamic) {
        loose.append((result, attempt))
      } else {
        exact.append((result, attempt))
      }
    }
    let isKnown = !arguments.contains { solver.resolve($0).isDynamic }
    return isKnown && !exact.isEmpty ? exact : exact + loose
  }

  /// Whether an overload may take some arguments, at a glance: their number fits, and no two plain
  /// types are different ones.
  private static func mayMatch(
    _ overload: HostFunction.Overload, _ arguments: [CELType]
  ) -> Bool {
    guard overload.parameters.count == arguments.count else { return false }
    for index in arguments.indices {
      guard let argument = arguments[index].plainNumber,
        let parameter = overload.parameters[index].plainNumber
      else { continue }
      if argument != parameter { return false }
    }
    return true
  }

  private static func match(
    _ overload: HostFunction.Overload, _ entry: FunctionEntry, _ arguments: [CELType],
    _ solver: inout TypeSolver
  ) -> CELType? {
    var parameters = overload.parameters
    if entry.isVariadic, let last = parameters.last, parameters.count > 1 {
      while parameters.count < arguments.count { parameters.append(last) }
    }
    guard parameters.count == arguments.count else { return nil }
    var result = overload.result
    if overload.hasTypeParameters {
      parameters = solver.instantiate(parameters + [result])
      result = parameters.removeLast()
    }
    // What may be null and null itself agree, whichever comes first.
    var hasNull = false
    for (argument, parameter) in zip(arguments, parameters) {
      if case .null = argument {
        hasNull = true
      } else if !solver.isAssignable(argument, to: parameter) {
        return nil
      }
    }
    if hasNull {
      for (argument, parameter) in zip(arguments, parameters) where argument == .null {
        guard solver.isAssignable(argument, to: parameter) else { return nil }
      }
    }
    return overload.hasTypeParameters ? solver.resolve(result) : result
  }

  /// Says that no overload fits, with what would help most.
  private mutating func reportMismatch(
    _ node: NodeIndex, _ name: String, _ entry: FunctionEntry, _ arguments: [CELType],
    isMember: Bool
  ) {
    let types = arguments.map(final)
    if types.contains(.error) { return }
    let shown = types.map(\.description)
    let isOperator = entry.function.name.hasPrefix("_") || entry.function.name == "-_"
    let message =
      if isOperator, shown.count == 2 {
        "no \"\(name)\" for \(shown[0]) and \(shown[1])"
      } else if isMember {
        "no \(shown[0]).\(name)(\(shown.dropFirst().joined(separator: ", ")))"
      } else {
        "no \(name)(\(shown.joined(separator: ", ")))"
      }
    let hint = Self.cure(name, types) ?? (isOperator ? nil : Self.forms(name, entry))
    report("cel.no-overload", message, node, hint: hint)
  }

  /// The cure for a mixture of types that people try.
  private static func cure(_ name: String, _ types: [CELType]) -> String? {
    let has = Set(types)
    if has == [.date, .string] { return "write the day as date('2026-02-28')" }
    if has == [.period, .string] { return "write the period as period('P6Y')" }
    if has == [.date, .timestamp] { return "take the day of the timestamp with date(…)" }
    if has == [.date, .duration] { return "add a calendar period such as period('P6Y') to a date" }
    if has == [.duration, .period] { return "a duration is no calendar period" }
    if has == [.date, .int] { return "use date.addDays(n), or compare days with (a - b)" }
    return nil
  }

  private static func forms(_ name: String, _ entry: FunctionEntry) -> String? {
    let forms = entry.function.overloads.prefix(4).map { overload in
      var parameters = overload.parameters.map(\.description)
      let receiver = overload.isMember ? parameters.removeFirst() + "." : ""
      return "\(receiver)\(name)(\(parameters.joined(separator: ", ")))"
    }
    return forms.isEmpty ? nil : "there is " + forms.joined(separator: ", ")
  }
}
