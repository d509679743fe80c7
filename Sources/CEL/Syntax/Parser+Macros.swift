extension Parser {
  /// A call, or what a macro of that name and number of arguments stands for.
  mutating func call(
    _ name: String, _ nameRange: Range<Int>, target: NodeIndex?, _ arguments: [NodeIndex],
    from start: Int
  ) -> NodeIndex {
    let macro =
      if let target {
        memberMacro(name, target: target, arguments)
      } else {
        globalMacro(name, arguments, from: start)
      }
    if let macro { return node(macro, from: start) }
    let index = node(.call(name, target: target, arguments: arguments), from: start)
    tree.nameRanges[index] = nameRange
    return index
  }

  private mutating func globalMacro(
    _ name: String, _ arguments: [NodeIndex], from start: Int
  ) -> SyntaxNode? {
    guard name == "has", arguments.count == 1 else { return nil }
    if case .select(let operand, let field, false) = tree.nodes[arguments[0]] {
      return .presence(operand, field: field)
    }
    if case .failed = tree.nodes[arguments[0]] { return .failed }
    report(
      "has() takes a field such as a.b, not \(quoted(arguments[0]))", tree.ranges[arguments[0]],
      code: "cel.macro")
    return .failed
  }

  private mutating func memberMacro(
    _ name: String, target: NodeIndex, _ arguments: [NodeIndex]
  ) -> SyntaxNode? {
    switch (name, arguments.count) {
    case ("bind", 3) where libraries.contains(.bindings):
      guard case .identifier("cel", isRooted: false) = tree.nodes[target] else { return nil }
      guard let variable = variable(arguments[0], of: "cel.bind") else { return .failed }
      return .bind(variable, value: arguments[1], body: arguments[2])
    case ("block", _):
      guard case .identifier("cel", isRooted: false) = tree.nodes[target] else { return nil }
      report(
        "cel.block is not supported", tree.ranges[target], code: "cel.unsupported",
        hint: "name a part with cel.bind(name, value, body)")
      return .failed
    case ("optMap", 2), ("optFlatMap", 2):
      guard libraries.contains(.optionals) else { return nil }
      guard let variable = variable(arguments[0], of: name) else { return .failed }
      return .optionalMap(
        target, name: variable, body: arguments[1], isFlat: name == "optFlatMap")
    default:
      return comprehension(name, target: target, arguments)
    }
  }

  /// The macros over elements: their variables, an optional filter, and the body.
  private mutating func comprehension(
    _ name: String, target: NodeIndex, _ arguments: [NodeIndex]
  ) -> SyntaxNode? {
    let kind: ComprehensionKind
    var variableCount = arguments.count - 1
    switch (name, arguments.count) {
    case ("all", 2), ("all", 3): kind = .all
    case ("exists", 2), ("exists", 3): kind = .exists
    case ("exists_one", 2), ("exists_one", 3), ("existsOne", 2), ("existsOne", 3):
      kind = .existsOne
    case ("filter", 2): kind = .filter
    case ("map", 2), ("map", 3):
      kind = .map
      variableCount = 1
    case ("transformList", 3), ("transformList", 4): (kind, variableCount) = (.transformList, 2)
    case ("transformMap", 3), ("transformMap", 4): (kind, variableCount) = (.transformMap, 2)
    case ("transformMapEntry", 3), ("transformMapEntry", 4):
      (kind, variableCount) = (.transformMapEntry, 2)
    default: return nil
    }
    if variableCount == 2, !libraries.contains(.twoVariables) { return nil }
    var variables: [String] = []
    for argument in arguments.prefix(variableCount) {
      guard let variable = variable(argument, of: name) else { return .failed }
      variables.append(variable)
    }
    if variables.count == 2, variables[0] == variables[1] {
      report("both variables are called \"\(variables[0])\"", tree.ranges[arguments[1]])
      return .failed
    }
    let hasFilter = arguments.count == variableCount + 2
    return .comprehension(
      SyntaxNode.Comprehension(
        kind: kind, range: target, variables: variables,
        filter: hasFilter ? arguments[variableCount] : nil, body: arguments[arguments.count - 1]))
  }

  /// The name that a macro binds.
  private mutating func variable(_ argument: NodeIndex, of macro: String) -> String? {
    if case .identifier(let name, isRooted: false) = tree.nodes[argument] { return name }
    if case .failed = tree.nodes[argument] { return nil }
    report(
      "\(macro)() takes the name of a variable here, not \(quoted(argument))",
      tree.ranges[argument], code: "cel.macro")
    return nil
  }

  private func quoted(_ node: NodeIndex) -> String {
    "\"\(tree.text(node))\""
  }
}
