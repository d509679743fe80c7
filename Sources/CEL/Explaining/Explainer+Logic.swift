extension Explainer {
  /// Terms of `&&` or `||`, or the elements of `all` or `exists`.
  mutating func logic(
    _ node: NodeIndex, _ terms: [Part], decider: Bool, elementCount: Int? = nil
  ) -> Part {
    let (value, first) = outcome(node, terms, decider)
    var children: [Explanation.Node] = []
    children.reserveCapacity(terms.count)
    var decided = MissingSets.impossible
    var undecided = MissingSets.certain
    for (index, term) in terms.enumerated() {
      decided = decided.or(decider ? term.whenTrue : term.whenFalse)
      undecided = undecided.and(decider ? term.whenFalse : term.whenTrue)
      let child = term.node
      child.role = role(walker.asTest(term.value, node), isFirst: index == first, value, decider)
      children.append(child)
    }
    if elementCount != nil { children = shownElements(children) }
    let shown = makeNode(node, value, children: children)
    shown.elementCount = elementCount
    return Part(
      node: shown, value: value, whenTrue: decider ? decided : undecided,
      whenFalse: decider ? undecided : decided)
  }

  /// What the terms come to, and the first one that makes them come to it.
  private func outcome(
    _ node: NodeIndex, _ terms: [Part], _ decider: Bool
  ) -> (value: Value, first: Int?) {
    var error: (value: Value, first: Int)?
    for (index, term) in terms.enumerated() {
      let test = walker.asTest(term.value, node)
      if test.tag == .bool, test.asBool == decider { return (test, index) }
      if test.isError, error == nil { error = (test, index) }
    }
    return (error?.value ?? Value(!decider), error?.first)
  }

  private func role(
    _ term: Value, isFirst: Bool, _ outcome: Value, _ decider: Bool
  ) -> Explanation.Role {
    if outcome.isError {
      return isFirst ? .decisive : term.isError ? .contributing : .irrelevant
    }
    guard outcome.asBool == decider else { return .contributing }
    if term.isError { return .absorbed }
    guard term.asBool == decider else { return .irrelevant }
    return isFirst ? .decisive : .contributing
  }

  /// The elements that matter, up to a limit.
  private func shownElements(_ children: [Explanation.Node]) -> [Explanation.Node] {
    Array(children.filter { $0.role != .irrelevant }.prefix(Self.mostElements))
  }

  mutating func conditional(
    _ node: NodeIndex, _ condition: NodeIndex, _ yes: NodeIndex, _ no: NodeIndex
  ) -> Part {
    let test = part(condition)
    let branches = [part(yes), part(no)]
    let outcome = walker.asTest(test.value, node)
    let value = outcome.isError ? outcome : branches[outcome.asBool ? 0 : 1].value
    let children = [test.node, branches[0].node, branches[1].node]
    children[0].role = outcome.isError ? .decisive : .contributing
    children[1].role = outcome.isTrue ? .decisive : .irrelevant
    children[2].role = outcome.isFalse ? .decisive : .irrelevant
    let whenTrue = test.whenTrue.and(branches[0].whenTrue).or(
      test.whenFalse.and(branches[1].whenTrue))
    let whenFalse = test.whenTrue.and(branches[0].whenFalse).or(
      test.whenFalse.and(branches[1].whenFalse))
    let chosen = outcome.isError ? nil : branches[outcome.asBool ? 0 : 1]
    return Part(
      node: makeNode(node, value, children: children), value: value, whenTrue: whenTrue,
      whenFalse: whenFalse, partial: chosen?.partial ?? [], path: chosen?.path)
  }

  mutating func bind(_ node: NodeIndex, _ bound: NodeIndex, _ body: NodeIndex) -> Part {
    let value = part(bound)
    setLocal(node, 0, value)
    let result = part(body)
    var part = result
    part.node = makeNode(node, result.value, children: [value.node, result.node])
    return part
  }

  mutating func setLocal(_ node: NodeIndex, _ position: Int, _ part: Part) {
    walker.setLocal(node, position, part.value)
    if let numbers = checked.locals[node], position < numbers.count {
      localParts[numbers[position]] = part
    }
  }

  mutating func optionalMap(_ node: NodeIndex, _ operand: NodeIndex, _ body: NodeIndex) -> Part {
    let optional = part(operand)
    guard optional.value.tag == .optional, let inner = optional.value.asOptional else {
      let value = walker.value(node)
      return Part(
        node: makeNode(node, value, children: [optional.node]), value: value,
        whenTrue: optional.whenTrue, whenFalse: optional.whenFalse, partial: optional.partial,
        path: optional.path)
    }
    var content = leaf(operand, inner)
    content.path = optional.path
    content.partial = optional.partial
    setLocal(node, 0, content)
    let result = part(body)
    let value = walker.value(node)
    return Part(
      node: makeNode(node, value, children: [optional.node, result.node]), value: value,
      whenTrue: result.whenTrue, whenFalse: result.whenFalse,
      partial: result.partial)
  }

  /// `or` and `orValue`.
  mutating func optionalOr(
    _ node: NodeIndex, _ name: String, _ target: NodeIndex, _ argument: NodeIndex
  ) -> Part {
    let optional = part(target)
    let value = walker.value(node)
    guard optional.value.tag == .optional, optional.value.asOptional == nil else {
      var (whenTrue, whenFalse) = Part.sets(value)
      if value.isMissingFact { (whenTrue, whenFalse) = (optional.known, optional.known) }
      let shown = makeNode(node, value, children: [optional.node])
      shown.reference = optional.node.reference
      return Part(
        node: shown, value: value, whenTrue: whenTrue, whenFalse: whenFalse,
        partial: optional.partial,
        path: optional.path)
    }
    let other = part(argument)
    return Part(
      node: makeNode(node, value, children: [optional.node, other.node]), value: value,
      whenTrue: other.whenTrue, whenFalse: other.whenFalse, partial: other.partial,
      path: other.path)
  }

  // MARK: Macros

  mutating func comprehension(_ node: NodeIndex, _ loop: SyntaxNode.Comprehension) -> Part {
    let range = part(loop.range)
    let elements = walker.asRange(range.value, loop.range)
    guard !elements.isError else {
      return Part(
        node: makeNode(node, elements, children: [range.node]), value: elements,
        whenTrue: range.known, whenFalse: range.known)
    }
    var parts: [Part] = []
    for index in 0..<walker.elementCount(elements) {
      walker.bindElement(node, loop, elements, index)
      bindParts(node, loop, range, index)
      if let filter = loop.filter { parts.append(part(filter)) }
      let body = part(loop.body)
      body.node.elementIndex = index
      parts.append(body)
    }
    let count = walker.elementCount(elements)
    if loop.kind == .all || loop.kind == .exists {
      return logic(node, parts, decider: loop.kind == .exists, elementCount: count)
    }
    let value = walker.value(node)
    var (whenTrue, whenFalse) = Part.sets(value)
    if value.isMissingFact {
      let needed = parts.reduce(MissingSets.certain) { $0.and($1.known) }
      (whenTrue, whenFalse) = (needed, needed)
    }
    let shown = makeNode(
      node, value, children: [range.node] + parts.prefix(Self.mostElements).map(\.node))
    shown.elementCount = count
    return Part(
      node: shown, value: value, whenTrue: whenTrue, whenFalse: whenFalse,
      partial: range.partial + parts.flatMap(\.partial))
  }

  /// Says where the elements that a macro binds stand in the data.
  private mutating func bindParts(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: Part, _ index: Int
  ) {
    for (position, number) in (checked.locals[node] ?? []).enumerated() {
      let isElement = position == loop.variables.count - 1 && range.value.tag == .list
      let content = walker.locals[number]
      guard isElement, let path = elementPath(range, index) else {
        localParts[number] = leaf(loop.range, content)
        continue
      }
      localParts[number] = field(
        loop.range, range.value.asList[index], path: path, object: 0, slot: index)
    }
  }

  /// Where an element stands in the data: in a list that was read there, or in one that was filtered
  /// from it, whose objects are the same.
  private mutating func elementPath(_ range: Part, _ index: Int) -> String? {
    let element = range.value.asList[index]
    guard let list = range.path else {
      return element.tag == .object ? objectPaths[element.bits] : nil
    }
    let path = "\(list)[\(index)]"
    if element.tag == .object { objectPaths[element.bits] = path }
    return path
  }
}
