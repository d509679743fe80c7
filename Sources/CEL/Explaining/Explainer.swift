internal import CivilTime

/// Watches a walk over an expression that stops nowhere early, and keeps what it finds.
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

  let parts: ProgramParts
  private let variables: UnsafePointer<Value>
  private var references: [FieldReference] = []
  /// The numbers of fields by the number of their path, -1 where it was not met.
  private var numbersOfPaths: [Int]
  /// The numbers of fields whose path the text alone does not tell.
  private var otherNumbers: [String: Int] = [:]
  private var factsRead: [FieldReference] = []
  private var named: [Part?]
  private var namedOrder: [Int] = []
  /// The parts that the variables of macros stand for, by their number.
  var localParts: [Part?]
  /// Where the objects of lists that macros went through stand in the data, by their address.
  var objectPaths: [UInt64: String] = [:]

  var checked: CheckedTree {
    @inline(__always) _read { yield parts.program.checked }
  }

  private init(_ parts: ProgramParts, _ variables: UnsafePointer<Value>) {
    self.parts = parts
    self.variables = variables
    numbersOfPaths = Array(repeating: -1, count: parts.pathCount)
    named = Array(repeating: nil, count: parts.program.checked.tree.sources.count)
    localParts = Array(repeating: nil, count: parts.program.checked.localNames.count)
  }

  /// Walks over a program and explains what it comes to.
  static func explanation(
    _ parts: ProgramParts, _ variables: UnsafePointer<Value>, _ context: CallContext
  ) -> Explanation {
    var explainer = Explainer(parts, variables)
    var walker = Walker(parts.program, variables, context)
    let root = walker.walk(parts.program.checked.root, &explainer)
    return explainer.explanation(root)
  }

  private func explanation(_ root: Part) -> Explanation {
    root.node.role = .decisive
    let isMissing = root.value.isMissingFact
    let sets = isMissing ? root.known.sets.filter { !$0.isEmpty } : []
    var failing = [root.node]
    if case .and = checked.tree.nodes[checked.root] { failing = root.node.children }
    return Explanation(
      outcome: Datum(shown: root.value), root: root.node,
      failing: failing.filter { if case .bool(true) = $0.value { false } else { true } },
      lets: namedOrder.compactMap { named[$0]?.node },
      missing: sets.map { set in set.map { references[$0] } }, factsRead: factsRead,
      fields: references)
  }

  // MARK: Names

  mutating func known(_ node: NodeIndex, _ walker: inout Walker) -> Part? {
    if let constant = parts.constants[node] { return Part(leaf: parts.parts[node], constant) }
    switch checked.resolutions[node] {
    case .variable(let slot): return field(node, variables[slot], path: nil, object: 0, slot: slot)
    case .local(let number): return localPart(node, number, walker.locals[number])
    case .named(let source): return namedPart(node, source, &walker)
    case .today, .typeName, .undeclared: return walker.nameValue(node).map { leaf(node, $0) }
    case .none, .field, .function, .namespacedFunction: return nil
    }
  }

  private func localPart(_ node: NodeIndex, _ number: Int, _ value: Value) -> Part {
    guard var part = localParts[number] else { return leaf(node, value) }
    let shown = makeNode(node, value)
    shown.reference = part.node.reference
    shown.formulaSource = part.node.formulaSource
    part.node = shown
    return part
  }

  private mutating func namedPart(
    _ node: NodeIndex, _ source: Int, _ walker: inout Walker
  ) -> Part {
    let known: Part
    if let earlier = named[source] {
      known = earlier
    } else {
      known = walker.walk(checked.tree.sources[source].root, &self)
      named[source] = known
      namedOrder.append(source)
    }
    var result = known
    result.node = Explanation.Node(parts.parts[node], known.node.value)
    result.node.reference = known.node.reference
    result.node.formulaSource = known.node.formulaSource
    result.node.children = [known.node]
    return result
  }

  // MARK: Making nodes

  func makeNode(
    _ node: NodeIndex, _ value: Value, children: [Explanation.Node] = []
  ) -> Explanation.Node {
    let made = Explanation.Node(parts.parts[node], Datum(shown: value))
    made.children = children
    return made
  }

  func leaf(_ node: NodeIndex, _ value: Value) -> Part {
    Part(leaf: parts.parts[node], value: value)
  }

  /// The number of a path: that of its place in the text, or of the field that was met.
  ///
  /// The variable of a macro is one object after the other, so that what the text calls one field are
  /// several.
  private mutating func number(
    _ path: String, _ pathNumber: Int?, _ slot: Int, of object: UInt
  ) -> (number: Int, isNew: Bool) {
    if let pathNumber {
      let known = numbersOfPaths[pathNumber]
      if known >= 0 { return (known, false) }
      numbersOfPaths[pathNumber] = references.count
      return (references.count, true)
    }
    guard let known = otherNumbers[path] else {
      otherNumbers[path] = references.count
      return (references.count, true)
    }
    guard object != 0, !references[known].isField(slot, of: object) else { return (known, false) }
    let own = "\(path) \(object) \(slot)"
    if let known = otherNumbers[own] { return (known, false) }
    otherNumbers[own] = references.count
    return (references.count, true)
  }

  /// A field of the data: what it holds, or that it is missing.
  ///
  /// - Parameter path: The way to it, where the text alone does not tell it.
  mutating func field(
    _ node: NodeIndex, _ content: Value, path: String?, object: UInt, slot: Int
  ) -> Part {
    let value = content.given(at: node)
    let state: FieldReference.State =
      switch content.tag {
      case .absent: .notGiven
      case .unknown, .withheld: .notKnown
      case .notApplicable: .notApplicable
      case .date where !content.isExactDate: .givenInPart
      default: .given
      }
    let known = path == nil ? parts.paths[node] : nil
    let path = path ?? known?.text ?? parts.parts[node].text
    let pathNumber = known?.number ?? parts.number(of: path)
    let (number, isNew) = number(path, pathNumber, slot, of: object)
    let reference: FieldReference
    if !isNew, references[number].isField(slot, of: object) {
      reference = references[number]
    } else {
      reference = FieldReference(
        path: path, pathNumber: pathNumber, objectAddress: object, fieldIndex: slot, state: state,
        value: Datum(shown: content), number: number)
      if isNew { references.append(reference) }
    }
    if content.tag != .object, !factsRead.contains(where: { $0.path == path }) {
      factsRead.append(references[number])
    }
    var (whenTrue, whenFalse) = Part.sets(value)
    if value.isMissingFact { (whenTrue, whenFalse) = (MissingSets(number), MissingSets(number)) }
    let shown = Explanation.Node(
      parts.parts[node], value.tag == content.tag ? reference.value : Datum(shown: value))
    if content.tag != .object { shown.reference = reference }
    return Part(
      node: shown, value: value, whenTrue: whenTrue, whenFalse: whenFalse,
      partial: state == .givenInPart ? [number] : [], path: path)
  }
}

extension Explainer.Part {
  /// A part without parts, which is no field.
  init(leaf part: ExpressionPart, value: Value) {
    self.init(leaf: part, (value, Datum(shown: value)))
  }

  /// A part without parts with the copy of its value that is shown.
  init(leaf part: ExpressionPart, _ constant: (value: Value, shown: Datum)) {
    node = Explanation.Node(part, constant.shown)
    value = constant.value
    (whenTrue, whenFalse) = Self.sets(constant.value)
  }

  /// What could make a value that is there, or a plain failure.
  static func sets(_ value: Value) -> (whenTrue: MissingSets, whenFalse: MissingSets) {
    if value.isError { return (.impossible, .impossible) }
    guard value.tag == .bool else { return (.certain, .certain) }
    return value.asBool ? (.certain, .impossible) : (.impossible, .certain)
  }
}
