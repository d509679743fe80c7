extension Interpreter {
  /// What a step yields that is too rare for the main loop.
  @inline(never)
  mutating func rareValue(_ step: Instruction) -> Value {
    let b = registers[Int(step.b)]
    let value: Value =
      switch step.operation {
      case .arithmetic:
        Arithmetic.apply(Self.signs[Int(step.flag)], b, registers[Int(step.c)], &context)
      case .negate: Arithmetic.negated(b)
      case .list: list(step)
      case .map: map(step)
      case .isOne: b.tag == .int ? Value(b.asInt == 1) : b
      case .index: Access.index(b, registers[Int(step.c)], &context)
      case .optionalIndex: Access.optionalIndex(b, registers[Int(step.c)], &context)
      case .selectDynamic, .optionalSelect, .hasDynamic: dynamic(step, b)
      case .optionalField: optionalField(step, b)
      case .wrapOptional: b.isError ? b : context.optional(b)
      case .requireOptional:
        b.tag == .optional || b.isError ? b : Value(error: .noMatchingOverload)
      case .fail: Value(error: EvaluationError.Kind(rawValue: UInt32(step.flag)) ?? .undeclared)
      case .matches: matches(step, b)
      default: preconditionFailure("a step of the main loop came to the rare ones")
      }
    return context.fuel < 0 ? Value(error: .budgetExceeded) : value
  }

  /// The operators of ``Operation/arithmetic``, by the number in its flag.
  static let signs: [BinaryOperator] = [.add, .subtract, .multiply, .divide, .modulo]

  /// Runs a rare step that only leads on, and gives the number of the next one.
  @inline(never)
  mutating func leadRarely(_ step: Instruction, at index: Int) -> Int {
    position = index &+ 1
    switch step.operation {
    case .listStart: startCollection(step, .list)
    case .mapStart: startCollection(step, .map)
    case .put: put(step)
    case .putAll: putAll(step)
    case .count: count(step)
    case .unwrapOptional: unwrap(step)
    case .optionalOr: optionalOr(step)
    case .callNamed: callNamed(step)
    case .returnNamed: position = Int(registers[Int(step.a) + 1].bits)
    default: preconditionFailure("a step of the main loop came to the rare ones")
    }
    return position
  }

  private mutating func dynamic(_ step: Instruction, _ value: Value) -> Value {
    let name = constants[Int(step.immediate)]
    let types = ofProgram { $0.objectTypes }
    return switch step.operation {
    case .selectDynamic: Access.select(value, name, types, &context)
    case .optionalSelect: Access.selectOptional(value, name, types, &context)
    default: Access.has(value, name, types, &context)
    }
  }

  private mutating func optionalField(_ step: Instruction, _ operand: Value) -> Value {
    var value = operand
    if value.tag == .optional {
      guard let inner = value.asOptional else { return step.flag == 1 ? Value(false) : value }
      value = inner
    }
    guard value.tag == .object else {
      return value.isError ? value : Value(error: .noMatchingOverload)
    }
    let field = value.asFields[Int(step.immediate)]
    return step.flag == 1 ? presence(field) : Access.optional(field: field, &context)
  }

  private mutating func matches(_ step: Instruction, _ text: Value) -> Value {
    if text.isError { return text }
    guard text.tag == .string else { return Value(error: .noMatchingOverload) }
    let pattern = ofProgram { $0.patterns[Int(step.immediate)] }
    return Value(pattern.matches(text.asBytes.span, fuel: &context.fuel))
  }

  // MARK: Literals

  private mutating func list(_ step: Instruction) -> Value {
    let first = registers + Int(step.b)
    let memory = context.allocate(values: max(Int(step.c), 1))
    let optional = ofProgram { $0.optionalFlags[Int(step.immediate)] }
    var count = 0
    for index in 0..<Int(step.c) {
      var value = first[index]
      if value.isError { return value }
      if !optional.isEmpty, optional[index] {
        guard value.tag == .optional else { return Value(error: .noMatchingOverload) }
        guard let inner = value.asOptional else { continue }
        value = inner
      }
      memory[count] = value
      count += 1
    }
    return Value(list: UnsafeBufferPointer(start: memory, count: count))
  }

  private mutating func map(_ step: Instruction) -> Value {
    let first = registers + Int(step.b)
    let memory = context.allocate(values: max(Int(step.c) * 2, 1))
    let optional = ofProgram { $0.optionalFlags[Int(step.immediate)] }
    var map = Value(tag: .map, bits: UInt64(UInt(bitPattern: memory)))
    for index in 0..<Int(step.c) {
      let key = first[index * 2]
      var value = first[index * 2 + 1]
      if key.isError { return key }
      if value.isError { return value }
      switch key.tag {
      case .bool, .int, .uint, .string: break
      default: return Value(error: .invalidArgument)
      }
      if !optional.isEmpty, optional[index] {
        guard value.tag == .optional else { return Value(error: .noMatchingOverload) }
        guard let inner = value.asOptional else { continue }
        value = inner
      }
      if map.entry(key, &context.fuel) != nil { return Value(error: .duplicateKey) }
      context.charge(Int(map.aux))
      memory[Int(map.aux) * 2] = key
      memory[Int(map.aux) * 2 + 1] = value
      map.aux += 1
    }
    return map
  }

  // MARK: Macros

  private mutating func count(_ step: Instruction) {
    let value = registers[Int(step.b)]
    if value.isTrue {
      registers[Int(step.a)].bits &+= 1
    } else if value.tag != .bool {
      registers[Int(step.a)] = misfit(value, at: position &- 1)
      position = Int(step.immediate)
    }
  }

  private mutating func unwrap(_ step: Instruction) {
    let value = registers[Int(step.b)]
    if value.tag == .optional, let inner = value.asOptional {
      registers[Int(step.a)] = inner
      return
    }
    registers[Int(step.c)] = value.tag == .optional ? value : misfit(value, at: position &- 1)
    position = Int(step.immediate)
  }

  /// `or` and, if the flag is 1, `orValue`: on if the optional holds nothing.
  private mutating func optionalOr(_ step: Instruction) {
    let value = registers[Int(step.a)]
    if value.tag == .optional {
      guard let inner = value.asOptional else { return }
      if step.flag == 1 { registers[Int(step.a)] = inner }
    } else {
      registers[Int(step.a)] = misfit(value, at: position &- 1)
    }
    position = Int(step.immediate)
  }

  /// Evaluates a named expression unless that has been done.
  private mutating func callNamed(_ step: Instruction) {
    let register = Int(step.a)
    guard registers[register].tag == .absent else { return }
    registers[register + 1] = Value(tag: .int, bits: UInt64(position))
    position = Int(step.immediate)
  }
}
