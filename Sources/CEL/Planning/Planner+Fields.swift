extension Planner {
  /// Whether a node selects a slot of an object whose shape is declared.
  private func declaredSlot(_ node: NodeIndex, _ operand: NodeIndex) -> Int? {
    guard case .field(let slot) = checked.resolutions[node], case .object = type(operand) else {
      return nil
    }
    return slot
  }

  mutating func emitSelect(
    _ node: NodeIndex, _ operand: NodeIndex, _ field: String, _ isOptional: Bool, into result: Int
  ) {
    if !isOptional, declaredSlot(node, operand) != nil {
      emitPath(node, into: result, operations: (.path, .pathFrom))
      return
    }
    let register = self.operand(operand)
    if case .field(let slot) = checked.resolutions[node] {
      step(.optionalField, node, a: result, b: register, UInt64(slot))
    } else {
      let name = addConstant(text(field))
      step(isOptional ? .optionalSelect : .selectDynamic, node, a: result, b: register, name)
    }
  }

  mutating func emitHas(
    _ node: NodeIndex, _ operand: NodeIndex, _ field: String, into result: Int
  ) {
    if declaredSlot(node, operand) != nil {
      emitPath(node, into: result, operations: (.has, .hasFrom))
      return
    }
    let register = self.operand(operand)
    if case .field(let slot) = checked.resolutions[node] {
      step(.optionalField, node, flag: 1, a: result, b: register, UInt64(slot))
    } else {
      step(.hasDynamic, node, a: result, b: register, addConstant(text(field)))
    }
  }

  /// A chain of field slots as few steps: up to four slots each.
  private mutating func emitPath(
    _ node: NodeIndex, into result: Int, operations: (Operation, Operation)
  ) {
    var slots: [Int] = []
    var base = node
    while slots.count < 4, let (operand, slot) = link(base, isTop: base == node) {
      slots.insert(slot, at: 0)
      base = operand
    }
    var packed: UInt64 = 0
    for (position, slot) in slots.enumerated() { packed |= UInt64(slot) << UInt64(position * 16) }
    let count = UInt8(slots.count)
    if case .variable(let slot) = checked.resolutions[base], slot <= Int(UInt16.max) {
      step(operations.0, node, flag: count, a: result, b: slot, packed)
    } else {
      let register = operand(base)
      step(operations.1, node, flag: count, a: result, b: register, packed)
    }
  }

  private func link(_ node: NodeIndex, isTop: Bool) -> (operand: NodeIndex, slot: Int)? {
    let operand: NodeIndex
    switch checked.tree.nodes[node] {
    case .select(let inner, _, isOptional: false): operand = inner
    case .presence(let inner, _) where isTop: operand = inner
    default: return nil
    }
    guard let slot = declaredSlot(node, operand), slot <= 0xFFFF else { return nil }
    return (operand, slot)
  }

  /// A text in the memory of the program.
  mutating func text(_ string: String) -> Value {
    arena.pointee.string(copying: string)
  }

  // MARK: Calls

  mutating func emitCall(
    _ node: NodeIndex, _ target: NodeIndex?, _ arguments: [NodeIndex], into result: Int
  ) {
    if let (optional, other, unwraps) = checked.fallback(node) {
      emit(optional, into: result)
      let jump = step(.optionalOr, node, flag: unwraps ? 1 : 0, a: result)
      emit(other, into: result)
      if !unwraps { step(.requireOptional, node, a: result, b: result) }
      land([jump])
      return
    }
    switch checked.resolutions[node] {
    case .namespacedFunction(let index): emitCall(node, index, arguments, into: result)
    case .function(let index):
      emitCall(node, index, (target.map { [$0] } ?? []) + arguments, into: result)
    default:
      step(.fail, node, flag: UInt8(EvaluationError.Kind.undeclared.rawValue), a: result)
    }
  }

  private mutating func emitCall(
    _ node: NodeIndex, _ index: Int, _ arguments: [NodeIndex], into result: Int
  ) {
    switch checked.environment.functions[index].meaning.lowering {
    case .pattern:
      if arguments.count == 2, emitMatches(node, arguments[0], arguments[1], into: result) {
        return
      }
    case .textTest(let test):
      if arguments.count == 2, let text = constant(arguments[1]), text.tag == .string {
        let register = operand(arguments[0])
        step(.textTest, node, flag: test.rawValue, a: result, b: register, addConstant(text))
        return
      }
    case .call, .fallback: break
    }
    let first = nextRegister
    for argument in arguments {
      let register = temporary()
      emit(argument, into: register)
    }
    step(.call, node, a: result, b: first, c: arguments.count, functionNumber(index))
  }

  /// A match with a pattern that is known now; `false` if it is not.
  private mutating func emitMatches(
    _ node: NodeIndex, _ text: NodeIndex, _ pattern: NodeIndex, into result: Int
  ) -> Bool {
    guard let value = constant(pattern), value.tag == .string else { return false }
    do throws(PatternFailure) {
      patterns.append(try Pattern(value.asString, tableWork: &tableWork))
    } catch {
      report(.warning, "cel.pattern", error.message, pattern)
      return false
    }
    patternNumbers[node] = patterns.count - 1
    let register = operand(text)
    step(.matches, node, a: result, b: register, UInt64(patterns.count - 1))
    return true
  }

  // MARK: Literals

  mutating func emitList(
    _ node: NodeIndex, _ elements: [NodeIndex], _ optional: Set<Int>, into result: Int
  ) {
    let first = nextRegister
    for element in elements {
      let register = temporary()
      emit(element, into: register)
    }
    let flags = elements.indices.map { optional.contains($0) }
    step(.list, node, a: result, b: first, c: elements.count, flagsNumber(flags))
  }

  mutating func emitMap(_ node: NodeIndex, _ entries: [SyntaxNode.Entry], into result: Int) {
    let first = nextRegister
    for entry in entries {
      let key = temporary()
      emit(entry.key, into: key)
      let value = temporary()
      emit(entry.value, into: value)
    }
    step(
      .map, node, a: result, b: first, c: entries.count, flagsNumber(entries.map(\.isOptional)))
  }

  private mutating func flagsNumber(_ flags: [Bool]) -> UInt64 {
    guard flags.contains(true) else { return 0 }
    optionalFlags.append(flags)
    return UInt64(optionalFlags.count - 1)
  }
}
