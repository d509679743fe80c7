extension CheckedTree {
  /// The operands that a strict node needs: all of them, before it does anything.
  func strictOperands(_ node: NodeIndex) -> [NodeIndex] {
    if case .namespacedFunction = resolutions[node],
      case .call(_, _, let arguments) = tree.nodes[node]
    {
      return arguments
    }
    return tree.nodes[node].children
  }
}

extension Walker {
  /// The value of a strict node from the values of its operands.
  mutating func strict(_ node: NodeIndex, _ operands: [Value]) -> Value {
    let result = strictValue(node, operands)
    if context.fuel < 0 { return Value(error: .budgetExceeded).placed(at: node) }
    return result.given(at: node)
  }

  private mutating func strictValue(_ node: NodeIndex, _ operands: [Value]) -> Value {
    switch checked.tree.nodes[node] {
    case .failed, .identifier: return Value(error: .undeclared)
    case .null: return .null
    case .bool(let bool): return Value(bool)
    case .int(let int): return Value(int)
    case .uint(let uint): return Value(uint)
    case .double(let double): return Value(double)
    case .string(let string): return context.string(string)
    case .bytes(let bytes): return context.bytes(bytes)
    case .select(let operand, let field, let isOptional):
      return select(node, operand, operands[0], field, isOptional)
    case .presence(_, let field): return presence(node, operands[0], field)
    case .index(_, _, let isOptional):
      return isOptional
        ? Access.optionalIndex(operands[0], operands[1], &context)
        : Access.index(operands[0], operands[1], &context)
    case .call: return call(node, operands)
    case .list(_, let optional): return list(operands, optional)
    case .map(let entries): return map(entries, operands)
    case .not:
      let value = operands[0].asTest(at: node)
      return value.isError ? value : Value(!value.asBool)
    case .negate: return Arithmetic.negated(operands[0])
    case .binary(let sign, _, _): return binary(sign, operands[0], operands[1])
    case .and, .or, .conditional, .comprehension, .bind, .optionalMap:
      preconditionFailure("a node that is not strict")
    }
  }

  private mutating func binary(_ sign: BinaryOperator, _ left: Value, _ right: Value) -> Value {
    if left.isError { return left }
    if right.isError { return right }
    switch sign {
    case .equal, .notEqual:
      return Equality.of(left, right, &context.fuel).value(isNegated: sign == .notEqual)
    case .contained: return right.contains(left, &context.fuel)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      context.charge(forOrdering: left, right)
      return Comparison.relation(sign.orderBits, left, right)
    case .add, .subtract, .multiply, .divide, .modulo:
      return Arithmetic.apply(sign, left, right, &context)
    }
  }

  private mutating func select(
    _ node: NodeIndex, _ operand: NodeIndex, _ value: Value, _ field: String, _ isOptional: Bool
  ) -> Value {
    guard case .field(let slot) = checked.resolutions[node] else {
      let name = context.string(field)
      return isOptional
        ? Access.selectOptional(value, name, program.objectTypes, &context)
        : Access.select(value, name, program.objectTypes, &context)
    }
    if !isOptional, case .object = checked.types[operand] {
      guard value.tag == .object else {
        return value.isError ? value : Value(error: .noMatchingOverload)
      }
      return value.asFields[slot].given(at: node)
    }
    guard let object = unwrapped(value) else { return value }
    guard object.tag == .object else {
      return object.isError ? object : Value(error: .noMatchingOverload)
    }
    return Access.optional(field: object.asFields[slot], &context)
  }

  /// What an optional holds, or a value that is none; `nil` for an optional that holds nothing.
  private func unwrapped(_ value: Value) -> Value? {
    value.tag == .optional ? value.asOptional : value
  }

  private mutating func presence(_ node: NodeIndex, _ value: Value, _ field: String) -> Value {
    guard case .field(let slot) = checked.resolutions[node] else {
      return Access.has(value, context.string(field), program.objectTypes, &context)
    }
    guard let object = unwrapped(value) else { return Value(false) }
    guard object.tag == .object else {
      return object.isError ? object : Value(error: .noMatchingOverload)
    }
    let content = object.asFields[slot]
    switch content.tag {
    case .absent, .notApplicable: return Value(false)
    case .unknown: return Value(error: .unknownField)
    case .error: return content
    default: return Value(true)
    }
  }

  private mutating func call(_ node: NodeIndex, _ operands: [Value]) -> Value {
    if let error = operands.first(where: \.isError) { return error }
    if usesConstants, let number = program.patternNumbers[node], operands[0].tag == .string {
      return Value(program.patterns[number].matches(operands[0].asBytes.span, fuel: &context.fuel))
    }
    guard let implementation = checked.function(calledBy: node)?.function.implementation else {
      return Value(error: .undeclared)
    }
    let result = operands.withUnsafeBufferPointer { arguments in
      context.charge(forTextsIn: arguments)
      return implementation(arguments, &context)
    }
    return result.isMissing ? result.missingFieldError : result
  }

  private mutating func list(_ operands: [Value], _ optional: Set<Int>) -> Value {
    var values: [Value] = []
    for (index, operand) in operands.enumerated() {
      if operand.isError { return operand }
      guard optional.contains(index) else {
        values.append(operand)
        continue
      }
      guard operand.tag == .optional else { return Value(error: .noMatchingOverload) }
      if let inner = operand.asOptional { values.append(inner) }
    }
    return context.list(values)
  }

  private mutating func map(_ entries: [SyntaxNode.Entry], _ operands: [Value]) -> Value {
    var values: [Value] = []
    for (index, entry) in entries.enumerated() {
      let key = operands[index * 2]
      var value = operands[index * 2 + 1]
      if key.isError { return key }
      if value.isError { return value }
      guard [.bool, .int, .uint, .string].contains(key.tag) else {
        return Value(error: .invalidArgument)
      }
      if entry.isOptional {
        guard value.tag == .optional else { return Value(error: .noMatchingOverload) }
        guard let inner = value.asOptional else { continue }
        value = inner
      }
      for other in stride(from: 0, to: values.count, by: 2)
      where Equality.of(values[other], key, &context.fuel) == .yes {
        return Value(error: .duplicateKey)
      }
      values += [key, value]
    }
    let list = context.list(values)
    return Value(tag: .map, aux: list.aux / 2, bits: list.bits)
  }
}
