internal import CivilTime

/// Evaluates an expression on a day together with the days on which nothing changes.
///
/// A comparison whose sides drift apart with the days changes at most twice, and where is found by
/// halving; whatever cannot be analysed holds for its day only, so that the next one is looked at.
struct WindowFinder {
  var walker: Walker
  /// The day that is looked at, and the first and last that count.
  let day: Int32
  let first: Int32
  let last: Int32
  private var localSpans: [Span?]
  private let tendencies: [Tendency]

  init(
    _ program: Program, _ variables: UnsafePointer<Value>, _ context: CallContext,
    within days: ClosedRange<CivilDate>
  ) {
    walker = Walker(program, variables, context)
    day = context.today.dayNumber
    first = days.lowerBound.dayNumber
    last = days.upperBound.dayNumber
    localSpans = Array(repeating: nil, count: walker.locals.count)
    tendencies = program.tendencies
  }

  private var checked: CheckedTree { walker.checked }
  func tendency(_ node: NodeIndex) -> Tendency { tendencies[node] }

  func always(_ value: Value) -> Span { Span(value: value, from: first, until: last) }

  func onlyToday(_ value: Value, _ node: NodeIndex) -> Span {
    Span(value: value, from: day, until: day, fromCause: node, untilCause: node)
  }

  /// The value of a node, and how long it stays.
  mutating func span(_ node: NodeIndex) -> Span {
    if tendency(node) == .constant { return always(walker.value(node)) }
    if let name = nameSpan(node) { return name }
    switch checked.tree.nodes[node] {
    case .and(let terms): return logic(terms.map { testSpan($0) }, decider: false)
    case .or(let terms): return logic(terms.map { testSpan($0) }, decider: true)
    case .conditional(let condition, let yes, let no):
      let test = testSpan(condition)
      if test.value.isError { return test }
      let branch = span(test.value.isTrue ? yes : no)
      return test.intersected(branch, value: branch.value)
    case .comprehension(let loop): return comprehension(node, loop)
    case .bind(_, let bound, let body):
      setLocal(node, 0, span(bound))
      return span(body)
    case .optionalMap(let operand, _, let body, _): return optionalMap(node, operand, body)
    case .call(let name, let target?, let arguments)
    where walker.checked.isOptionalOr(node, name, arguments):
      let parts = [span(target), span(arguments[0])]
      return parts[0].intersected(parts[1], value: walker.value(node))
    case .binary(let sign, let left, let right)
    where sign.isOrder || sign == .equal || sign == .notEqual:
      if let span = comparison(node, sign, left, right) { return span }
      return strict(node)
    default: return strict(node)
    }
  }

  private mutating func testSpan(_ node: NodeIndex) -> Span {
    var result = span(node)
    result.value = walker.asTest(result.value, node)
    return result
  }

  mutating func setLocal(_ node: NodeIndex, _ position: Int, _ span: Span) {
    walker.setLocal(node, position, span.value)
    if let numbers = checked.locals[node], position < numbers.count {
      localSpans[numbers[position]] = span
    }
  }

  private mutating func nameSpan(_ node: NodeIndex) -> Span? {
    switch checked.resolutions[node] {
    case .today: return onlyToday(walker.value(node), node)
    case .local(let number): return localSpans[number] ?? always(walker.value(node))
    case .named(let source): return span(checked.tree.sources[source].root)
    default: return nil
    }
  }

  /// Terms that are decided by any one of them: decided, the longest-lived decider counts;
  /// otherwise all of them have to stay as they are.
  func logic(_ terms: [Span], decider: Bool) -> Span {
    let deciders = terms.filter { $0.value.tag == .bool && $0.value.asBool == decider }
    if let first = deciders.first { return deciders.dropFirst().reduce(first) { $0.united($1) } }
    let error = terms.first { $0.value.isError }?.value
    let value = error ?? Value(!decider)
    return terms.reduce(always(value)) { $0.intersected($1, value: value) }
  }

  private mutating func optionalMap(
    _ node: NodeIndex, _ operand: NodeIndex, _ body: NodeIndex
  ) -> Span {
    let optional = span(operand)
    guard optional.value.tag == .optional, let inner = optional.value.asOptional else {
      var result = optional
      result.value = walker.value(node)
      return result
    }
    var content = optional
    content.value = inner
    setLocal(node, 0, content)
    let result = span(body)
    return optional.intersected(result, value: walker.value(node))
  }

  // MARK: Macros

  private mutating func comprehension(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension
  ) -> Span {
    let range = span(loop.range)
    let elements = walker.asRange(range.value, loop.range)
    guard !elements.isError else { return always(elements).intersected(range, value: elements) }
    var parts: [Span] = []
    for index in 0..<walker.elementCount(elements) {
      bindElement(node, loop, range, index)
      if let filter = loop.filter { parts.append(span(filter)) }
      let isTest = loop.kind == .all || loop.kind == .exists
      parts.append(isTest ? testSpan(loop.body) : span(loop.body))
    }
    switch loop.kind {
    case .all, .exists:
      let result = logic(parts, decider: loop.kind == .exists)
      return range.intersected(result, value: result.value)
    case .existsOne, .map, .filter, .transformList, .transformMap, .transformMapEntry:
      let value = walker.value(node)
      return parts.reduce(range) { $0.intersected($1, value: value) }.with(value)
    }
  }

  private mutating func bindElement(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: Span, _ index: Int
  ) {
    walker.bindElement(node, loop, range.value, index)
    for number in checked.locals[node] ?? [] {
      localSpans[number] = range.with(walker.locals[number])
    }
  }
}

extension Span {
  /// The same days with another value.
  func with(_ value: Value) -> Span {
    var result = self
    result.value = value
    return result
  }
}
