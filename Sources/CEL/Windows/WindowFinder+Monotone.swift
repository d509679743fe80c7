internal import CivilTime

extension WindowFinder {
  /// A node whose operands are all needed.
  mutating func strict(_ node: NodeIndex) -> Span {
    if tendency(node) == .rising || tendency(node) == .falling, isSmooth(node) {
      return monotone(node) { walker, value in value }
    }
    if let month = monthSpan(node) { return month }
    let operands = walker.checked.strictOperands(node).map { span($0) }
    let value = walker.strict(node, operands.map(\.value))
    let own = hostSpan(node, operands.map(\.value), value)
    return operands.reduce(own) { $0.intersected($1, value: value) }
  }

  /// Whether a node that moves one way does so without gaps.
  ///
  /// The year of a day known only in part, or an age by one, is undecided again and again.
  private mutating func isSmooth(_ node: NodeIndex) -> Bool {
    guard tendency(node) != .constant else { return true }
    if case .named(let source) = walker.checked.resolutions[node] {
      return isSmooth(walker.checked.tree.sources[source].root)
    }
    let operands = walker.checked.strictOperands(node)
    if case .call(let name, _, _) = walker.checked.tree.nodes[node], name == "year" || name == "age"
    {
      for operand in operands {
        let value = walker.value(operand)
        if value.tag == .date, !value.isExactDate { return false }
      }
    }
    for operand in operands where !isSmooth(operand) { return false }
    return true
  }

  /// How long a function of the host that depends on the day stays as it is.
  private mutating func hostSpan(
    _ node: NodeIndex, _ operands: [Value], _ value: Value
  ) -> Span {
    let index: Int
    switch walker.checked.resolutions[node] {
    case .function(let found), .namespacedFunction(let found): index = found
    default: return always(value)
    }
    switch walker.checked.environment.functions[index].function.dependence {
    case .argumentsOnly: return always(value)
    case .today: return onlyToday(value, node)
    case .todayWithin(let range):
      if operands.contains(where: \.isError) { return always(value) }
      let days = operands.withUnsafeBufferPointer { range($0, &walker.context) }
      return Span(
        value: value, from: max(first, min(days.lowerBound.dayNumber, day)),
        until: min(last, max(days.upperBound.dayNumber, day)), fromCause: node, untilCause: node)
    }
  }

  /// The month of a day that moves one way: it changes where the end of the month does.
  private mutating func monthSpan(_ node: NodeIndex) -> Span? {
    guard case .call("month", let target?, _) = walker.checked.tree.nodes[node],
      case .function(let index) = walker.checked.resolutions[node],
      !walker.checked.environment.functions[index].isHost,
      tendency(target) == .rising || tendency(target) == .falling, isSmooth(target)
    else { return nil }
    let months = monotone(target) { walker, value in
      value.tag == .date ? Dates.mapped(value) { $0.endOfMonth } : value
    }
    return months.with(walker.value(node))
  }

  /// A node that moves one way, looked at through a function that does too.
  private mutating func monotone(
    _ node: NodeIndex, _ view: (inout Walker, Value) -> Value
  ) -> Span {
    let now = walker.value(node)
    let seen = view(&walker, now)
    return edges(node, now) { walker in
      let other = walker.value(node)
      return Self.isSame(view(&walker, other), seen)
    }
  }

  private static func isSame(_ left: Value, _ right: Value) -> Bool {
    left.tag == right.tag && left.aux == right.aux && (left.isError || left.bits == right.bits)
  }

  /// A comparison whose sides move apart or together with the days; `nil` if that is not known.
  mutating func comparison(
    _ node: NodeIndex, _ sign: BinaryOperator, _ left: NodeIndex, _ right: NodeIndex
  ) -> Span? {
    let drift = tendency(left).joined(tendency(right).reversed)
    guard drift == .rising || drift == .falling, isSmooth(left), isSmooth(right) else {
      return nil
    }
    let (a, b) = (walker.value(left), walker.value(right))
    let now = walker.strict(node, [a, b])
    if let span = against(today: left, right, a, b, now, sign, node) { return span }
    let isOrder = sign.isOrder
    let state = Self.state(a, b, now, isOrder)
    return edges(node, now) { walker in
      let (a, b) = (walker.value(left), walker.value(right))
      return Self.state(a, b, isOrder ? walker.strict(node, [a, b]) : now, isOrder) == state
    }
  }

  /// What stays the same until a comparison changes.
  ///
  /// For an order it is the result. Equality is true only in the middle of the way from less to
  /// greater, so there it is the order.
  private static func state(_ left: Value, _ right: Value, _ result: Value, _ isOrder: Bool)
    -> UInt32
  {
    if left.isError { return 1000 + left.aux }
    if right.isError { return 1000 + right.aux }
    if isOrder { return result.isError ? 100 + result.aux : result.isTrue ? 1 : 0 }
    return UInt32(Comparison.order(left, right).bits) + 10
  }

  /// A comparison of `today` itself with a day that stays: it can change at four days only.
  private func against(
    today left: NodeIndex, _ right: NodeIndex, _ a: Value, _ b: Value, _ now: Value,
    _ sign: BinaryOperator, _ node: NodeIndex
  ) -> Span? {
    let isLeft: Bool
    if case .today = walker.checked.resolutions[left], tendency(right) == .constant {
      isLeft = true
    } else if case .today = walker.checked.resolutions[right], tendency(left) == .constant {
      isLeft = false
    } else {
      return nil
    }
    let fixed = isLeft ? b : a
    guard fixed.tag == .date else { return nil }
    let (low, high) = (fixed.firstDay.dayNumber, fixed.lastDay.dayNumber)
    var result = always(now)
    func isSame(_ number: Int32) -> Bool {
      let other = CivilDate(dayNumber: number)
      let moved = Value(first: other, last: other)
      let order = isLeft ? Comparison.order(moved, fixed) : Comparison.order(fixed, moved)
      let decided = Comparison.decided(sign.orderBits, order, true)
      return decided.tag == now.tag && (now.isError || decided.bits == now.bits)
    }
    for number in [low, low &+ 1, high, high &+ 1].sorted() where number > day {
      if number <= last, !isSame(number) {
        result.until = number - 1
        result.untilCause = node
        break
      }
    }
    for number in [low, low &+ 1, high, high &+ 1].sorted().reversed() where number <= day {
      if number > first, !isSame(number - 1) {
        result.from = number
        result.fromCause = node
        break
      }
    }
    return result
  }

  /// The days around today on which something that changes once each way stays as it is.
  private mutating func edges(
    _ node: NodeIndex, _ value: Value, _ isSame: (inout Walker) -> Bool
  ) -> Span {
    var result = always(value)
    if let edge = edge(towards: last, isSame) {
      result.until = edge
      result.untilCause = node
    }
    if let edge = edge(towards: first, isSame) {
      result.from = edge
      result.fromCause = node
    }
    walker.move(to: CivilDate(dayNumber: day))
    return result
  }

  /// The last day towards another on which something stays; `nil` if it does all the way.
  private mutating func edge(
    towards limit: Int32, _ isSame: (inout Walker) -> Bool
  ) -> Int32? {
    guard limit != day else { return nil }
    walker.move(to: CivilDate(dayNumber: limit))
    if isSame(&walker) { return nil }
    var (same, other) = (day, limit)
    while abs(same - other) > 1 {
      let middle = same + (other - same) / 2
      walker.move(to: CivilDate(dayNumber: middle))
      if isSame(&walker) { same = middle } else { other = middle }
    }
    return same
  }
}
