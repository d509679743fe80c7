extension Explainer: WalkObserver {
  static let seesEveryTerm = true
  static let seesBothBranches = true

  func value(of part: Part) -> Value { part.value }

  func operands(_ node: NodeIndex, _ walker: Walker) -> [NodeIndex] { parts.operands[node] }

  // MARK: Logic

  /// Terms of `&&` or `||`.
  mutating func terms(_ node: NodeIndex, _ terms: [Part], _ decision: Decision) -> Part {
    decided(node, terms, decision, children: roles(node, terms, decision))
  }

  /// `all` or `exists`.
  mutating func quantified(
    _ node: NodeIndex, _ range: Part, _ elements: [Part], _ decision: Decision
  ) -> Part {
    for (index, element) in elements.enumerated() { element.node.elementIndex = index }
    let children = roles(node, elements, decision).filter { $0.role != .irrelevant }
    let part = decided(
      node, elements, decision, children: Array(children.prefix(Self.mostElements)))
    part.node.elementCount = elements.count
    return part
  }

  private func decided(
    _ node: NodeIndex, _ terms: [Part], _ decision: Decision, children: [Explanation.Node]
  ) -> Part {
    let decider = decision.decider
    var decided = MissingSets.impossible
    var undecided = MissingSets.certain
    for term in terms {
      decided = decided.or(decider ? term.whenTrue : term.whenFalse)
      undecided = undecided.and(decider ? term.whenFalse : term.whenTrue)
    }
    return Part(
      node: makeNode(node, decision.value, children: children), value: decision.value,
      whenTrue: decider ? decided : undecided, whenFalse: decider ? undecided : decided)
  }

  /// The nodes of terms, which are told what they have to do with the outcome.
  private func roles(
    _ node: NodeIndex, _ terms: [Part], _ decision: Decision
  ) -> [Explanation.Node] {
    var nodes: [Explanation.Node] = []
    nodes.reserveCapacity(terms.count)
    for (index, term) in terms.enumerated() {
      term.node.role = role(
        term.value.asTest(at: node), isFirst: index == decision.first, decision)
      nodes.append(term.node)
    }
    return nodes
  }

  private func role(
    _ term: Value, isFirst: Bool, _ decision: Decision
  ) -> Explanation.Role {
    if decision.value.isError {
      return isFirst ? .decisive : term.isError ? .contributing : .irrelevant
    }
    guard decision.isMade else { return .contributing }
    if term.isError { return .absorbed }
    guard term.asBool == decision.decider else { return .irrelevant }
    return isFirst ? .decisive : .contributing
  }

  mutating func choice(
    _ node: NodeIndex, _ condition: Part, yes: Part?, no: Part?, _ value: Value
  ) -> Part {
    guard let yes, let no else { return leaf(node, value) }
    let test = condition.value.asTest(at: node)
    let children = [condition.node, yes.node, no.node]
    children[0].role = test.isError ? .decisive : .contributing
    children[1].role = test.isTrue ? .decisive : .irrelevant
    children[2].role = test.isFalse ? .decisive : .irrelevant
    let whenTrue = condition.whenTrue.and(yes.whenTrue).or(condition.whenFalse.and(no.whenTrue))
    let whenFalse = condition.whenTrue.and(yes.whenFalse).or(
      condition.whenFalse.and(no.whenFalse))
    let chosen = test.isError ? nil : test.asBool ? yes : no
    return Part(
      node: makeNode(node, value, children: children), value: value, whenTrue: whenTrue,
      whenFalse: whenFalse, partial: chosen?.partial ?? [], path: chosen?.path)
  }

  // MARK: Names and optionals

  mutating func bound(_ node: NodeIndex, _ value: Part, _ body: Part) -> Part {
    var part = body
    part.node = makeNode(node, body.value, children: [value.node, body.node])
    return part
  }

  mutating func optionalMap(
    _ node: NodeIndex, _ optional: Part, _ body: Part?, _ value: Value
  ) -> Part {
    guard let body else {
      return Part(
        node: makeNode(node, value, children: [optional.node]), value: value,
        whenTrue: optional.whenTrue, whenFalse: optional.whenFalse, partial: optional.partial,
        path: optional.path)
    }
    return Part(
      node: makeNode(node, value, children: [optional.node, body.node]), value: value,
      whenTrue: body.whenTrue, whenFalse: body.whenFalse, partial: body.partial)
  }

  /// A call whose argument matters only if an optional holds nothing.
  mutating func fallback(
    _ node: NodeIndex, _ optional: Part, _ other: Part?, _ value: Value
  ) -> Part {
    guard let other else {
      var (whenTrue, whenFalse) = Part.sets(value)
      if value.isMissingFact { (whenTrue, whenFalse) = (optional.known, optional.known) }
      let shown = makeNode(node, value, children: [optional.node])
      shown.reference = optional.node.reference
      return Part(
        node: shown, value: value, whenTrue: whenTrue, whenFalse: whenFalse,
        partial: optional.partial, path: optional.path)
    }
    return Part(
      node: makeNode(node, value, children: [optional.node, other.node]), value: value,
      whenTrue: other.whenTrue, whenFalse: other.whenFalse, partial: other.partial,
      path: other.path)
  }

  // MARK: Macros

  mutating func rangeless(_ node: NodeIndex, _ range: Part, _ error: Value) -> Part {
    Part(
      node: makeNode(node, error, children: [range.node]), value: error, whenTrue: range.known,
      whenFalse: range.known)
  }

  mutating func collected(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: Part, _ elements: [Part],
    _ value: Value
  ) -> Part {
    let partsOfEach = loop.filter == nil ? 1 : 2
    for index in stride(from: partsOfEach - 1, to: elements.count, by: partsOfEach) {
      elements[index].node.elementIndex = index / partsOfEach
    }
    var (whenTrue, whenFalse) = Part.sets(value)
    if value.isMissingFact {
      let needed = elements.reduce(MissingSets.certain) { $0.and($1.known) }
      (whenTrue, whenFalse) = (needed, needed)
    }
    let shown = makeNode(
      node, value, children: [range.node] + elements.prefix(Self.mostElements).map(\.node))
    shown.elementCount = elements.count / partsOfEach
    return Part(
      node: shown, value: value, whenTrue: whenTrue, whenFalse: whenFalse,
      partial: range.partial + elements.flatMap(\.partial))
  }

  /// Says where the value of a variable of a macro stands in the data.
  mutating func bind(_ local: Int, _ value: Value, _ part: Part, _ origin: LocalOrigin) {
    switch origin {
    case .whole: localParts[local] = part
    case .content(let operand):
      var content = leaf(operand, value)
      content.path = part.path
      content.partial = part.partial
      localParts[local] = content
    case .element(let range, let index, let isElement):
      guard isElement, let path = elementPath(part, index) else {
        localParts[local] = leaf(range, value)
        return
      }
      localParts[local] = field(
        range, part.value.asList[index], path: path, object: 0, slot: index)
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
