/// Looks for what is allowed and hardly meant.
struct Linter {
  let checked: CheckedTree
  let constants: [NodeIndex: Value]
  let tendencies: [Tendency]
  private(set) var issues: [Issue] = []

  /// What is odd about a checked tree, in the order of its nodes.
  static func issues(
    _ checked: CheckedTree, _ constants: [NodeIndex: Value], _ tendencies: [Tendency]
  ) -> [Issue] {
    var linter = Linter(checked: checked, constants: constants, tendencies: tendencies)
    for node in checked.tree.nodes.indices { linter.look(node) }
    return linter.issues
  }

  private mutating func look(_ node: NodeIndex) {
    switch checked.tree.nodes[node] {
    case .binary(let sign, let left, let right):
      if sign.isOrder {
        lookForBackward(left)
        lookForBackward(right)
        lookForDaily(node, left, right)
      }
      if sign == .add || sign == .subtract { lookForDuration(node, left, right) }
    case .comprehension(let loop):
      if loop.kind == .all { lookForEmpty(node, loop) }
      if loopDepth(node) == 3 {
        report(
          .notice, "cel.nested-loops", "three nested loops are slow for long lists", node,
          hint: "narrow the lists first, or name a part of it")
      }
    case .presence(let operand, let field): lookForUnguarded(node, operand, field)
    case .select(let operand, let field, isOptional: true):
      lookForUnguarded(node, operand, field)
    case .call(let name, .some, _): lookForCountingFromZero(node, name)
    default: break
    }
  }

  private mutating func report(
    _ severity: Issue.Severity, _ code: String, _ message: String, _ node: NodeIndex, hint: String
  ) {
    let tree = checked.tree
    issues.append(
      Issue(
        severity, code, message, hint: hint, range: tree.ranges[node],
        letName: tree.sources[tree.sourceOf[node]].name))
  }

  /// `today - period > day`: it differs from the forward form at the ends of months.
  private mutating func lookForBackward(_ side: NodeIndex) {
    guard case .binary(.subtract, let date, let period) = checked.tree.nodes[side],
      checked.types[date] == .date, checked.types[period] == .period,
      tendencies[date] != .constant
    else { return }
    report(
      .warning, "cel.backward-date",
      "counting back from a day misses the ends of months", side,
      hint: "count forward: lastDay(start, \(checked.tree.text(period))) < today")
  }

  /// Both sides move with the days, so that nothing is known about when the comparison changes.
  private mutating func lookForDaily(_ node: NodeIndex, _ left: NodeIndex, _ right: NodeIndex) {
    guard tendencies[left].joined(tendencies[right].reversed) == .unknown,
      isDaily(left) || isDaily(right)
    else { return }
    report(
      .notice, "cel.daily", "when this changes is found by looking at every day", node,
      hint: "write today on one side only")
  }

  /// Whether a value may be another one every day: what a choice takes changes only where its
  /// condition does.
  private func isDaily(_ node: NodeIndex) -> Bool {
    guard tendencies[node] != .constant else { return false }
    if case .named(let source) = checked.resolutions[node] {
      return isDaily(checked.tree.sources[source].root)
    }
    switch checked.tree.nodes[node] {
    case .conditional(_, let yes, let no): return isDaily(yes) || isDaily(no)
    case .and, .or, .not: return false
    case .binary(let sign, _, _): return !sign.isRelation
    default: return true
    }
  }

  /// A fixed number of hours is no calendar period.
  private mutating func lookForDuration(_ node: NodeIndex, _ left: NodeIndex, _ right: NodeIndex) {
    guard checked.environment.libraries.contains(.retention) else { return }
    for side in [left, right] {
      guard let value = constants[side], value.tag == .duration,
        value.asNanoseconds.magnitude >= 86_400_000_000_000
      else { continue }
      report(
        .notice, "cel.long-duration",
        "a duration counts hours and misses changes of the clock and leap days", side,
        hint: "use a date and a calendar period such as period('P1Y')")
    }
  }

  /// `all` over a list that may be empty is true, which is rarely meant.
  private mutating func lookForEmpty(_ node: NodeIndex, _ loop: SyntaxNode.Comprehension) {
    guard constants[loop.range] == nil else { return }
    if case .list(let elements, _) = checked.tree.nodes[loop.range], !elements.isEmpty { return }
    let range = checked.tree.text(loop.range)
    let isGuarded = checked.tree.nodes.indices.contains { other in
      switch checked.tree.nodes[other] {
      case .call:
        checked.function(calledBy: other)?.meaning.traits.contains(.testsEmptiness) == true
          && checked.strictOperands(other).contains { checked.tree.text($0) == range }
      case .binary(.notEqual, let left, _): checked.tree.text(left) == range
      case .comprehension(let loop) where loop.kind == .exists:
        checked.tree.text(loop.range) == range
      default: false
      }
    }
    if isGuarded { return }
    report(
      .notice, "cel.empty-all", "true also if \(range) is empty", node,
      hint: "add size(\(range)) > 0 if an empty list must not pass")
  }

  /// `has(a.b.c)` tests the last step only: without `a.b` it is an error.
  private mutating func lookForUnguarded(
    _ node: NodeIndex, _ operand: NodeIndex, _ field: String
  ) {
    guard case .select(_, let inner, isOptional: false) = checked.tree.nodes[operand],
      case .field = checked.resolutions[operand], case .object = checked.types[operand]
    else { return }
    let path = checked.tree.text(operand)
    let isGuarded = checked.tree.nodes.indices.contains { other in
      if case .presence(_, inner) = checked.tree.nodes[other] {
        checked.tree.text(other) == "has(\(path))"
      } else {
        false
      }
    }
    if isGuarded { return }
    let parent = path.dropLast(inner.utf8.count + 1)
    report(
      .notice, "cel.unguarded-path", "fails if \(path) is not given", node,
      hint: "write \(parent).?\(inner).?\(field), or test has(\(path)) first")
  }

  /// How many macros over elements that are not constant stand in each other, this one outermost.
  private func loopDepth(_ node: NodeIndex) -> Int {
    let inner = checked.tree.nodes[node].children.map { loopDepth($0) }.max() ?? 0
    guard case .comprehension(let loop) = checked.tree.nodes[node], constants[loop.range] == nil
    else { return inner }
    return inner + 1
  }

  private mutating func lookForCountingFromZero(_ node: NodeIndex, _ name: String) {
    guard checked.function(calledBy: node)?.meaning.traits.contains(.countsFromZero) == true
    else { return }
    let hasDates = checked.environment.libraries.contains(.retention)
    report(
      .notice, "cel.zero-based", "\(name)() counts from 0", node,
      hint: hasDates ? "date(…).month() and .day() count from 1" : "add 1")
  }
}
