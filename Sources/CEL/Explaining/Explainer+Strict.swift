internal import CivilTime

extension Explainer {
  /// A node that needs all of its operands.
  mutating func strict(_ node: NodeIndex) -> Part {
    let operands = walker.strictOperands(node).map { part($0) }
    if let field = fieldPart(node, operands) { return field }
    let value = walker.strict(node, operands.map(\.value))
    var (whenTrue, whenFalse) = sets(value)
    let partial = operands.flatMap(\.partial)
    if case .not = checked.tree.nodes[node] {
      (whenTrue, whenFalse) = (operands[0].whenFalse, operands[0].whenTrue)
    } else if value.isMissingFact {
      let needed = needed(operands, value, partial)
      (whenTrue, whenFalse) = (needed, needed)
    }
    let isFailedOperand = operands.contains { $0.value.isError }
    let children = operands.map { operand in
      var child = operand.node
      if isFailedOperand { child.role = operand.value.isError ? .decisive : .irrelevant }
      return child
    }
    return Part(
      node: makeNode(
        node, value, formula: formula(node, operands, value),
        distance: distance(node, operands.map(\.value)),
        children: children.filter { !isLiteral($0) || operands.count == 1 }),
      value: value, whenTrue: whenTrue, whenFalse: whenFalse,
      partial: value.isError ? [] : partial, path: path(node, operands))
  }

  private func isLiteral(_ node: Explanation.Node) -> Bool {
    node.children.isEmpty && node.reference == nil && node.text == node.value.description
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
    let content = object.asFields[slot]
    let children: [Explanation.Node] = []
    let address = UInt(object.bits)
    switch checked.tree.nodes[node] {
    case .select(_, let name, isOptional: false) where !isOptional:
      return field(
        node, content, path: "\(operand.path ?? operand.node.text).\(name)", object: address,
        slot: slot, children: children)
    case .select(_, let name, _), .presence(_, let name):
      let inner = field(
        node, content, path: "\(operand.path ?? operand.node.text).\(name)", object: address,
        slot: slot, children: children)
      let value = walker.strict(node, [operand.value])
      var (whenTrue, whenFalse) = sets(value)
      if value.isMissingFact { (whenTrue, whenFalse) = (inner.whenTrue, inner.whenFalse) }
      return Part(
        node: makeNode(node, value, reference: inner.node.reference), value: value,
        whenTrue: whenTrue, whenFalse: whenFalse, partial: inner.partial, path: inner.path)
    default: return nil
    }
  }

  /// Where the value of a node stands in the data.
  private func path(_ node: NodeIndex, _ operands: [Part]) -> String? {
    guard let base = operands.first?.path else { return nil }
    switch checked.tree.nodes[node] {
    case .index: return "\(base)[\(operands[1].node.value)]"
    case .select(_, let name, _): return "\(base).\(name)"
    default: return nil
    }
  }

  // MARK: Shown values

  /// How far apart two days are that are compared.
  private func distance(_ node: NodeIndex, _ values: [Value]) -> Int? {
    guard case .binary(let sign, _, _) = checked.tree.nodes[node], sign.isRelation,
      sign != .contained, values.allSatisfy({ $0.tag == .date && $0.isExactDate })
    else { return nil }
    return values[0].firstDay.days(since: values[1].firstDay)
  }

  /// How a value was computed from others.
  private func formula(_ node: NodeIndex, _ operands: [Part], _ value: Value) -> String? {
    guard !value.isError, operands.allSatisfy({ !$0.value.isError }) else { return nil }
    let shown = operands.map(\.node.value)
    let result = Datum(shown: value)
    switch checked.tree.nodes[node] {
    case .binary(let sign, _, _) where !sign.isRelation:
      return "\(shown[0]) \(sign.rawValue) \(shown[1]) = \(result)"
    case .call("lastDay", _, _) where shown.count >= 2:
      let mode = if shown.count == 3, case .string(let name) = shown[2] { name } else { "from" }
      return "\(shown[0]) + \(shown[1]) (\(mode)) = \(result)"
    case .call(let name, let target?, _) where operands.count == shown.count:
      if case .namespacedFunction = checked.resolutions[node] {
        return "\(checked.tree.text(target)).\(name)(\(joined(shown))) = \(result)"
      }
      return "\(shown[0]).\(name)(\(joined(shown.dropFirst()))) = \(result)"
    case .call(let name, nil, _): return "\(name)(\(joined(shown))) = \(result)"
    default: return nil
    }
  }

  private func joined(_ values: some Sequence<Datum>) -> String {
    values.map(\.description).joined(separator: ", ")
  }
}
