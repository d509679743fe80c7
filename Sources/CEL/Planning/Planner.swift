internal import CivilTime

/// Turns a checked tree into flat steps.
///
/// Registers are handed out like a stack: what an expression needs lies above its own result.
/// Each named expression has two registers for its value and its way back, and registers of its own
/// for its body, since it may run in the middle of anything.
struct Planner {
  let checked: CheckedTree
  var code: [Instruction] = []
  var nodes: [NodeIndex] = []
  var constants: [Value] = []
  var functions: [HostFunction.Implementation] = []
  var optionalFlags: [[Bool]] = [[]]
  var patterns: [Pattern] = []
  /// The pattern of each call of `matches` whose pattern is constant.
  var patternNumbers: [NodeIndex: Int] = [:]
  /// Owns the texts and lists of constants; passes to the program.
  let arena: UnsafeMutablePointer<Arena>
  var constantNodes: [NodeIndex: Value] = [:]
  var issues: [Issue] = []
  private(set) var registerCount = 0
  var nextRegister: Int
  var localRegisters: [Int]
  private var functionNumbers: [Int: Int] = [:]
  /// What the tables of patterns may still take, for all patterns together.
  var tableWork = 2_000_000
  /// The work that may still be done for constants, for all of them together.
  var foldingFuel = 1_000_000
  /// Nodes that were found not to be constant, so that they are tried once.
  var variableNodes: [Bool] = []

  init(_ checked: CheckedTree) {
    self.checked = checked
    arena = .allocate(capacity: 1)
    // Most programs have a few short texts.
    arena.initialize(to: Arena(first: 256))
    nextRegister = (checked.tree.sources.count - 1) * 2
    registerCount = nextRegister
    localRegisters = Array(repeating: 0, count: checked.localNames.count)
    variableNodes = Array(repeating: false, count: checked.tree.nodes.count)
  }

  /// Frees what a program would have owned.
  consuming func discard() {
    arena.deinitialize(count: 1)
    arena.deallocate()
  }

  /// Plans the main expression and then the named ones.
  mutating func plan() {
    let main = temporary()
    emit(checked.root, into: main)
    step(.returnValue, checked.root, a: main)
    var entries: [UInt64] = []
    for (index, source) in checked.tree.sources.dropLast().enumerated() {
      nextRegister = registerCount
      entries.append(UInt64(code.count))
      emit(source.root, into: index * 2)
      step(.returnNamed, source.root, a: index * 2)
    }
    for index in code.indices where code[index].operation == .callNamed {
      code[index].immediate = entries[Int(code[index].a) / 2]
    }
    if registerCount > Int(UInt16.max) || code.count >= 1 << 31 {
      report(.error, "cel.too-complex", "the expression needs too many registers", checked.root)
    }
  }

  mutating func report(
    _ severity: Issue.Severity, _ code: String, _ message: String, _ node: NodeIndex,
    hint: String? = nil
  ) {
    let tree = checked.tree
    issues.append(
      Issue(
        severity, code, message, hint: hint, range: tree.ranges[node],
        letName: tree.sources[tree.sourceOf[node]].name))
  }

  // MARK: Registers and steps

  mutating func temporary() -> Int {
    let register = nextRegister
    nextRegister += 1
    registerCount = max(registerCount, nextRegister)
    return register
  }

  @discardableResult
  mutating func step(
    _ operation: Operation, _ node: NodeIndex, flag: UInt8 = 0, a: Int = 0, b: Int = 0, c: Int = 0,
    _ immediate: UInt64 = 0
  ) -> Int {
    code.append(
      Instruction(
        operation: operation, flag: flag, a: UInt16(truncatingIfNeeded: a),
        b: UInt16(truncatingIfNeeded: b), c: UInt16(truncatingIfNeeded: c), immediate: immediate))
    nodes.append(node)
    return code.count - 1
  }

  /// Makes jumps go to the next step.
  mutating func land(_ jumps: [Int]) {
    for jump in jumps { code[jump].immediate = UInt64(code.count) }
  }

