extension Interpreter {
  /// What a term of a logic operator is: false, true, or an error.
  @inline(__always)
  private func term(_ value: Value) -> Value {
    if value.tag == .bool || value.tag == .error { return value }
    return fail(.noMatchingOverload)
  }

  /// The first term, which is also where the result stands.
  @inline(__always)
  mutating func first(_ step: Instruction, decider: UInt64) {
    let value = registers[Int(step.a)]
    if value.tag == .bool {
      if value.bits == decider { position = Int(step.immediate) }
    } else {
      registers[Int(step.a)] = term(value)
    }
  }

  /// A further term: it decides, or an error is kept, the first one.
  @inline(__always)
  mutating func next(_ step: Instruction, decider: UInt64) {
    let value = registers[Int(step.b)]
    if value.tag == .bool {
      if value.bits == decider {
        registers[Int(step.a)] = value
        position = Int(step.immediate)
      }
    } else if registers[Int(step.a)].tag != .error {
      registers[Int(step.a)] = term(value)
    }
  }

  @inline(__always)
  mutating func not(_ step: Instruction) {
    var value = registers[Int(step.b)]
    if value.tag == .bool { value.bits ^= 1 } else { value = term(value) }
    registers[Int(step.a)] = value
  }

  @inline(__always)
  mutating func branch(_ step: Instruction) {
    let value = registers[Int(step.a)]
    if value.tag == .bool {
      if value.bits == 0 { position = Int(step.immediate & 0xFFFF_FFFF) }
    } else {
      registers[Int(step.b)] = term(value)
      position = Int(step.immediate >> 32)
    }
  }

  // MARK: Comparisons

  @inline(__always)
  mutating func compareInts(_ step: Instruction, _ right: Value) {
    let left = registers[Int(step.b)]
    if left.tag == .int, right.tag == .int {
      let isTrue = step.flag & OrderMask.of(left.asInt, right.asInt).bits != 0
      registers[Int(step.a)] = Value(isTrue)
    } else {
      registers[Int(step.a)] = located(Comparison.generalRelation(step.flag, left, right))
    }
  }

  @inline(__always)
  mutating func equalsText(_ step: Instruction) {
    let left = registers[Int(step.b)]
    if left.tag == .string {
      let isEqual = left.hasSameBytes(as: constants[Int(step.immediate)])
      registers[Int(step.a)] = Value(isEqual != (step.flag != 0))
    } else {
      registers[Int(step.a)] = left.isError ? left : Value(step.flag != 0)
    }
  }

  /// Equality of values of one type that are equal where their bits are.
  @inline(__always)
  mutating func equalsBits(_ step: Instruction) {
    let left = registers[Int(step.b)]
    let right = constants[Int(step.immediate)]
    if left.tag == right.tag {
      registers[Int(step.a)] = Value((left.bits == right.bits) != (step.flag != 0))
    } else {
      registers[Int(step.a)] = equality(left, right, isNegated: step.flag != 0)
    }
  }

  @inline(__always)
  mutating func equals(_ step: Instruction) {
    registers[Int(step.a)] = equality(
      registers[Int(step.b)], registers[Int(step.c)], isNegated: step.flag != 0)
  }

  @inline(never)
  private func equality(_ left: Value, _ right: Value, isNegated: Bool) -> Value {
    if left.isError { return left }
    if right.isError { return right }
    return located(Equality.of(left, right).value(isNegated: isNegated))
  }

  @inline(__always)
  mutating func isOneOfTexts(_ step: Instruction) {
    let left = registers[Int(step.b)]
    guard left.tag == .string else {
      registers[Int(step.a)] = left.isError ? left : Value(false)
      return
    }
    var index = Int(step.immediate)
    let end = index &+ Int(step.flag)
    while index < end {
      if left.hasSameBytes(as: constants[index]) { break }
      index &+= 1
    }
    registers[Int(step.a)] = Value(index < end)
  }

  @inline(__always)
  mutating func contains(_ step: Instruction) {
    let left = registers[Int(step.b)]
    let right = registers[Int(step.c)]
    context.charge(Int(right.tag == .list || right.tag == .map ? right.aux : 0))
    registers[Int(step.a)] =
      left.isError ? left : right.isError ? right : located(right.contains(left))
  }

  @inline(__always)
  mutating func textTest(_ step: Instruction) {
    let text = registers[Int(step.b)]
    guard text.tag == .string else {
      registers[Int(step.a)] = text.isError ? text : fail(.noMatchingOverload)
      return
    }
    let other = constants[Int(step.immediate)]
    guard other.aux <= text.aux else {
      registers[Int(step.a)] = Value(false)
      return
    }
    if step.flag == 2 {
      context.fuel &-= Int(text.aux) / 16
      registers[Int(step.a)] = Value(text.asBytes.firstIndex(of: other.asBytes) != nil)
      return
    }
    var part = text
    if step.flag == 1 { part.bits &+= UInt64(text.aux &- other.aux) }
    part.aux = other.aux
    registers[Int(step.a)] = Value(part.hasSameBytes(as: other))
  }

  // MARK: Functions

  /// Calls a function; `false` if the budget is spent.
  @inline(__always)
  mutating func call(_ step: Instruction) -> Bool {
    let first = registers + Int(step.b)
    let count = Int(step.c)
    var index = 0
    while index < count {
      if first[index].tag == .error {
        registers[Int(step.a)] = first[index]
        return true
      }
      index &+= 1
    }
    let arguments = UnsafeBufferPointer(start: UnsafePointer(first), count: count)
    let result = functions[Int(step.immediate)](arguments, &context)
    registers[Int(step.a)] = result.isMissing ? checked(result) : located(result)
    return context.fuel >= 0
  }
}
