extension Planner {
  mutating func emitLogic(_ node: NodeIndex, _ terms: [NodeIndex], isAnd: Bool, into result: Int) {
    emit(terms[0], into: result)
    var jumps = [step(isAnd ? .andFirst : .orFirst, terms[0], a: result)]
    for term in terms.dropFirst() {
      let mark = nextRegister
      let register = operand(term)
      jumps.append(step(isAnd ? .andNext : .orNext, term, a: result, b: register))
      nextRegister = mark
    }
    land(jumps)
  }

  mutating func emitConditional(
    _ node: NodeIndex, _ condition: NodeIndex, _ yes: NodeIndex, _ no: NodeIndex, into result: Int
  ) {
    let mark = nextRegister
    let test = operand(condition)
    let branch = step(.branch, condition, a: test, b: result)
    nextRegister = mark
    emit(yes, into: result)
    let jump = step(.jump, node)
    let otherwise = UInt64(code.count)
    emit(no, into: result)
    land([jump])
    code[branch].immediate = otherwise | UInt64(code.count) << 32
  }

  mutating func emitBinary(
    _ node: NodeIndex, _ sign: BinaryOperator, _ left: NodeIndex, _ right: NodeIndex,
    into result: Int
  ) {
    switch sign {
    case .equal, .notEqual: emitEquality(node, sign, left, right, into: result)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      emitOrder(node, sign, left, right, into: result)
    case .contained: emitContained(node, left, right, into: result)
    case .add, .subtract, .multiply, .divide, .modulo:
      let (b, c) = (operand(left), operand(right))
      let number = Interpreter.signs.firstIndex(of: sign) ?? 0
      step(.arithmetic, node, flag: UInt8(number), a: result, b: b, c: c)
    }
  }

  private mutating func emitOrder(
    _ node: NodeIndex, _ sign: BinaryOperator, _ left: NodeIndex, _ right: NodeIndex,
    into result: Int
  ) {
    let wanted = sign.orderBits
    if let value = constant(right), value.tag == .int {
      let b = operand(left)
      step(.compareIntWithConstant, node, flag: wanted, a: result, b: b, value.bits)
      return
    }
    let (b, c) = (operand(left), operand(right))
    let operation: Operation =
      switch (type(left), type(right)) {
      case (.int, .int): .compareInts
      case (.date, .date): .compareDates
      default: .compare
      }
    step(operation, node, flag: wanted, a: result, b: b, c: c)
  }

  private mutating func emitEquality(
    _ node: NodeIndex, _ sign: BinaryOperator, _ left: NodeIndex, _ right: NodeIndex,
    into result: Int
  ) {
    let flag: UInt8 = sign == .notEqual ? 1 : 0
    let constantSide = constant(right) != nil ? right : left
    let otherSide = constantSide == right ? left : right
    guard let value = constant(constantSide) else {
      let (b, c) = (operand(left), operand(right))
      if type(left) == .int, type(right) == .int {
        step(.compareInts, node, flag: sign.orderBits, a: result, b: b, c: c)
      } else {
        step(.equals, node, flag: flag, a: result, b: b, c: c)
      }
      return
    }
    switch value.tag {
    case .string:
      let b = operand(otherSide)
      step(.equalsText, node, flag: flag, a: result, b: b, addConstant(value))
    case .int, .bool, .uint, .duration, .period, .null:
      let b = operand(otherSide)
      step(.equalsBits, node, flag: flag, a: result, b: b, addConstant(value))
    default:
      let (b, c) = (operand(left), operand(right))
      step(.equals, node, flag: flag, a: result, b: b, c: c)
    }
  }

  private mutating func emitContained(
    _ node: NodeIndex, _ left: NodeIndex, _ right: NodeIndex, into result: Int
  ) {
    let b = operand(left)
    if let list = constant(right), list.tag == .list, list.aux <= 64,
      list.asList.allSatisfy({ $0.tag == .string })
    {
      let start = UInt64(constants.count)
      constants += Array(list.asList)
      step(.isOneOfTexts, node, flag: UInt8(list.aux), a: result, b: b, start)
      return
    }
    let c = operand(right)
    step(.contains, node, a: result, b: b, c: c)
  }

  mutating func emitOptionalMap(
    _ node: NodeIndex, _ value: NodeIndex, _ body: NodeIndex, _ isFlat: Bool, into result: Int
  ) {
    let variable = bindLocal(node, 0)
    let register = operand(value)
    let jump = step(.unwrapOptional, node, a: variable, b: register, c: result)
    emit(body, into: result)
    step(isFlat ? .requireOptional : .wrapOptional, node, a: result, b: result)
    land([jump])
  }
}
