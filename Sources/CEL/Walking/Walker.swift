internal import CivilTime

/// Evaluates a checked tree by walking over it.
///
/// It is the plain meaning of the language, step by step, and what explanations and windows are made
/// with; the flat steps of a program must agree with it.
struct Walker {
  let program: Program
  let checked: CheckedTree
  let variables: UnsafePointer<Value>
  var context: CallContext
  /// The values of the variables that macros bind, by their number.
  var locals: [Value]
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
    if context.fuel < 0 { return placed(Value(error: .budgetExceeded), node) }
    context.charge(1)
    if usesConstants, let constant = program.constantNodes[node] { return constant }
    if let name = nameValue(node) { return name }
    switch checked.tree.nodes[node] {
    case .and(let terms): return logic(terms, decider: false)
    case .or(let terms): return logic(terms, decider: true)
    case .conditional(let condition, let yes, let no):
      let test = self.test(condition)
      return test.isError ? test : value(test.isTrue ? yes : no)
    case .comprehension(let loop): return comprehension(node, loop)
    case .bind(_, let bound, let body):
      let bound = value(bound)
      setLocal(node, 0, bound)
      return value(body)
    case .optionalMap(let operand, _, let body, let isFlat):
      return optionalMap(node, operand, body, isFlat)
    case .call(let name, let target?, let arguments)
    where checked.isOptionalOr(node, name, arguments):
      return optionalOr(node, name, target, arguments[0])
    default:
      let operands = checked.strictOperands(node).map { value($0) }
      return strict(node, operands)
    }
  }

  /// An error with the node where it came about, unless it has one.
  func placed(_ value: Value, _ node: NodeIndex) -> Value {
    guard value.isError, value.bits == 0 else { return value }
    return Value(tag: .error, aux: value.aux, bits: UInt64(node + 1))
  }

  mutating func setLocal(_ node: NodeIndex, _ position: Int, _ value: Value) {
    if let numbers = checked.locals[node], position < numbers.count {
      locals[numbers[position]] = value
    }
  }

  /// The value of a name; `nil` if the node is none.
  mutating func nameValue(_ node: NodeIndex) -> Value? {
    switch checked.resolutions[node] {
    case .variable(let slot): return given(variables[slot], node)
    case .today: return Value(first: context.today, last: context.today)
    case .local(let number): return locals[number]
    case .named(let source):
      if let known = named[source] { return known }
      let value = value(checked.tree.sources[source].root)
      named[source] = value
      return value
    case .typeName(let type): return Value(typeNamed: type.runtimeName ?? "object")
    case .undeclared: return placed(Value(error: .undeclared), node)
    case .none, .field, .function, .namespacedFunction: return nil
    }
  }

  /// A value that is there, or the error that it is not.
  func given(_ value: Value, _ node: NodeIndex) -> Value {
    placed(value.isMissing ? value.missingFieldError : value, node)
  }

  // MARK: Logic

  /// A term of a logic operator: a Boolean or an error.
  mutating func test(_ node: NodeIndex) -> Value {
    asTest(value(node), node)
  }

  func asTest(_ value: Value, _ node: NodeIndex) -> Value {
    value.tag == .bool || value.isError
      ? value : placed(Value(error: .noMatchingOverload), node)
  }

  private mutating func logic(_ terms: [NodeIndex], decider: Bool) -> Value {
    var result = Value(!decider)
    for term in terms {
      let value = test(term)
      if value.tag == .bool, value.asBool == decider { return value }
      if value.isError, !result.isError { result = value }
    }
    return result
  }

  private mutating func optionalMap(
    _ node: NodeIndex, _ operand: NodeIndex, _ body: NodeIndex, _ isFlat: Bool
  ) -> Value {
    let optional = value(operand)
    guard optional.tag == .optional else {
      return optional.isError ? optional : placed(Value(error: .noMatchingOverload), node)
    }
    guard let inner = optional.asOptional else { return optional }
    setLocal(node, 0, inner)
    let result = value(body)
    if result.isError { return result }
    if !isFlat { return context.optional(result) }
    return result.tag == .optional ? result : placed(Value(error: .noMatchingOverload), node)
  }

  private mutating func optionalOr(
    _ node: NodeIndex, _ name: String, _ target: NodeIndex, _ argument: NodeIndex
  ) -> Value {
    let optional = value(target)
    guard optional.tag == .optional else {
      return optional.isError ? optional : placed(Value(error: .noMatchingOverload), node)
    }
    if let inner = optional.asOptional { return name == "orValue" ? inner : optional }
    let other = value(argument)
    if name == "or", other.tag != .optional, !other.isError {
      return placed(Value(error: .noMatchingOverload), node)
    }
    return other
  }
}
