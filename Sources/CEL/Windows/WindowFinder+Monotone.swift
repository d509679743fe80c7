internal import CivilTime

extension WindowFinder {
  /// A node that moves one way, or a comparison of such, whose operands are not looked at.
  mutating func knownWithoutOperands(_ node: NodeIndex, _ walker: inout Walker) -> DaySpan? {
    if case .binary(let sign, let left, let right) = walker.checked.tree.nodes[node],
      sign.isOrder || sign == .equal || sign == .notEqual,
      let span = comparison(node, sign, left, right, &walker)
    {
      return span
    }
    if tendency(node) == .rising || tendency(node) == .falling, isSmooth(node, &walker) {
      return monotone(node, &walker) { $0 }
    }
    return steppedSpan(node, &walker)
  }

  /// A node whose operands are all needed.
  mutating func strict(
    _ node: NodeIndex, _ operands: [DaySpan], _ walker: inout Walker
  ) -> DaySpan {
    let values = operands.map(\.value)
    let value = walker.strict(node, values)
    let own = hostSpan(node, values, value, &walker)
    return operands.reduce(own) { $0.intersected($1, value: value) }
  }

  /// Whether a node that moves one way does so without gaps.
  ///
  /// The year of a day known only in part, or an age by one, is undecided again and again.
  private func isSmooth(_ node: NodeIndex, _ walker: inout Walker) -> Bool {
    guard tendency(node) != .constant else { return true }
    if case .named(let source) = walker.checked.resolutions[node] {
      return isSmooth(walker.checked.tree.sources[source].root, &walker)
    }
    let operands = walker.checked.strictOperands(node)
    if case .followsInSteps = walker.checked.function(calledBy: node)?.meaning.course {
      for operand in operands {
        let value = walker.value(operand)
        if value.tag == .date, !value.isExactDate { return false }
      }
    }
    for operand in operands where !isSmooth(operand, &walker) { return false }
    return true
  }

  /// How long a function of the host that depends on the day stays as it is.
  private func hostSpan(
    _ node: NodeIndex, _ operands: [Value], _ value: Value, _ walker: inout Walker
  ) -> DaySpan {
    guard let function = walker.checked.function(calledBy: node)?.function else {
      return always(value)
    }
    switch function.dependence {
    case .argumentsOnly: return always(value)
    case .today: return onlyToday(value, node)
    case .todayWithin(let range):
      if operands.contains(where: \.isError) { return always(value) }
      let days = operands.withUnsafeBufferPointer { range($0, &walker.context) }
      return DaySpan(
        value: value, from: max(first, min(days.lowerBound.dayNumber, day)),
        until: min(last, max(days.upperBound.dayNumber, day)), fromCause: node, untilCause: node)
    }
  }

  /// A function that changes only where something does that moves one way with its argument, such
  /// as the month of a day with the end of the month.
  private func steppedSpan(_ node: NodeIndex, _ walker: inout Walker) -> DaySpan? {
    guard
      case .changesWith(let view) = walker.checked.function(calledBy: node)?.meaning.course,
      let argument = walker.checked.strictOperands(node).first,
      tendency(argument) == .rising || tendency(argument) == .falling, isSmooth(argument, &walker)
    else { return nil }
    let steps = monotone(argument, &walker) { $0.isError ? $0 : view($0) }
    return steps.with(walker.value(node))
  }

  /// A node that moves one way, looked at through a function that does too.
  private func monotone(
    _ node: NodeIndex, _ walker: inout Walker, _ view: (Value) -> Value
  ) -> DaySpan {
    let now = walker.value(node)
    let seen = view(now)
    return edges(node, now, &walker) { Self.isSame(view($0.value(node)), seen) }
  }

  private static func isSame(_ left: Value, _ right: Value) -> Bool {
    left.tag == right.tag && left.aux == right.aux && (left.isError || left.bits == right.bits)
  }

  /// A comparison whose sides move apart or together with the days; `nil` if that is not known.
  private func comparison(
    _ node: NodeIndex, _ sign: BinaryOperator, _ left: NodeIndex, _ right: NodeIndex,
    _ walker: inout Walker
  ) -> DaySpan? {
    let drift = tendency(left).joined(tendency(right).reversed)
    guard drift == .rising || drift == .falling, isSmooth(left, &walker),
      isSmooth(right, &walker)
    else {
      return nil
    }
    let (a, b) = (walker.value(left), walker.value(right))
    let now = walker.strict(node, [a, b])
    if let span = against(today: left, right, a, b, now, sign, node, walker.checked) {
      return span
    }
    let isOrder = sign.isOrder
    let state = Self.state(a, b, now, isOrder)
    return edges(node, now, &walker) { walker in
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
    _ sign: BinaryOperator, _ node: NodeIndex, _ checked: CheckedTree
  ) -> DaySpan? {
    let isLeft: Bool
    if case .today = checked.resolutions[left], tendency(right) == .constant {
      isLeft = true
    } else if case .today = checked.resolutions[right], tendency(left) == .constant {
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
  private func edges(
    _ node: NodeIndex, _ value: Value, _ walker: inout Walker, _ isSame: (inout Walker) -> Bool
  ) -> DaySpan {
    var result = always(value)
    if let edge = edge(towards: last, &walker, isSame) {
      result.until = edge
      result.untilCause = node
    }
    if let edge = edge(towards: first, &walker, isSame) {
      result.from = edge
      result.fromCause = node
    }
    walker.move(to: CivilDate(dayNumber: day))
    return result
  }

  /// The last day towards another on which something stays; `nil` if it does all the way.
  private func edge(
    towards limit: Int32, _ walker: inout Walker, _ isSame: (inout Walker) -> Bool
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
