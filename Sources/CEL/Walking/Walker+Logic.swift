extension Walker {
  mutating func logic<Observer: WalkObserver>(
    _ node: NodeIndex, _ terms: [NodeIndex], decider: Bool, _ observer: inout Observer
  ) -> Observer.Part {
    var decision = Decision(decider: decider)
    var parts: [Observer.Part] = []
    for term in terms {
      let part = walk(term, &observer)
      decision.take(observer.value(of: part).asTest(at: term))
      if Observer.seesEveryTerm {
        parts.append(part)
      } else if decision.isMade {
        break
      }
    }
    return observer.terms(node, parts, decision)
  }

  mutating func choice<Observer: WalkObserver>(
    _ node: NodeIndex, _ condition: NodeIndex, _ yes: NodeIndex, _ no: NodeIndex,
    _ observer: inout Observer
  ) -> Observer.Part {
    let part = walk(condition, &observer)
    let test = observer.value(of: part).asTest(at: condition)
    let first = test.isTrue || Observer.seesBothBranches ? walk(yes, &observer) : nil
    let second = test.isFalse || Observer.seesBothBranches ? walk(no, &observer) : nil
    let chosen = test.isError ? nil : test.isTrue ? first : second
    return observer.choice(
      node, part, yes: first, no: second, chosen.map { observer.value(of: $0) } ?? test)
  }

  mutating func optionalMap<Observer: WalkObserver>(
    _ node: NodeIndex, _ operand: NodeIndex, _ body: NodeIndex, _ isFlat: Bool,
    _ observer: inout Observer
  ) -> Observer.Part {
    let optional = walk(operand, &observer)
    let value = asOptional(observer.value(of: optional), node)
    guard !value.isError, let inner = value.asOptional else {
      return observer.optionalMap(node, optional, nil, value)
    }
    bind(node, 0, inner, optional, .content(of: operand), &observer)
    let part = walk(body, &observer)
    let result = observer.value(of: part)
    let mapped =
      result.isError
      ? result : isFlat ? asOptional(result, node) : context.optional(result)
    return observer.optionalMap(node, optional, part, mapped)
  }

  mutating func fallback<Observer: WalkObserver>(
    _ node: NodeIndex, _ parts: (optional: NodeIndex, other: NodeIndex, unwraps: Bool),
    _ observer: inout Observer
  ) -> Observer.Part {
    let optional = walk(parts.optional, &observer)
    let value = asOptional(observer.value(of: optional), node)
    if value.isError { return observer.fallback(node, optional, nil, value) }
    if let inner = value.asOptional {
      return observer.fallback(node, optional, nil, parts.unwraps ? inner : value)
    }
    let other = walk(parts.other, &observer)
    let result = observer.value(of: other)
    return observer.fallback(
      node, optional, other, parts.unwraps ? result : asOptional(result, node))
  }

  /// An optional or an error.
  private func asOptional(_ value: Value, _ node: NodeIndex) -> Value {
    value.tag == .optional || value.isError
      ? value : Value(error: .noMatchingOverload).placed(at: node)
  }
}
