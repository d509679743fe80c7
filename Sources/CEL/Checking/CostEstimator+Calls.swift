extension CostEstimator {
  mutating func binary(
    _ node: NodeIndex, _ sign: BinaryOperator, _ left: NodeIndex, _ right: NodeIndex
  ) -> (cost: CostEstimate, shape: ValueShape) {
    let (first, second) = (estimate(left), estimate(right))
    let cost = first.cost + second.cost
    let isFailing = first.shape.mayFail || second.shape.mayFail
    switch sign {
    case .contained:
      // A list of texts that is written out is compared at no cost, but only a short one.
      let isFree = constants[right].map { $0.tag == .list && $0.aux <= 64 } ?? false
      let size = second.shape.size
      let elements = contained(checked.types[right], first.shape, second.shape)
      return (
        cost + (isFree || second.shape.mayFail ? size.optional : size) + elements, ValueShape(.bool)
      )
    case .add:
      switch (checked.types[left], checked.types[right]) {
      case (.string, .string), (.bytes, .bytes):
        let size = first.shape.size + second.shape.size
        let own = size.units(plus: 1)
        return (cost + (isFailing ? own.optional : own), ValueShape(size: size, mayFail: isFailing))
      case (.list, .list):
        let size = first.shape.size + second.shape.size
        var shape = ValueShape(size: size, mayFail: isFailing)
        if let a = first.shape.parts.first, let b = second.shape.parts.first {
          shape.parts = [a.joined(b)]
        }
        return (cost + (isFailing ? size.optional : size), shape)
      case (.dyn, _), (_, .dyn), (.error, _), (_, .error): return (cost + .unbounded, .unknown)
      default: return (cost, ValueShape(checked.types[node]))
      }
    case .subtract, .multiply, .divide, .modulo: return (cost, ValueShape(checked.types[node]))
    default:
      let isTotal = isTotal(left) && isTotal(right)
      let own = compared(left, right, first.shape, second.shape)
      return (cost + own, ValueShape.scalar.failing(isFailing || !isTotal))
    }
  }

  /// What comparing two values takes: for texts the length of one of them, at most.
  private func compared(
    _ left: NodeIndex, _ right: NodeIndex, _ first: ValueShape, _ second: ValueShape
  ) -> CostEstimate {
    switch (checked.types[left], checked.types[right]) {
    case (.string, .string), (.bytes, .bytes):
      return first.size.joined(second.size).units(plus: 0).optional
    case (.list(let element), .list):
      return equality(first.joined(second), .list(element)).optional
    case (.map, _), (_, .map), (.dyn, _), (_, .dyn), (.optional, _), (.error, _), (_, .error):
      return .unbounded
    default: return .none
    }
  }

  /// What looking for a value in a list or a map takes for comparing it with what is in there.
  private func contained(
    _ type: CELType, _ value: ValueShape, _ range: ValueShape
  ) -> CostEstimate {
    switch type {
    case .list(let element), .map(let element, _):
      let part = range.parts.first ?? .unknown
      return (range.size * equality(value.joined(part), element)).optional
    default: return .unbounded
    }
  }

  /// What it takes to see whether two values of a type are equal, at most.
  private func equality(_ shape: ValueShape, _ type: CELType) -> CostEstimate {
    switch type {
    case .bool, .int, .uint, .double, .null, .timestamp, .duration, .date, .period, .object: .none
    case .string, .bytes: shape.size.units(plus: 0)
    case .list(let element):
      shape.size * (CostEstimate(1, 1) + equality(shape.parts.first ?? .unknown, element))
    default: .unbounded
    }
  }

  /// Whether values of the type of a node can always be compared.
  private func isTotal(_ node: NodeIndex) -> Bool {
    switch checked.types[node] {
    case .bool, .int, .uint, .string, .bytes, .timestamp, .duration: true
    default: false
    }
  }

  mutating func call(
    _ node: NodeIndex, _ target: NodeIndex?, _ arguments: [NodeIndex]
  ) -> (cost: CostEstimate, shape: ValueShape) {
    let index: Int
    var operands = arguments
    switch checked.resolutions[node] {
    case .function(let found):
      index = found
      if let target { operands.insert(target, at: 0) }
    case .namespacedFunction(let found): index = found
    default: return (.unbounded, .unknown)
    }
    let entry = checked.environment.functions[index]
    let meaning = entry.meaning
    let parts = operands.map { estimate($0) }
    let isLazy = if case .fallback = meaning.lowering { true } else { false }
    var cost = CostEstimate.none
    for (position, part) in parts.enumerated() {
      cost = cost + (isLazy && position > 0 ? part.cost.optional : part.cost)
    }
    let known = FunctionCost.Arguments(
      shapes: parts.map(\.shape), types: operands.map { checked.types[$0] },
      pattern: patternNumbers[node].map { patterns[$0] })
    let isFailing = known.shapes.contains { $0.mayFail }
    cost = cost + reading(known, meaning.cost.reading, isFailing) + meaning.cost.work(known)
    if meaning.cost.isTotal, !isFailing, known.types.first.map({ $0 != .dyn }) ?? false {
      return (cost, .scalar)
    }
    var shape = ValueShape(checked.types[node])
    if let size = meaning.cost.size(known) { shape.size = size }
    return (cost, shape)
  }

  /// What a function takes for reading its texts.
  private func reading(
    _ arguments: FunctionCost.Arguments, _ reading: FunctionCost.Reading, _ isFailing: Bool
  ) -> CostEstimate {
    guard arguments.pattern == nil, reading != .none else { return .none }
    var cost = CostEstimate.none
    for (type, shape) in zip(arguments.types, arguments.shapes) {
      switch type {
      case .string, .bytes: cost = cost + shape.size.units(plus: 0)
      case .bool, .int, .uint, .double, .null, .timestamp, .duration, .date, .period, .object,
        .list, .map, .optional:
        break
      default: cost = cost + .unbounded
      }
    }
    return isFailing || reading == .some ? cost.optional : cost
  }

  // MARK: Maps

  /// A map that is written out: room for its entries, and each key beside those before it.
  mutating func map(
    _ entries: [SyntaxNode.Entry]
  ) -> (cost: CostEstimate, shape: ValueShape) {
    var cost = CostEstimate.none
    var keys: [ValueShape] = []
    var values: [ValueShape] = []
    for entry in entries {
      let (key, value) = (estimate(entry.key), estimate(entry.value))
      cost = cost + key.cost + value.cost
      keys.append(key.shape)
      values.append(value.shape)
    }
    let room = max(entries.count * 2, 1)
    let pairs = entries.count * (entries.count - 1) / 2
    let key = ValueShape.joined(keys)
    let own =
      CostEstimate(room, room)
      + CostEstimate(0, pairs) * (CostEstimate(0, 1) + (key?.size ?? .none).units(plus: 0))
    let parts = [key, ValueShape.joined(values)].compactMap { $0?.failing(false) }
    return (
      cost + own,
      ValueShape(
        size: CostEstimate(0, entries.count),
        parts: entries.contains(where: \.isOptional) ? [] : parts,
        mayFail: true)
    )
  }

  /// A value of a map, by a name or a key.
  mutating func entry(
    _ node: NodeIndex, of map: NodeIndex, _ key: NodeIndex?
  ) -> (cost: CostEstimate, shape: ValueShape) {
    let (range, keyPart) = (estimate(map), key.map { estimate($0) })
    let turn = CostEstimate(1, 1) + (keyPart?.shape.size ?? .none).units(plus: 0)
    var cost = range.cost + (range.shape.size * turn).optional
    if let keyPart { cost = cost + keyPart.cost.optional }
    var shape = ValueShape(checked.types[node])
    if range.shape.parts.count == 2 { shape = range.shape.parts[1].failing(true) }
    return (cost, shape)
  }
}

extension Pattern {
  /// What matching a text of a number of bytes takes.
  func cost(_ bytes: CostEstimate) -> CostEstimate {
    hasTable
      ? bytes.units(plus: 1)
      : (bytes.optional * CostEstimate(0, stepCount)).units(plus: 1).optional
  }
}
