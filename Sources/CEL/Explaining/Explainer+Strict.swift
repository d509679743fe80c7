internal import CivilTime

extension Explainer {
  /// A field of an object in a variable, which is not worth a part of its own.
  mutating func knownWithoutOperands(_ node: NodeIndex, _ walker: inout Walker) -> Part? {
    parts.variables[node].flatMap {
      fieldPart(node, walker.variables[$0], path: nil, &walker)
    }
  }

  /// A node that needs all of its operands.
  mutating func strict(_ node: NodeIndex, _ operands: [Part], _ walker: inout Walker) -> Part {
    if let operand = operands.first,
      let field = fieldPart(
        node, operand.value, path: operand.path ?? operand.node.text, &walker)
    {
      return field
    }
    let value = walker.strict(node, operands.map(\.value))
    let partial = openDays(operands, value)
    var (whenTrue, whenFalse) = Part.sets(value)
    if case .not = checked.tree.nodes[node] {
      (whenTrue, whenFalse) = (operands[0].whenFalse, operands[0].whenTrue)
    } else if value.isMissingFact {
      let needed = needed(operands, value, partial)
      (whenTrue, whenFalse) = (needed, needed)
    }
    let shown = makeNode(node, value, children: children(operands))
    shown.distanceInDays = distance(node, operands)
    shown.formulaSource = formula(node, operands, value, shown.value)
    return Part(
      node: shown, value: value, whenTrue: whenTrue, whenFalse: whenFalse,
      partial: value.isError ? [] : partial, path: path(node, operands))
  }

  /// The fields whose days are known only in part on which a value rests.
  ///
  /// Where all are known and the day of the value is not, the fields that it was asked of leave it
  /// open, such as a place whose public holidays are not known, or several of which one has one.
  private func openDays(_ operands: [Part], _ value: Value) -> [Int] {
    if operands.contains(where: { !$0.partial.isEmpty }) { return operands.flatMap(\.partial) }
    guard value.tag == .date, !value.isExactDate else { return [] }
    return operands.flatMap { Self.namedFields($0.node) }
  }

  /// The fields that a text, or a list of texts, was made of.
  private static func namedFields(_ node: Explanation.Node) -> [Int] {
    switch node.value {
    case .string: node.reference.map { [$0.number] } ?? []
    case .list: node.reference.map { [$0.number] } ?? node.children.flatMap(namedFields)
    default: []
    }
  }

  /// The nodes of operands, but for literals beside others.
  private func children(_ operands: [Part]) -> [Explanation.Node] {
    let isFailed = operands.contains { $0.value.isError }
    var children: [Explanation.Node] = []
    children.reserveCapacity(operands.count)
    for index in operands.indices {
      let child = operands[index].node
      if operands.count > 1, Self.isLiteral(child) { continue }
      if isFailed { child.role = operands[index].value.isError ? .decisive : .irrelevant }
      children.append(child)
    }
    return children
  }

  private static func isLiteral(_ node: Explanation.Node) -> Bool {
    guard node.children.isEmpty, node.reference == nil else { return false }
    if let isLiteral = node.part.isLiteral { return isLiteral }
    switch node.value {
    // What is no constant begins with a letter, which these do not.
    case .bool, .int, .date, .string, .list: return false
    default: return node.text == node.value.description
    }
  }

  /// What a strict node that failed for want of a fact needs.
  private func needed(_ operands: [Part], _ value: Value, _ partial: [Int]) -> MissingSets {
    if operands.contains(where: { $0.value.isError }) {
      return operands.reduce(.certain) { $0.and($1.known) }
    }
    // Nothing failed below, so what failed is a day that is known only in part.
    return partial.reduce(.impossible) { $0.or(MissingSets($1)) }
  }

  /// A selection or presence test of a field whose shape is declared; `nil` where the node is
  /// something else, or there is no object.
  ///
  /// - Parameter path: The way to the object, where the text alone does not tell that to the field.
  private mutating func fieldPart(
    _ node: NodeIndex, _ owner: Value, path: String?, _ walker: inout Walker
  ) -> Part? {
    guard case .field(let slot) = checked.resolutions[node] else { return nil }
    let isOptional = owner.tag == .optional
    guard let object = isOptional ? owner.asOptional : owner, object.tag == .object else {
      return nil
    }
    let name: String
    var isPlain = false
    switch checked.tree.nodes[node] {
    case .select(_, let field, let isOptionalField):
      name = field
      isPlain = !isOptionalField && !isOptional
    case .presence(_, let field): name = field
    default: return nil
    }
    let isKnownPath = parts.paths[node] != nil
    let inner = field(
      node, object.asFields[slot], path: isKnownPath ? nil : path.map { "\($0).\(name)" },
      object: UInt(object.bits), slot: slot)
    if isPlain { return inner }
    let value = walker.strict(node, [owner])
    var (whenTrue, whenFalse) = Part.sets(value)
    if value.isMissingFact { (whenTrue, whenFalse) = (inner.whenTrue, inner.whenFalse) }
    let shown = makeNode(node, value)
    shown.reference = inner.node.reference
    return Part(
      node: shown, value: value, whenTrue: whenTrue, whenFalse: whenFalse,
      partial: inner.partial, path: inner.path)
  }

  /// Where the value of a node stands in the data.
  private func path(_ node: NodeIndex, _ operands: [Part]) -> String? {
    guard let base = operands.first?.path else { return nil }
    switch checked.tree.nodes[node] {
    case .index: return "\(base)[\(operands[1].node.value)]"
    case .select(_, let name, _): return parts.paths[node]?.text ?? "\(base).\(name)"
    default: return nil
    }
  }

  // MARK: Shown values

  /// How far apart two days are that are compared.
  private func distance(_ node: NodeIndex, _ operands: [Part]) -> Int? {
    guard operands.count == 2,
      operands.allSatisfy({ $0.value.tag == .date && $0.value.isExactDate }),
      case .binary(let sign, _, _) = checked.tree.nodes[node], sign.isRelation, sign != .contained
    else { return nil }
    return operands[0].value.firstDay.days(since: operands[1].value.firstDay)
  }

  /// How a value was computed from others.
  private func formula(
    _ node: NodeIndex, _ operands: [Part], _ value: Value, _ shown: Datum
  ) -> Explanation.Formula? {
    guard let form = parts.parts[node].form, !value.isError,
      operands.allSatisfy({ !$0.value.isError })
    else { return nil }
    return Explanation.Formula(form, operands.map(\.node.value), shown)
  }
}
