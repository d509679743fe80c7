extension CostEstimator {
  /// A macro over elements.
  mutating func comprehension(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension
  ) -> (cost: CostEstimate, shape: ValueShape) {
    let range = estimate(loop.range)
    let count = range.shape.size
    bindElements(node, loop, range.shape)
    let filter = loop.filter.map { estimate($0) }
    let body = estimate(loop.body)
    let turn =
      CostEstimate(1, 1) + (filter?.cost ?? .none)
      + (filter == nil ? body.cost : body.cost.optional)
    let isComplete = runsToTheEnd(loop, range.shape, filter?.shape, body.shape)
    let least = isComplete ? count.lower : min(count.lower, 1)
    var work = CostEstimate(least, count.upper) * turn
    switch loop.kind {
    case .map, .filter, .transformList: work = work + count
    case .transformMap: work = work + count + count
    case .transformMapEntry: work = work + .unbounded
    case .all, .exists, .existsOne: break
    }
    if range.shape.mayFail { work = work.optional }
    let mayFail = range.shape.mayFail || filter?.shape.mayFail ?? false || body.shape.mayFail
    return (range.cost + work, result(node, loop, range.shape, body.shape).failing(mayFail))
  }

  private mutating func bindElements(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: ValueShape
  ) {
    guard case .list = checked.types[loop.range] else {
      for position in loop.variables.indices { setLocal(node, position, .unknown) }
      return
    }
    let element = range.parts.first ?? .unknown
    if loop.variables.count == 2 { setLocal(node, 0, .scalar) }
    setLocal(node, loop.variables.count - 1, element)
  }

  /// Whether every element is certain to have its turn.
  private func runsToTheEnd(
    _ loop: SyntaxNode.Comprehension, _ range: ValueShape, _ filter: ValueShape?,
    _ body: ValueShape
  ) -> Bool {
    switch loop.kind {
    case .all: constants[loop.body]?.isTrue ?? false
    case .exists: constants[loop.body].map { $0.tag == .bool && !$0.isTrue } ?? false
    case .existsOne, .map, .filter, .transformList, .transformMap:
      !body.mayFail && (checked.types[loop.body] == .bool || !isTest(loop.kind))
        && (loop.filter.map { checked.types[$0] == .bool } ?? true)
        && !(filter?.mayFail ?? false) && !(range.parts.first?.mayFail ?? true)
    case .transformMapEntry: false
    }
  }

  /// Whether the body of a macro has to be a Boolean.
  private func isTest(_ kind: ComprehensionKind) -> Bool { kind == .existsOne || kind == .filter }

  private func result(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: ValueShape, _ body: ValueShape
  ) -> ValueShape {
    let size = loop.filter == nil ? range.size : range.size.optional
    return switch loop.kind {
    case .all, .exists, .existsOne: .scalar
    case .map, .transformList: ValueShape(size: size, parts: [body.failing(false)], mayFail: false)
    case .filter: ValueShape(size: range.size.optional, parts: range.parts, mayFail: false)
    case .transformMap, .transformMapEntry: .unknown
    }
  }
}
