internal import CivilTime

extension Planner {
  /// The work that may be done for one constant; what takes more is left to the machine.
  private static let mostForOneConstant = 100_000

  /// The value of a node that is the same in every evaluation; `nil` if it is not or if it fails.
  ///
  /// Only what succeeds is folded: what fails may stand behind a condition that keeps it from being
  /// evaluated, so it stays in the program, and a warning says that it fails.
  mutating func constant(_ node: NodeIndex) -> Value? {
    if variableNodes[node] { return nil }
    if let known = constantNodes[node] { return known }
    guard let value = fold(node) else {
      variableNodes[node] = true
      return nil
    }
    constantNodes[node] = value
    return value
  }

  private mutating func fold(_ node: NodeIndex) -> Value? {
    switch checked.tree.nodes[node] {
    case .null: return .null
    case .bool(let bool): return Value(bool)
    case .int(let int): return Value(int)
    case .uint(let uint): return Value(uint)
    case .double(let double): return Value(double)
    case .string(let string): return text(string)
    case .bytes(let bytes):
      var value = bytes.withUnsafeBufferPointer { arena.pointee.string(copying: $0) }
      value.tag = .bytes
      return value
    case .identifier, .select:
      guard case .typeName(let type) = checked.resolutions[node], let name = type.runtimeName else {
        return nil
      }
      return Value(typeNamed: name)
    case .list(let elements, let optional) where optional.isEmpty:
      return foldAll(elements).map { arena.pointee.list(copying: $0) }
    case .negate(let operand):
      return constant(operand).flatMap { checked(Arithmetic.negated($0), node) }
    case .binary(let sign, let left, let right) where !sign.isRelation:
      guard let values = foldAll([left, right]) else { return nil }
      return evaluate(node) { Arithmetic.apply(sign, values[0], values[1], &$0) }
    case .call(_, let target, let arguments): return foldCall(node, target, arguments)
    default: return nil
    }
  }

  private mutating func foldAll(_ nodes: [NodeIndex]) -> [Value]? {
    var values: [Value] = []
    for node in nodes {
      guard let value = constant(node) else { return nil }
      values.append(value)
    }
    return values
  }

  private mutating func foldCall(
    _ node: NodeIndex, _ target: NodeIndex?, _ arguments: [NodeIndex]
  ) -> Value? {
    let index: Int
    var operands = arguments
    switch checked.resolutions[node] {
    case .function(let found):
      index = found
      if let target { operands.insert(target, at: 0) }
    case .namespacedFunction(let found): index = found
    default: return nil
    }
    let entry = checked.environment.functions[index]
    guard !entry.isHost, let values = foldAll(operands) else { return nil }
    let implementation = entry.function.implementation
    return evaluate(node) { context in
      values.withUnsafeBufferPointer { implementation($0, &context) }
    }
  }

  private mutating func evaluate(
    _ node: NodeIndex, _ body: (inout CallContext) -> Value
  ) -> Value? {
    let fuel = min(foldingFuel, Self.mostForOneConstant)
    guard fuel > 0 else { return nil }
    var context = CallContext(
      scratch: arena, today: CivilDate(dayNumber: 0), host: nil, fuel: fuel)
    let value = body(&context)
    foldingFuel -= fuel - context.fuel + 1
    return context.fuel < 0 ? nil : checked(value, node)
  }

  /// The value, unless it is an error, which is reported.
  private mutating func checked(_ value: Value, _ node: NodeIndex) -> Value? {
    guard let kind = value.errorKind else { return value }
    report(.warning, "cel.constant-fails", "\(checked.tree.text(node)): \(kind.phrase)", node)
    return nil
  }
}
