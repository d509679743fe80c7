internal import CivilTime

extension Explainer {
  /// A node that needs all of its operands.
  mutating func strict(_ node: NodeIndex) -> Part {
    let operands = parts.operands[node].map { part($0) }
    if let field = fieldPart(node, operands) { return field }
    let value = walker.strict(node, operands.map(\.value))
    let partial = operands.contains { !$0.partial.isEmpty } ? operands.flatMap(\.partial) : []
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

  /// The nodes of operands, but for literals beside others.
  private func children(_ operands: [Part]) -> [Explanation.Node] {
    let isFailed = operands.contains { $0.value.isError }
    var children: [Explanation.Node] = []
    children.reserveCapacity(operands.count)
    for operand in operands where operands.count == 1 || !Self.isLiteral(operand.node) {
      let child = operand.node
      if isFailed { child.role = operand.value.isError ? .decisive : .irrelevant }
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

  /// A selection or presence test of a field whose shape is declared.
  private mutating func fieldPart(_ node: NodeIndex, _ operands: [Part]) -> Part? {
    guard case .field(let slot) = checked.resolutions[node], let operand = operands.first else {
      return nil
    }
    let isOptional = operand.value.tag == .optional
    guard let object = isOptional ? operand.value.asOptional : operand.value,
      object.tag == .object
    else { return nil }
    let name: String
    var isPlain = false
    switch checked.tree.nodes[node] {
    case .select(_, let field, let isOptionalField):
      name = field
      isPlain = !isOptionalField && !isOptional
    case .presence(_, let field): name = field
    default: return nil
    }
    let path =
      parts.paths[node] == nil ? "\(operand.path ?? operand.node.text).\(name)" : nil
    let inner = field(
      node, object.asFields[slot], path: path, object: UInt(object.bits), slot: slot)
    if isPlain { return inner }
    let value = walker.strict(node, [operand.value])
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
