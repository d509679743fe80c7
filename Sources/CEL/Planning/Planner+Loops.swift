extension Planner {
  /// A macro over elements.
  mutating func emitLoop(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, into result: Int
  ) {
    let range = temporary()
    _ = temporary()
    let first = bindLocal(node, 0)
    let second = loop.variables.count == 2 ? bindLocal(node, 1) : first
    emit(loop.range, into: range)
    var exits = [step(.loopStart, loop.range, a: range, b: result)]
    startResult(node, loop.kind, range, into: result)
    let top = UInt64(code.count)
    exits.append(
      step(
        .loopNext, node, flag: UInt8(loop.variables.count), a: range, b: first, c: second))
    var filters: [Int] = []
    if let filter = loop.filter {
      let register = operand(filter)
      filters.append(step(.filter, filter, a: result, b: register, top))
    }
    emitBody(loop, first, result, top, &exits, &filters)
    step(.jump, node, top)
    land(exits)
    for filter in filters { code[filter].immediate |= UInt64(code.count) << 32 }
    if loop.kind == .existsOne { step(.isOne, node, a: result, b: result) }
  }

  private mutating func startResult(
    _ node: NodeIndex, _ kind: ComprehensionKind, _ range: Int, into result: Int
  ) {
    switch kind {
    case .all: step(.constant, node, a: result, addConstant(Value(true)))
    case .exists: step(.constant, node, a: result, addConstant(Value(false)))
    case .existsOne: step(.constant, node, a: result, addConstant(Value(Int64(0))))
    case .map, .filter, .transformList: step(.listStart, node, a: result, b: range)
    case .transformMap: step(.mapStart, node, a: result, b: range)
    case .transformMapEntry:
      let empty = Value(map: UnsafeBufferPointer(start: nil, count: 0))
      step(.constant, node, a: result, addConstant(empty))
    }
  }

  private mutating func emitBody(
    _ loop: SyntaxNode.Comprehension, _ first: Int, _ result: Int, _ top: UInt64,
    _ exits: inout [Int], _ filters: inout [Int]
  ) {
    let body = operand(loop.body)
    switch loop.kind {
    case .all: exits.append(step(.andNext, loop.body, a: result, b: body))
    case .exists: exits.append(step(.orNext, loop.body, a: result, b: body))
    case .existsOne: exits.append(step(.count, loop.body, a: result, b: body))
    case .filter:
      filters.append(step(.filter, loop.body, a: result, b: body, top))
      exits.append(step(.append, loop.body, a: result, b: first))
    case .map, .transformList: exits.append(step(.append, loop.body, a: result, b: body))
    case .transformMap: exits.append(step(.put, loop.body, a: result, b: first, c: body))
    case .transformMapEntry: exits.append(step(.putAll, loop.body, a: result, b: body))
    }
  }
}
