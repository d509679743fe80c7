internal import CivilTime

/// Evaluates a checked tree by walking over it.
///
/// It is the plain meaning of the language, step by step, and explanations and windows are made by
/// watching it; the flat steps of a program must agree with it.
struct Walker {
  let program: Program
  let checked: CheckedTree
  let variables: UnsafePointer<Value>
  var context: CallContext
  /// The values of the variables that macros bind, by their number.
  private(set) var locals: [Value]
  /// The values of named expressions, once they are known.
  private var named: [Value?]
  /// Whether nodes that the planner found constant are taken as they are.
  let usesConstants: Bool

  init(
    _ program: Program, _ variables: UnsafePointer<Value>, _ context: CallContext,
    usesConstants: Bool = true
  ) {
    self.program = program
    checked = program.checked
    self.variables = variables
    self.context = context
    self.usesConstants = usesConstants
    locals = Array(repeating: .absent, count: checked.localNames.count)
    named = Array(repeating: nil, count: checked.tree.sources.count)
  }

  /// Moves to another day; what depends on the day is forgotten.
  mutating func move(to day: CivilDate) {
    context.today = day
    let tendencies = program.tendencies
    for source in named.indices
    where tendencies[checked.tree.sources[source].root] != .constant {
      named[source] = nil
    }
  }

  /// The value of a node.
  mutating func value(_ node: NodeIndex) -> Value {
    var plain = PlainWalk()
    return walk(node, &plain)
  }

  /// The value of a name; `nil` if the node is none.
  mutating func nameValue(_ node: NodeIndex) -> Value? {
    switch checked.resolutions[node] {
    case .variable(let slot): return variables[slot].given(at: node)
    case .today: return Value(first: context.today, last: context.today)
    case .local(let number): return locals[number]
    case .named(let source):
      if let known = named[source] { return known }
      let value = value(checked.tree.sources[source].root)
      named[source] = value
      return value
    case .typeName(let type): return Value(typeNamed: type.runtimeName ?? "object")
    case .undeclared: return Value(error: .undeclared).placed(at: node)
    case .none, .field, .function, .namespacedFunction: return nil
    }
  }

  /// What an observer makes of a node and of everything beneath it.
  mutating func walk<Observer: WalkObserver>(
    _ node: NodeIndex, _ observer: inout Observer
  ) -> Observer.Part {
    if context.fuel < 0 {
      return observer.leaf(node, Value(error: .budgetExceeded).placed(at: node))
    }
    context.charge(1)
    if let known = observer.known(node, &self) { return known }
    switch checked.tree.nodes[node] {
    case .and(let terms): return logic(node, terms, decider: false, &observer)
    case .or(let terms): return logic(node, terms, decider: true, &observer)
    case .conditional(let condition, let yes, let no):
      return choice(node, condition, yes, no, &observer)
    case .comprehension(let loop): return comprehension(node, loop, &observer)
    case .bind(_, let value, let body):
      let part = walk(value, &observer)
      bind(node, 0, observer.value(of: part), part, .whole, &observer)
      let result = walk(body, &observer)
      return observer.bound(node, part, result)
    case .optionalMap(let operand, _, let body, let isFlat):
      return optionalMap(node, operand, body, isFlat, &observer)
    case .call:
      guard let fallback = checked.fallback(node) else { return strict(node, &observer) }
      return self.fallback(node, fallback, &observer)
    default: return strict(node, &observer)
    }
  }

  /// Binds a variable of a macro.
  mutating func bind<Observer: WalkObserver>(
    _ node: NodeIndex, _ position: Int, _ value: Value, _ part: Observer.Part,
    _ origin: LocalOrigin, _ observer: inout Observer
  ) {
    guard let numbers = checked.locals[node], position < numbers.count else { return }
    locals[numbers[position]] = value
    observer.bind(numbers[position], value, part, origin)
  }

  private mutating func strict<Observer: WalkObserver>(
    _ node: NodeIndex, _ observer: inout Observer
  ) -> Observer.Part {
    if let known = observer.knownWithoutOperands(node, &self) { return known }
    let operands = observer.operands(node, self)
    var parts: [Observer.Part] = []
    parts.reserveCapacity(operands.count)
    for operand in operands { parts.append(walk(operand, &observer)) }
    return observer.strict(node, parts, &self)
  }
}

extension Value {
  /// An error with the node where it came about, unless it has one.
  func placed(at node: NodeIndex) -> Value {
    guard isError, bits == 0 else { return self }
    return Value(tag: .error, aux: aux, bits: UInt64(node + 1))
  }

  /// A value that is there, or the error that it is not.
  func given(at node: NodeIndex) -> Value {
    (isMissing ? missingFieldError : self).placed(at: node)
  }

  /// A term of a logic operator: a Boolean or an error.
  func asTest(at node: NodeIndex) -> Value {
    tag == .bool || isError ? self : Value(error: .noMatchingOverload).placed(at: node)
  }
}
