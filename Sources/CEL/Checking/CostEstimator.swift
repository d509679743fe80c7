/// Estimates what a plan costs, from the sizes of what is written in it.
///
/// It must never claim more than it knows: the lower bound counts only what is certain to run, the
/// upper one is missing as soon as a size comes from data.
struct CostEstimator {
  let checked: CheckedTree
  let constants: [NodeIndex: Value]
  let patterns: [Pattern]
  let patternNumbers: [NodeIndex: Int]
  var locals: [ValueShape]
  /// Nodes whose lower bound passes the limit, for saying where.
  private(set) var excess: [NodeIndex] = []
  private let limit: Int
  private var named: [(cost: CostEstimate, shape: ValueShape)] = []

  init(_ plan: borrowing Planner, limit: Int) {
    checked = plan.checked
    constants = plan.constantNodes
    patterns = plan.patterns
    patternNumbers = plan.patternNumbers
    locals = Array(repeating: .unknown, count: plan.checked.localNames.count)
    self.limit = limit
  }

  /// The cost of the whole; named expressions may be evaluated, each once at most.
  mutating func total() -> CostEstimate {
    var total = CostEstimate.none
    for source in checked.tree.sources.dropLast() {
      let (cost, shape) = estimate(source.root)
      named.append((cost, shape))
      total = total + cost.optional
    }
    return total + estimate(checked.root).cost
  }

  /// The least part that alone passes the limit.
  var culprit: NodeIndex {
    excess.min { checked.tree.ranges[$0].count < checked.tree.ranges[$1].count } ?? checked.root
  }

  /// What a node costs and how large its value is.
  mutating func estimate(_ node: NodeIndex) -> (cost: CostEstimate, shape: ValueShape) {
    if let constant = constants[node] { return (.none, ValueShape(constant)) }
    let result = nameEstimate(node) ?? nodeEstimate(node)
    if result.cost.lower > limit { excess.append(node) }
    return result
  }

  private func nameEstimate(_ node: NodeIndex) -> (cost: CostEstimate, shape: ValueShape)? {
    switch checked.resolutions[node] {
    case .variable, .undeclared: (.none, ValueShape(checked.types[node]))
    case .today: (.none, .scalar)
    case .local(let number): (.none, locals[number])
    case .named(let source): (.none, named[source].shape)
    default: nil
    }
  }

  private mutating func nodeEstimate(
    _ node: NodeIndex
  ) -> (cost: CostEstimate, shape: ValueShape) {
    switch checked.tree.nodes[node] {
    case .list(let elements, let optional): return list(elements, optional)
    case .map(let entries): return map(entries)
    case .select(let operand, _, false) where checked.types[operand].isMap:
      return entry(node, of: operand, nil)
    case .index(let operand, let key, false) where checked.types[operand].isMap:
      return entry(node, of: operand, key)
    case .and(let terms), .or(let terms): return logic(terms)
    case .conditional(let condition, let yes, let no):
      let (cost, test) = estimate(condition)
      let (first, second) = (estimate(yes), estimate(no))
      let branch = first.cost.joined(second.cost)
      let shape = first.shape.joined(second.shape)
      return (
        cost + (test.mayFail || checked.types[condition] != .bool ? branch.optional : branch),
        shape.failing(shape.mayFail || test.mayFail)
      )
    case .binary(let sign, let left, let right): return binary(node, sign, left, right)
    case .comprehension(let loop): return comprehension(node, loop)
    case .bind(_, let value, let body):
      let (cost, shape) = estimate(value)
      setLocal(node, 0, shape)
      let inner = estimate(body)
      return (cost + inner.cost, inner.shape)
    case .not(let inner):
      let (cost, shape) = estimate(inner)
      return (cost, ValueShape.scalar.failing(shape.mayFail || checked.types[inner] != .bool))
    case .call(_, let target, let arguments): return call(node, target, arguments)
    default: return other(node)
    }
  }

  mutating func setLocal(_ node: NodeIndex, _ position: Int, _ shape: ValueShape) {
    if let numbers = checked.locals[node], position < numbers.count {
      locals[numbers[position]] = shape
    }
  }

  /// What is estimated from its parts alone: the most that is known is what they cost at least.
  private mutating func other(_ node: NodeIndex) -> (cost: CostEstimate, shape: ValueShape) {
    var cost = CostEstimate.none
    var isFree = true
    switch checked.tree.nodes[node] {
    case .select(let operand, _, false), .presence(let operand, _):
      if case .object = checked.types[operand] { break }
      isFree = false
    case .negate: break
    case .index(let operand, _, false):
      if case .list = checked.types[operand] { break }
      isFree = false
    default: isFree = false
    }
    for (position, child) in checked.tree.nodes[node].children.enumerated() {
      let isSure = position == 0
      let part = estimate(child).cost
      cost = cost + (isSure ? part : part.optional)
    }
    return (isFree ? cost : cost + .unbounded, ValueShape(checked.types[node]))
  }

  private mutating func list(
    _ elements: [NodeIndex], _ optional: Set<Int>
  ) -> (cost: CostEstimate, shape: ValueShape) {
    let parts = elements.map { estimate($0) }
    let units = max(elements.count, 1)
    let cost = parts.reduce(CostEstimate(units, units)) { $0 + $1.cost }
    let part = ValueShape.joined(parts.map(\.shape))
    let count = CostEstimate(elements.count - optional.count, elements.count)
    return (
      cost,
      ValueShape(
        size: count,
        parts: optional.isEmpty ? part.map { [$0.failing(false)] } ?? [] : [],
        mayFail: part?.mayFail ?? false || !optional.isEmpty)
    )
  }

  private mutating func logic(_ terms: [NodeIndex]) -> (cost: CostEstimate, shape: ValueShape) {
    var cost = CostEstimate.none
    var mayFail = false
    for (position, term) in terms.enumerated() {
      let part = estimate(term)
      cost = cost + (position == 0 ? part.cost : part.cost.optional)
      mayFail = mayFail || part.shape.mayFail || checked.types[term] != .bool
    }
    return (cost, ValueShape.scalar.failing(mayFail))
  }
}

extension CELType {
  fileprivate var isMap: Bool {
    if case .map = self { true } else { false }
  }
}
