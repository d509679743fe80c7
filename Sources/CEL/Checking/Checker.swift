/// Gives every node a type and every name a meaning; reports all that does not fit.
///
/// Checking is gradual: where a type is not known it is `dyn`, and the evaluator looks at the
/// values. A lenient checker reports nothing, so that a tree can be evaluated unchecked.
struct Checker {
  let tree: SyntaxTree
  let environment: Environment
  let isLenient: Bool
  var issues: [Issue] = []
  var solver = TypeSolver()
  var types: [CELType]
  var resolutions: [Resolution]
  var locals: [NodeIndex: [Int]] = [:]
  var localNames: [String] = []
  var scope: [(name: String, number: Int, type: CELType)] = []
  /// Named expressions that may be used, and their types.
  private var named: [(name: String, type: CELType)] = []

  init(_ tree: SyntaxTree, _ environment: Environment, isLenient: Bool = false) {
    self.tree = tree
    self.environment = environment
    self.isLenient = isLenient
    types = Array(repeating: .dyn, count: tree.nodes.count)
    resolutions = Array(repeating: .none, count: tree.nodes.count)
  }

  /// Checks all sources, the named ones first.
  mutating func check(expecting expected: CELType?) -> CheckedTree {
    for (index, source) in tree.sources.enumerated() {
      let type = check(source.root)
      if let name = source.name {
        checkNew(name, source.root)
        named.append((name, type))
      } else if index == tree.sources.count - 1, let expected {
        expect(expected, source.root)
      }
    }
    for index in types.indices { types[index] = solver.resolve(types[index], isFinal: true) }
    return CheckedTree(
      tree: tree, types: types, resolutions: resolutions, locals: locals, localNames: localNames,
      environment: environment)
  }

  private mutating func checkNew(_ name: String, _ node: NodeIndex) {
    let isTaken =
      named.contains { $0.name == name } || environment.index(ofVariable: name) != nil
      || name == "today"
    if isTaken { report("cel.duplicate", "\"\(name)\" is declared twice", node) }
  }

  private mutating func expect(_ expected: CELType, _ node: NodeIndex) {
    let type = types[node]
    if solver.isAssignable(type, to: expected) { return }
    report(
      "cel.type", "expected \(expected), but the expression is \(final(type))", node,
      hint: expected == .bool ? "compare it with something" : nil)
  }

  func final(_ type: CELType) -> CELType { solver.resolve(type, isFinal: true) }

  mutating func report(
    _ code: String, _ message: String, _ node: NodeIndex, hint: String? = nil,
    range: Range<Int>? = nil, severity: Issue.Severity = .error
  ) {
    guard !isLenient else { return }
    let name = tree.sources[tree.sourceOf[node]].name
    issues.append(
      Issue(
        severity, code, message, hint: hint, range: range ?? tree.ranges[node], letName: name))
  }

  /// The type of a node, which is noted.
  @discardableResult
  mutating func check(_ node: NodeIndex) -> CELType {
    let type = typeOf(node)
    types[node] = type
    return type
  }

  private mutating func typeOf(_ node: NodeIndex) -> CELType {
    switch tree.nodes[node] {
    case .failed: return .error
    case .null: return .null
    case .bool: return .bool
    case .int: return .int
    case .uint: return .uint
    case .double: return .double
    case .string: return .string
    case .bytes: return .bytes
    case .identifier: return identifier(node)
    case .select(let operand, let field, let isOptional):
      return selection(node, operand, field, isOptional)
    case .presence(let operand, let field):
      _ = fieldType(node, check(operand), field)
      return .bool
    case .index(let operand, let index, let isOptional):
      return element(node, operand, index, isOptional)
    case .call(let name, let target, let arguments): return call(node, name, target, arguments)
    case .list(let elements, let optional): return list(elements, optional)
    case .map(let entries): return map(entries)
    case .and(let terms): return logic("&&", terms)
    case .or(let terms): return logic("||", terms)
    case .not(let operand): return logic("!", [operand])
    case .negate(let operand):
      return resolve(node, "-_", [operand], isMember: false, shownAs: "-") ?? .error
    case .conditional(let condition, let yes, let no):
      _ = logic("?:", [condition])
      return branches(node, check(yes), check(no))
    case .binary(let sign, let left, let right): return binary(node, sign, left, right)
    case .comprehension(let loop): return comprehension(node, loop)
    case .bind(let name, let value, let body):
      let type = check(value)
      return bind(node, [(name, type)]) { $0.check(body) }
    case .optionalMap(let operand, let name, let body, let isFlat):
      return optionalMap(node, operand, name, body, isFlat)
    }
  }

  /// Checks something in which names are bound.
  mutating func bind<Result>(
    _ node: NodeIndex, _ variables: [(String, CELType)], _ body: (inout Checker) -> Result
  ) -> Result {
    var numbers: [Int] = []
    for (name, type) in variables {
      scope.append((name, localNames.count, type))
      numbers.append(localNames.count)
      localNames.append(name)
    }
    locals[node] = numbers
    defer { scope.removeLast(variables.count) }
    return body(&self)
  }

  // MARK: Names

  private mutating func identifier(_ node: NodeIndex) -> CELType {
    guard case .identifier(let name, let isRooted) = tree.nodes[node] else { return .error }
    if let type = lookUp(node, name, isRooted) { return type }
    resolutions[node] = .undeclared
    report("cel.undeclared", "no variable \"\(name)\"", node, hint: hint(name, knownNames))
    return isLenient ? .dyn : .error
  }

  /// The meaning of a name, which is noted.
  mutating func lookUp(_ node: NodeIndex, _ name: String, _ isRooted: Bool) -> CELType? {
    if !isRooted, let local = scope.last(where: { $0.name == name }) {
      resolutions[node] = .local(local.number)
      return local.type
    }
    if !isRooted, let index = named.lastIndex(where: { $0.name == name }) {
      resolutions[node] = .named(index)
      return named[index].type
    }
    for candidate in environment.candidates(for: name, isRooted: isRooted) {
      if let index = environment.index(ofVariable: candidate) {
        resolutions[node] = .variable(index)
        return environment.variables[index].type
      }
      if candidate == "today", environment.libraries.contains(.retention) {
        resolutions[node] = .today
        return .date
      }
      if let type = CELType.named[candidate], environment.has(type) {
        resolutions[node] = .typeName(type)
        return .type(type)
      }
    }
    return nil
  }

  private var knownNames: [String] {
    environment.variables.map(\.name) + scope.map(\.name) + named.map(\.name)
      + (environment.libraries.contains(.retention) ? ["today"] : [])
  }
}