  /// The register that holds the value of a node, once the steps added here have run.
  mutating func operand(_ node: NodeIndex) -> Int {
    if constant(node) == nil {
      switch checked.resolutions[node] {
      case .local(let number): return localRegisters[number]
      case .named(let source):
        step(.callNamed, node, a: source * 2)
        return source * 2
      default: break
      }
    }
    let register = temporary()
    emit(node, into: register)
    return register
  }

  mutating func addConstant(_ value: Value) -> UInt64 {
    constants.append(value)
    return UInt64(constants.count - 1)
  }

  mutating func functionNumber(_ index: Int) -> UInt64 {
    if let number = functionNumbers[index] { return UInt64(number) }
    functionNumbers[index] = functions.count
    functions.append(checked.environment.functions[index].function.implementation)
    return UInt64(functions.count - 1)
  }

  func type(_ node: NodeIndex) -> CELType { checked.types[node] }

  // MARK: Nodes

  /// Adds the steps that put the value of a node into a register.
  mutating func emit(_ node: NodeIndex, into result: Int) {
    if let value = constant(node) {
      step(.constant, node, a: result, addConstant(value))
      return
    }
    let mark = nextRegister
    defer { nextRegister = mark }
    if emitName(node, into: result) { return }
    switch checked.tree.nodes[node] {
    case .failed, .null, .bool, .int, .uint, .double, .string, .bytes, .identifier:
      step(.fail, node, flag: UInt8(EvaluationError.Kind.undeclared.rawValue), a: result)
    case .select(let operand, let field, let isOptional):
      emitSelect(node, operand, field, isOptional, into: result)
    case .presence(let operand, let field): emitHas(node, operand, field, into: result)
    case .index(let list, let index, let isOptional):
      let (b, c) = (operand(list), operand(index))
      step(isOptional ? .optionalIndex : .index, node, a: result, b: b, c: c)
    case .call(_, let target, let arguments): emitCall(node, target, arguments, into: result)
    case .list(let elements, let optional): emitList(node, elements, optional, into: result)
    case .map(let entries): emitMap(node, entries, into: result)
    case .and(let terms): emitLogic(node, terms, isAnd: true, into: result)
    case .or(let terms): emitLogic(node, terms, isAnd: false, into: result)
    case .not(let inner): step(.not, node, a: result, b: operand(inner))
    case .negate(let inner): step(.negate, node, a: result, b: operand(inner))
    case .conditional(let condition, let yes, let no):
      emitConditional(node, condition, yes, no, into: result)
    case .binary(let sign, let left, let right): emitBinary(node, sign, left, right, into: result)
    case .comprehension(let loop): emitLoop(node, loop, into: result)
    case .bind(_, let value, let body):
      let register = bindLocal(node, 0)
      emit(value, into: register)
      emit(body, into: result)
    case .optionalMap(let value, _, let body, let isFlat):
      emitOptionalMap(node, value, body, isFlat, into: result)
    }
  }

  /// A register for a variable that a macro binds.
  mutating func bindLocal(_ node: NodeIndex, _ position: Int) -> Int {
    let register = temporary()
    if let numbers = checked.locals[node], position < numbers.count {
      localRegisters[numbers[position]] = register
    }
    return register
  }

  /// Names, and chains of names that are one variable.
  private mutating func emitName(_ node: NodeIndex, into result: Int) -> Bool {
    switch checked.resolutions[node] {
    case .variable(let slot): step(.variable, node, a: result, UInt64(slot))
    case .today: step(.today, node, a: result)
    case .local(let number): step(.move, node, a: result, b: localRegisters[number])
    case .named(let source):
      step(.callNamed, node, a: source * 2)
      step(.move, node, a: result, b: source * 2)
    case .undeclared:
      step(.fail, node, flag: UInt8(EvaluationError.Kind.undeclared.rawValue), a: result)
    case .none, .typeName, .field, .function, .namespacedFunction: return false
    }
    return true
  }
}
