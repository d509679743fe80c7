extension Interpreter {
  /// The steps that are too rare for the main loop; `false` if the budget is spent.
  @inline(never)
  mutating func runRare(_ step: Instruction) -> Bool {
    let a = Int(step.a)
    let b = registers[Int(step.b)]
    switch step.operation {
    case .arithmetic: registers[a] = arithmetic(step)
    case .negate: registers[a] = located(Arithmetic.negated(b))
    case .list: registers[a] = list(step)
    case .map: registers[a] = map(step)
    case .listStart: return startCollection(step, .list)
    case .mapStart: return startCollection(step, .map)
    case .put: put(step)
    case .putAll: return putAll(step)
    case .count: count(step)
    case .isOne: if registers[a].tag == .int { registers[a] = Value(registers[a].asInt == 1) }
    case .index: registers[a] = located(Access.index(b, registers[Int(step.c)], &context))
    case .optionalIndex:
      registers[a] = located(Access.optionalIndex(b, registers[Int(step.c)], &context))
    case .selectDynamic, .optionalSelect, .hasDynamic: registers[a] = dynamic(step, b)
    case .unwrapOptional: unwrap(step)
    case .optionalField: registers[a] = optionalField(step, b)
    case .wrapOptional: if !b.isError { registers[a] = context.optional(b) }
    case .requireOptional:
      if b.tag != .optional, !b.isError { registers[a] = fail(.noMatchingOverload) }
    case .optionalOr: optionalOr(step)
    case .callNamed: callNamed(step)
    case .returnNamed: position = Int(registers[a + 1].bits)
    case .fail:
      registers[a] = fail(EvaluationError.Kind(rawValue: UInt32(step.flag)) ?? .undeclared)
    case .matches: registers[a] = matches(step, b)
    default: preconditionFailure("a step of the main loop came to the rare ones")
    }
    return context.fuel >= 0
  }

  private mutating func arithmetic(_ step: Instruction) -> Value {
    let (left, right) = (registers[Int(step.b)], registers[Int(step.c)])
    let sign = Self.signs[Int(step.flag)]
    return located(Arithmetic.apply(sign, left, right, &context))
  }

  /// The operators of ``Operation/arithmetic``, by the number in its flag.
  static let signs: [BinaryOperator] = [.add, .subtract, .multiply, .divide, .modulo]

  private mutating func dynamic(_ step: Instruction, _ value: Value) -> Value {
    let name = constants[Int(step.immediate)]
    let types = program._withUnsafeGuaranteedRef { $0.objectTypes }
    let result =
      switch step.operation {
      case .selectDynamic: Access.select(value, name, types, &context)
      case .optionalSelect: Access.selectOptional(value, name, types, &context)
      default: Access.has(value, name, types, &context)
      }
    return located(result)
  }

  private mutating func optionalField(_ step: Instruction, _ operand: Value) -> Value {
    var value = operand
    if value.tag == .optional {
      guard let inner = value.asOptional else { return step.flag == 1 ? Value(false) : value }
      value = inner
    }
    guard value.tag == .object else { return value.isError ? value : fail(.noMatchingOverload) }
    let field = value.asFields[Int(step.immediate)]
    return step.flag == 1 ? presence(field) : located(Access.optional(field: field, &context))
  }

  private mutating func matches(_ step: Instruction, _ text: Value) -> Value {
    if text.isError { return text }
    guard text.tag == .string else { return fail(.noMatchingOverload) }
    return program._withUnsafeGuaranteedRef {
      Value($0.patterns[Int(step.immediate)].matches(text.asBytes, fuel: &context.fuel))
    }
  }

  // MARK: Literals

  private mutating func list(_ step: Instruction) -> Value {
    let first = registers + Int(step.b)
    let memory = context.allocate(values: max(Int(step.c), 1))
    let optional = program._withUnsafeGuaranteedRef { $0.optionalFlags[Int(step.immediate)] }
    var count = 0
    for index in 0..<Int(step.c) {
      var value = first[index]
      if value.isError { return value }
      if !optional.isEmpty, optional[index] {
        guard value.tag == .optional else { return fail(.noMatchingOverload) }
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
    let optional = program._withUnsafeGuaranteedRef { $0.optionalFlags[Int(step.immediate)] }
    var map = Value(tag: .map, bits: UInt64(UInt(bitPattern: memory)))
    for index in 0..<Int(step.c) {
      let key = first[index * 2]
      var value = first[index * 2 + 1]
      if key.isError { return key }
      if value.isError { return value }
      switch key.tag {
      case .bool, .int, .uint, .string: break
      default: return fail(.invalidArgument)
      }
      if !optional.isEmpty, optional[index] {
        guard value.tag == .optional else { return fail(.noMatchingOverload) }
        guard let inner = value.asOptional else { continue }
        value = inner
      }
      if map.entry(key) != nil { return fail(.duplicateKey) }
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
      registers[Int(step.a)] = value.isError ? value : fail(.noMatchingOverload)
      position = Int(step.immediate)
    }
  }

  private mutating func unwrap(_ step: Instruction) {
    let value = registers[Int(step.b)]
    if value.tag == .optional, let inner = value.asOptional {
      registers[Int(step.a)] = inner
      return
    }
    registers[Int(step.c)] =
      value.tag == .optional || value.isError ? value : fail(.noMatchingOverload)
    position = Int(step.immediate)
  }

  /// `or` and, if the flag is 1, `orValue`: on if the optional holds nothing.
  private mutating func optionalOr(_ step: Instruction) {
    let value = registers[Int(step.a)]
    if value.tag == .optional {
      guard let inner = value.asOptional else { return }
      if step.flag == 1 { registers[Int(step.a)] = inner }
    } else if !value.isError {
      registers[Int(step.a)] = fail(.noMatchingOverload)
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
