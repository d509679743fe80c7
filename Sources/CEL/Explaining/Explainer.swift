internal import CivilTime

/// Evaluates every part of an expression, without stopping early, and keeps what it finds.
struct Explainer {
  /// A part with everything that is known about it.
  struct Part {
    var node: Explanation.Node
    let value: Value
    /// What could make it true, or false; or known, if it is no Boolean: then both are the same.
    var whenTrue: MissingSets
    var whenFalse: MissingSets
    /// Days known only in part on which it rests.
    var partial: [Int] = []
    /// Where it stands in the data.
    var path: String?

    var known: MissingSets { whenTrue.or(whenFalse) }
  }

  /// How many elements of a macro are shown at most.
  static let mostElements = 20

  var walker: Walker
  let program: Program
  var references: [FieldReference] = []
  private var referenceNumbers: [String: Int] = [:]
  var factsRead: [Int] = []
  private var named: [Int: Part] = [:]
  private var namedOrder: [Int] = []
  /// The parts that the variables of macros stand for, by their number.
  var localParts: [Part?]
  /// Where the objects of lists that macros went through stand in the data, by their address.
  var objectPaths: [UInt64: String] = [:]

  init(_ program: Program, _ variables: UnsafePointer<Value>, _ context: CallContext) {
    self.program = program
    walker = Walker(program, variables, context)
    localParts = Array(repeating: nil, count: walker.locals.count)
  }

  var checked: CheckedTree { walker.checked }

  mutating func explanation() -> Explanation {
    var root = part(checked.root)
    root.node.role = .decisive
    let isMissing = root.value.isMissingFact
    let sets = isMissing ? root.known.sets.filter { !$0.isEmpty } : []
    var failing = [root.node]
    if case .and = checked.tree.nodes[checked.root] { failing = root.node.children }
    return Explanation(
      outcome: Datum(shown: root.value), root: root.node,
      failing: failing.filter { $0.value != .bool(true) },
      lets: namedOrder.compactMap { named[$0]?.node },
      missing: sets.map { set in set.map { references[$0] } },
      factsRead: factsRead.map { references[$0] })
  }

  /// Everything about a node.
  mutating func part(_ node: NodeIndex) -> Part {
    if let constant = program.constantNodes[node] { return leaf(node, constant) }
    switch checked.resolutions[node] {
    case .variable(let slot):
      let value = walker.variables[slot]
      let name = checked.environment.variables[slot].name
      return field(node, value, path: name, object: 0, slot: slot, children: [])
    case .today, .typeName, .undeclared: return leaf(node, walker.value(node))
    case .local(let number):
      let value = walker.locals[number]
      guard let bound = localParts[number] else { return leaf(node, value) }
      var part = bound
      part.node = makeNode(
        node, value, reference: bound.node.reference, formula: bound.node.formula)
      return part
    case .named(let source): return namedPart(node, source)
    case .none, .field, .function, .namespacedFunction: break
    }
    switch checked.tree.nodes[node] {
    case .and(let terms): return logic(node, terms.map { part($0) }, decider: false)
    case .or(let terms): return logic(node, terms.map { part($0) }, decider: true)
    case .conditional(let condition, let yes, let no):
      return conditional(node, condition, yes, no)
    case .comprehension(let loop): return comprehension(node, loop)
    case .bind(_, let bound, let body): return bind(node, bound, body)
    case .optionalMap(let operand, _, let body, _): return optionalMap(node, operand, body)
    case .call(let name, let target?, let arguments)
    where walker.checked.isOptionalOr(node, name, arguments):
      return optionalOr(node, name, target, arguments[0])
    default: return strict(node)
    }
  }

  private mutating func namedPart(_ node: NodeIndex, _ source: Int) -> Part {
    let known: Part
    if let earlier = named[source] {
      known = earlier
    } else {
      known = part(checked.tree.sources[source].root)
      named[source] = known
      namedOrder.append(source)
    }
    var result = known
    var inner = known.node
    inner.role = .contributing
    result.node = makeNode(
      node, known.value, reference: known.node.reference, formula: known.node.formula,
      children: [inner])
    return result
  }

  // MARK: Making nodes

  func makeNode(
    _ node: NodeIndex, _ value: Value, reference: FieldReference? = nil, formula: String? = nil,
    distance: Int? = nil, elementIndex: Int? = nil, elementCount: Int? = nil,
    children: [Explanation.Node] = []
  ) -> Explanation.Node {
    let tree = checked.tree
    return Explanation.Node(
      letName: tree.sources[tree.sourceOf[node]].name, range: tree.ranges[node],
      text: tree.text(node), value: Datum(shown: value), role: .contributing, reference: reference,
      formula: formula, distanceInDays: distance, elementIndex: elementIndex,
      elementCount: elementCount, children: children)
  }

  /// What could make a value that is there, or a plain failure.
  func sets(_ value: Value) -> (whenTrue: MissingSets, whenFalse: MissingSets) {
    if value.isError { return (.impossible, .impossible) }
    guard value.tag == .bool else { return (.certain, .certain) }
    return value.asBool ? (.certain, .impossible) : (.impossible, .certain)
  }

  mutating func leaf(_ node: NodeIndex, _ value: Value) -> Part {
    let (whenTrue, whenFalse) = sets(value)
    return Part(
      node: makeNode(node, value), value: value, whenTrue: whenTrue, whenFalse: whenFalse)
  }

  /// The number of a field that was met.
  mutating func number(_ reference: FieldReference) -> Int {
    if let known = referenceNumbers[reference.path] { return known }
    referenceNumbers[reference.path] = references.count
    references.append(reference)
    return references.count - 1
  }

  /// A field of the data: what it holds, or that it is missing.
  mutating func field(
    _ node: NodeIndex, _ content: Value, path: String, object: UInt, slot: Int,
    children: [Explanation.Node]
  ) -> Part {
    let value = walker.given(content, node)
    let state: FieldReference.State =
      switch content.tag {
      case .absent: .notGiven
      case .unknown, .withheld: .notKnown
      case .notApplicable: .notApplicable
      case .date where !content.isExactDate: .givenInPart
      default: .given
      }
    let reference = FieldReference(
      path: path, objectAddress: object, fieldIndex: slot, state: state,
      value: Datum(shown: content))
    let number = number(reference)
    if content.tag != .object, !factsRead.contains(number) { factsRead.append(number) }
    var (whenTrue, whenFalse) = sets(value)
    if value.isMissingFact { (whenTrue, whenFalse) = (MissingSets(number), MissingSets(number)) }
    let shown = content.tag == .object ? nil : reference
    return Part(
      node: makeNode(node, value, reference: shown, children: children), value: value,
      whenTrue: whenTrue, whenFalse: whenFalse, partial: state == .givenInPart ? [number] : [],
      path: path)
  }
}
