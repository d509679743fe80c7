extension Interpreter {
  /// Runs a step that only leads on: to a value that is known, or to another step.
  @inline(always)
  mutating func lead(_ step: Instruction, at index: Int, _ next: inout Int) {
    let a = Int(step.a)
    switch step.operation {
    case .constant: registers[a] = constants[Int(step.immediate)]
    case .today: registers[a] = todayValue
    case .move: registers[a] = registers[Int(step.b)]
    case .jump: next = Int(step.immediate)
    case .andFirst: firstTerm(step, at: index, decider: 0, &next)
    case .orFirst: firstTerm(step, at: index, decider: 1, &next)
    case .andNext: nextTerm(step, at: index, decider: 0, &next)
    case .orNext: nextTerm(step, at: index, decider: 1, &next)
    case .branch: branch(step, at: index, &next)
    case .loopStart: loopStart(step, at: index, &next)
    case .filter: filter(step, at: index, &next)
    case .append: append(step, &next)
    default: preconditionFailure("a step that yields a value does not lead")
    }
  }

  // MARK: Terms

  /// The error that a value of a type that does not fit stands for, or is.
  @inline(__always)
  mutating func misfit(_ value: Value, at index: Int) -> Value {
    value.isError ? value : located(Value(error: .noMatchingOverload), at: index)
  }

  /// The first term, which is also where the result stands.
  @inline(__always)
  private mutating func firstTerm(
    _ step: Instruction, at index: Int, decider: UInt64, _ next: inout Int
  ) {
    let value = registers[Int(step.a)]
    if value.tag == .bool {
      if value.bits == decider { next = Int(step.immediate) }
    } else {
      registers[Int(step.a)] = misfit(value, at: index)
    }
  }

  /// A further term: it decides, or an error is kept, the first one.
  @inline(__always)
  private mutating func nextTerm(
    _ step: Instruction, at index: Int, decider: UInt64, _ next: inout Int
  ) {
    let value = registers[Int(step.b)]
    if value.tag == .bool {
      if value.bits == decider {
        registers[Int(step.a)] = value
        next = Int(step.immediate)
      }
    } else if registers[Int(step.a)].tag != .error {
      registers[Int(step.a)] = misfit(value, at: index)
    }
  }

  @inline(__always)
  private mutating func branch(_ step: Instruction, at index: Int, _ next: inout Int) {
    let value = registers[Int(step.a)]
    if value.tag == .bool {
      if value.bits == 0 { next = Int(step.immediate & 0xFFFF_FFFF) }
    } else {
      registers[Int(step.b)] = misfit(value, at: index)
      next = Int(step.immediate >> 32)
    }
  }

  @inline(__always)
  func not(_ step: Instruction) -> Value {
    var value = registers[Int(step.b)]
    guard value.tag == .bool else {
      return value.isError ? value : Value(error: .noMatchingOverload)
    }
    value.bits ^= 1
    return value
  }

  // MARK: Comparisons

  @inline(__always)
  func compareInts(_ step: Instruction, _ right: Value) -> Value {
    let left = registers[Int(step.b)]
    guard left.tag == .int, right.tag == .int else {
      return Comparison.generalRelation(step.flag, left, right)
    }
    return Value(step.flag & OrderMask.of(left.asInt, right.asInt).bits != 0)
  }

  /// Whether two texts are the same, which takes their length where that is the same.
  @inline(__always)
  private mutating func isSame(_ left: Value, _ right: Value) -> Bool {
    guard left.aux == right.aux else { return false }
    context.fuel &-= Int(left.aux >> 4)
    return left.hasSameBytes(as: right)
  }

  @inline(__always)
  mutating func equalsText(_ step: Instruction) -> Value {
    let left = registers[Int(step.b)]
    guard left.tag == .string else { return left.isError ? left : Value(step.flag != 0) }
    return Value(isSame(left, constants[Int(step.immediate)]) != (step.flag != 0))
  }

  /// Equality of values of one type that are equal where their bits are.
  @inline(__always)
  mutating func equalsBits(_ step: Instruction) -> Value {
    let left = registers[Int(step.b)]
    let right = constants[Int(step.immediate)]
    guard left.tag == right.tag else { return equality(left, right, step.flag != 0) }
    return Value((left.bits == right.bits) != (step.flag != 0))
  }

  @inline(__always)
  mutating func equals(_ step: Instruction) -> Value {
    equality(registers[Int(step.b)], registers[Int(step.c)], step.flag != 0)
  }

  @inline(never)
  private mutating func equality(_ left: Value, _ right: Value, _ isNegated: Bool) -> Value {
    if left.isError { return left }
    if right.isError { return right }
    let result = Equality.of(left, right, &context.fuel)
    return context.fuel < 0
      ? Value(error: .budgetExceeded) : result.value(isNegated: isNegated)
  }

  @inline(__always)
  mutating func isOneOfTexts(_ step: Instruction) -> Value {
    let left = registers[Int(step.b)]
    guard left.tag == .string else { return left.isError ? left : Value(false) }
    var index = Int(step.immediate)
    let end = index &+ Int(step.flag)
    while index < end {
      if isSame(left, constants[index]) { break }
      index &+= 1
    }
    return Value(index < end)
  }

  @inline(__always)
  mutating func compare(_ step: Instruction) -> Value {
    let (left, right) = (registers[Int(step.b)], registers[Int(step.c)])
    context.charge(forOrdering: left, right)
    return Comparison.relation(step.flag, left, right)
  }

  @inline(__always)
  mutating func contains(_ step: Instruction) -> Value {
    let left = registers[Int(step.b)]
    let right = registers[Int(step.c)]
    context.charge(Int(right.tag == .list || right.tag == .map ? right.aux : 0))
    return left.isError ? left : right.isError ? right : right.contains(left, &context.fuel)
  }

  @inline(__always)
  mutating func textTest(_ step: Instruction) -> Value {
    let text = registers[Int(step.b)]
    guard text.tag == .string else {
      return text.isError ? text : Value(error: .noMatchingOverload)
    }
    let other = constants[Int(step.immediate)]
    guard other.aux <= text.aux else { return Value(false) }
    if step.flag == 2 {
      context.fuel &-= Int(text.aux >> 4)
      return Value(text.asBytes.firstIndex(of: other.asBytes) != nil)
    }
    var part = text
    if step.flag == 1 { part.bits &+= UInt64(text.aux &- other.aux) }
    part.aux = other.aux
    return Value(isSame(part, other))
  }

  // MARK: Functions

  /// Calls a function.
  @inline(__always)
  mutating func call(_ step: Instruction) -> Value {
    let first = registers + Int(step.b)
    let count = Int(step.c)
    var index = 0
    while index < count {
      if first[index].tag == .error { return first[index] }
      index &+= 1
    }
    let arguments = UnsafeBufferPointer(start: UnsafePointer(first), count: count)
    context.charge(forTextsIn: arguments)
    let result = functions[Int(step.immediate)](arguments, &context)
    return context.fuel < 0 ? Value(error: .budgetExceeded) : result
  }
}
