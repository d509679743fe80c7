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
      return (cost + (isFree || second.shape.mayFail ? size.optional : size), ValueShape(.bool))
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
      return (cost, ValueShape.scalar.failing(isFailing || !isTotal))
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
    let name = entry.function.name
    let parts = operands.map { estimate($0) }
    // `or` and `orValue` leave out their argument where they can.
    let isLazy = name == "or" || name == "orValue"
    var cost = CostEstimate.none
    for (position, part) in parts.enumerated() {
      cost = cost + (isLazy && position > 0 ? part.cost.optional : part.cost)
    }
    if name == "size", !entry.isHost, let only = parts.first, only.shape.mayFail == false,
      checked.types[operands[0]] != .dyn
    {
      return (cost, .scalar)
    }
    let own = entry.isHost ? .unbounded : ownCost(node, name, parts.map(\.shape))
    return (cost + own, ValueShape(checked.types[node]))
  }

  /// What a function of the library takes besides its arguments.
  ///
  /// The least is only claimed where nothing can fail before.
  private func ownCost(
    _ node: NodeIndex, _ name: String, _ shapes: [ValueShape]
  ) -> CostEstimate {
    let size = shapes.first?.size ?? .none
    switch name {
    case "contains", "lastIndexOf": return size.units(plus: 0).optional
    case "matches":
      guard let number = patternNumbers[node] else { return .unbounded }
      return patterns[number].cost(size).optional
    case "lowerAscii", "upperAscii": return size.units(plus: 1).optional
    case "reverse": return (size + CostEstimate(0, 1)).optional
    case "string": return CostEstimate(0, 4)
    case "replace", "split", "join", "format", "strings.quote", "optional.unwrap", "unwrapOpt",
      "base64.encode", "base64.decode":
      return .unbounded
    default: return .none
    }
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
