internal import CivilTime

/// Watches a walk over an expression on a day, and finds the days on which nothing changes.
///
/// A comparison whose sides drift apart with the days changes at most twice, and where is found by
/// halving; whatever cannot be analysed holds for its day only, so that the next one is looked at.
struct WindowFinder {
  /// The day that is looked at, and the first and last that count.
  let day: Int32
  let first: Int32
  let last: Int32
  private let tendencies: [Tendency]
  private var localSpans: [DaySpan?]

  /// A walk over a program on a day, and what watches it.
  ///
  /// - Parameter context: What the walk may use; its day is the one that is looked at.
  static func span(
    _ program: Program, _ variables: UnsafePointer<Value>, _ context: CallContext,
    within days: ClosedRange<CivilDate>
  ) -> DaySpan {
    var walker = Walker(program, variables, context)
    var finder = WindowFinder(
      day: context.today.dayNumber, first: days.lowerBound.dayNumber,
      last: days.upperBound.dayNumber, tendencies: program.tendencies,
      localSpans: Array(repeating: nil, count: walker.locals.count))
    return walker.walk(program.checked.root, &finder)
  }

  func tendency(_ node: NodeIndex) -> Tendency { tendencies[node] }

  func always(_ value: Value) -> DaySpan { DaySpan(value: value, from: first, until: last) }

  func onlyToday(_ value: Value, _ node: NodeIndex) -> DaySpan {
    DaySpan(value: value, from: day, until: day, fromCause: node, untilCause: node)
  }
}

extension WindowFinder: WalkObserver {
  static let seesEveryTerm = true
  static let seesBothBranches = false

  func value(of part: DaySpan) -> Value { part.value }
  mutating func leaf(_ node: NodeIndex, _ value: Value) -> DaySpan { always(value) }

  mutating func known(_ node: NodeIndex, _ walker: inout Walker) -> DaySpan? {
    if tendency(node) == .constant { return always(walker.value(node)) }
    switch walker.checked.resolutions[node] {
    case .today: return onlyToday(walker.value(node), node)
    case .local(let number): return localSpans[number] ?? always(walker.value(node))
    case .named(let source): return walker.walk(walker.checked.tree.sources[source].root, &self)
    default: return nil
    }
  }

  mutating func bind(_ local: Int, _ value: Value, _ part: DaySpan, _ origin: LocalOrigin) {
    localSpans[local] = part.with(value)
  }

  /// Terms that are decided by any one of them: decided, the longest-lived decider counts;
  /// otherwise all of them have to stay as they are.
  mutating func terms(_ node: NodeIndex, _ terms: [DaySpan], _ decision: Decision) -> DaySpan {
    if decision.isMade {
      let deciders = terms.filter {
        $0.value.tag == .bool && $0.value.asBool == decision.decider
      }
      return deciders.dropFirst().reduce(deciders[0]) { $0.united($1) }
    }
    return terms.reduce(always(decision.value)) { $0.intersected($1, value: decision.value) }
  }

  mutating func choice(
    _ node: NodeIndex, _ condition: DaySpan, yes: DaySpan?, no: DaySpan?, _ value: Value
  ) -> DaySpan {
    guard let branch = yes ?? no else { return condition.with(value) }
    return condition.intersected(branch, value: value)
  }

  mutating func bound(_ node: NodeIndex, _ value: DaySpan, _ body: DaySpan) -> DaySpan { body }

  mutating func optionalMap(
    _ node: NodeIndex, _ optional: DaySpan, _ body: DaySpan?, _ value: Value
  ) -> DaySpan { both(optional, body, value) }

  mutating func fallback(
    _ node: NodeIndex, _ optional: DaySpan, _ other: DaySpan?, _ value: Value
  ) -> DaySpan { both(optional, other, value) }

  private func both(_ first: DaySpan, _ second: DaySpan?, _ value: Value) -> DaySpan {
    second.map { first.intersected($0, value: value) } ?? first.with(value)
  }

  mutating func rangeless(_ node: NodeIndex, _ range: DaySpan, _ error: Value) -> DaySpan {
    range.with(error)
  }

  mutating func quantified(
    _ node: NodeIndex, _ range: DaySpan, _ elements: [DaySpan], _ decision: Decision
  ) -> DaySpan {
    range.intersected(terms(node, elements, decision), value: decision.value)
  }

  mutating func collected(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: DaySpan, _ elements: [DaySpan],
    _ value: Value
  ) -> DaySpan {
    elements.reduce(range.with(value)) { $0.intersected($1, value: value) }
  }
}

extension DaySpan {
  /// The same days with another value.
  func with(_ value: Value) -> DaySpan {
    var result = self
    result.value = value
    return result
  }
}
