internal import CivilTime

/// The arithmetic operators.
enum Arithmetic {
  static func apply(
    _ sign: BinaryOperator, _ left: Value, _ right: Value, _ context: inout CallContext
  ) -> Value {
    if left.isError { return left }
    if right.isError { return right }
    switch (left.tag, right.tag) {
    case (.int, .int): return ints(sign, left.asInt, right.asInt)
    case (.uint, .uint): return uints(sign, left.bits, right.bits)
    case (.double, .double): return doubles(sign, left.asDouble, right.asDouble)
    default: break
    }
    switch sign {
    case .add: return sum(left, right, &context)
    case .subtract: return difference(left, right)
    default: return Value(error: .noMatchingOverload)
    }
  }

  static func ints(_ sign: BinaryOperator, _ left: Int64, _ right: Int64) -> Value {
    let result: (partialValue: Int64, overflow: Bool)
    switch sign {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide, .modulo:
      if right == 0 { return Value(error: .divideByZero) }
      result =
        sign == .divide
        ? left.dividedReportingOverflow(by: right)
        : left.remainderReportingOverflow(dividingBy: right)
    default: return Value(error: .noMatchingOverload)
    }
    return result.overflow ? Value(error: .overflow) : Value(result.partialValue)
  }

  private static func uints(_ sign: BinaryOperator, _ left: UInt64, _ right: UInt64) -> Value {
    let result: (partialValue: UInt64, overflow: Bool)
    switch sign {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide, .modulo:
      if right == 0 { return Value(error: .divideByZero) }
      result = (sign == .divide ? left / right : left % right, false)
    default: return Value(error: .noMatchingOverload)
    }
    return result.overflow ? Value(error: .overflow) : Value(result.partialValue)
  }

  private static func doubles(_ sign: BinaryOperator, _ left: Double, _ right: Double) -> Value {
    switch sign {
    case .add: Value(left + right)
    case .subtract: Value(left - right)
    case .multiply: Value(left * right)
    case .divide: Value(left / right)
    default: Value(error: .noMatchingOverload)
    }
  }

  private static func sum(
    _ left: Value, _ right: Value, _ context: inout CallContext
  ) -> Value {
    switch (left.tag, right.tag) {
    case (.string, .string), (.bytes, .bytes): return joined(left, right, &context)
    case (.list, .list): return joinedLists(left, right, &context)
    case (.date, .period): return Dates.adding(left, right.asPeriod)
    case (.period, .date): return Dates.adding(right, left.asPeriod)
    case (.duration, .duration):
      let (sum, overflow) = left.asNanoseconds.addingReportingOverflow(right.asNanoseconds)
      return overflow ? Value(error: .overflow) : Value(nanoseconds: sum)
    case (.timestamp, .duration): return Times.adding(left, right.asNanoseconds)
    case (.duration, .timestamp): return Times.adding(right, left.asNanoseconds)
    default: return Value(error: .noMatchingOverload)
    }
  }

  private static func difference(_ left: Value, _ right: Value) -> Value {
    switch (left.tag, right.tag) {
    case (.date, .period): return Dates.subtracting(left, right.asPeriod)
    case (.date, .date):
      guard left.isExactDate, right.isExactDate else { return Value(error: .partialDate) }
      return Value(Int64(left.firstDay.days(since: right.firstDay)))
    case (.duration, .duration):
      let (rest, overflow) = left.asNanoseconds.subtractingReportingOverflow(right.asNanoseconds)
      return overflow ? Value(error: .overflow) : Value(nanoseconds: rest)
    case (.timestamp, .duration):
      let (negated, overflow) = Int64(0).subtractingReportingOverflow(right.asNanoseconds)
      return overflow ? Value(error: .overflow) : Times.adding(left, negated)
    case (.timestamp, .timestamp): return Times.between(left, right)
    default: return Value(error: .noMatchingOverload)
    }
  }

  private static func joined(
    _ left: Value, _ right: Value, _ context: inout CallContext
  ) -> Value {
    let (a, b) = (left.asBytes, right.asBytes)
    let count = a.count + b.count
    context.charge(count / 16 + 1)
    if context.fuel < 0 || count > Int(UInt32.max) { return Value(error: .budgetExceeded) }
    let memory = context.scratch.pointee.allocate(bytes: count)
    if let start = a.baseAddress { memory.copyMemory(from: start, byteCount: a.count) }
    if let start = b.baseAddress { (memory + a.count).copyMemory(from: start, byteCount: b.count) }
    return Value(
      tag: left.tag, aux: UInt32(count), bits: UInt64(UInt(bitPattern: memory)))
  }

  private static func joinedLists(
    _ left: Value, _ right: Value, _ context: inout CallContext
  ) -> Value {
    let (left, right) = (left.asList, right.asList)
    let count = left.count + right.count
    context.charge(count)
    if context.fuel < 0 { return Value(error: .budgetExceeded) }
    let memory = context.scratch.pointee.allocate(values: count)
    for index in left.indices { memory[index] = left[index] }
    for index in right.indices { memory[left.count + index] = right[index] }
    return Value(list: UnsafeBufferPointer(start: memory, count: count))
  }

  static func negated(_ value: Value) -> Value {
    switch value.tag {
    case .int: value.asInt == .min ? Value(error: .overflow) : Value(0 &- value.asInt)
    case .double: Value(-value.asDouble)
    case .duration:
      value.asInt == .min ? Value(error: .overflow) : Value(nanoseconds: 0 &- value.asInt)
    case .error: value
    default: Value(error: .noMatchingOverload)
    }
  }
}
