extension Checker {
  /// A macro over elements.
  mutating func comprehension(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension
  ) -> CELType {
    let range = solver.resolve(check(loop.range))
    let variables = variableTypes(loop, range)
    return bind(node, Array(zip(loop.variables, variables))) { checker in
      if let filter = loop.filter { _ = checker.logic("a filter", [filter]) }
      switch loop.kind {
      case .all, .exists, .existsOne:
        _ = checker.logic(loop.kind.rawValue, [loop.body])
        return .bool
      case .filter:
        _ = checker.logic("filter", [loop.body])
        return .list(variables[0])
      case .map, .transformList:
        return .list(checker.check(loop.body))
      case .transformMap:
        return .map(variables[0], checker.check(loop.body))
      case .transformMapEntry:
        return checker.entryType(loop.body)
      }
    }
  }

  private mutating func entryType(_ body: NodeIndex) -> CELType {
    switch solver.resolve(check(body)) {
    case .map(let key, let value): return .map(key, value)
    case .dyn, .error: return .map(.dyn, .dyn)
    case let other:
      report("cel.type", "transformMapEntry takes a map, not \(final(other))", body)
      return .error
    }
  }

  /// The types of the variables: elements, keys, or index or key and value.
  private mutating func variableTypes(
    _ loop: SyntaxNode.Comprehension, _ range: CELType
  ) -> [CELType] {
    let isPair = loop.variables.count == 2
    switch range {
    case .list(let element): return isPair ? [.int, element] : [element]
    case .map(let key, let value): return isPair ? [key, value] : [key]
    case .dyn, .error, .parameter: return isPair ? [.dyn, .dyn] : [.dyn]
    default:
      report(
        "cel.type", "\(loop.kind.rawValue) takes a list or map, not \(final(range))", loop.range)
      return isPair ? [.error, .error] : [.error]
    }
  }

  /// `operand.optMap(name, body)`.
  mutating func optionalMap(
    _ node: NodeIndex, _ operand: NodeIndex, _ name: String, _ body: NodeIndex, _ isFlat: Bool
  ) -> CELType {
    let inner: CELType
    switch solver.resolve(check(operand)) {
    case .optional(let value): inner = value
    case .dyn, .error, .parameter: inner = .dyn
    case let other:
      report("cel.type", "optMap takes an optional, not \(final(other))", operand)
      inner = .error
    }
    return bind(node, [(name, inner)]) { checker in
      let type = checker.check(body)
      guard isFlat else { return .optional(type) }
      switch checker.solver.resolve(type) {
      case .optional: return type
      case .dyn, .error, .parameter: return .optional(.dyn)
      case let other:
        checker.report(
          "cel.type", "optFlatMap takes an optional, not \(checker.final(other))", body)
        return .error
      }
    }
  }
}
