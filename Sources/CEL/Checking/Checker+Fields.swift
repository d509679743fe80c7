internal import Diagnostics

extension Checker {
  /// `operand.field`, unless the whole is a qualified name.
  mutating func selection(
    _ node: NodeIndex, _ operand: NodeIndex, _ field: String, _ isOptional: Bool
  ) -> CELType {
    if let (name, isRooted) = CheckedTree.qualifiedName(node, in: tree), !isOptional,
      isRooted || !isLocal(name), let type = lookUp(node, name, isRooted)
    {
      return type
    }
    let operandType = check(operand)
    let type = fieldType(node, operandType, field)
    let isInOptional =
      if case .optional = solver.resolve(operandType) { true } else { false }
    return isOptional && !isInOptional ? .optional(type) : type
  }

  private func isLocal(_ qualifiedName: String) -> Bool {
    guard !scope.isEmpty else { return false }
    let first = qualifiedName.utf8.prefix { $0 != UInt8(ascii: ".") }
    return scope.contains { $0.name.utf8.elementsEqual(first) }
  }

  /// The type of a field of a value of some type.
  mutating func fieldType(_ node: NodeIndex, _ type: CELType, _ field: String) -> CELType {
    switch solver.resolve(type) {
    case .dyn, .error: return .dyn
    case .parameter: return .dyn
    case .map(let key, let value):
      if !solver.isAssignable(.string, to: key) {
        report("cel.field", "the keys of the map are \(final(key)), not strings", node)
      }
      return value
    case .optional(let inner): return .optional(fieldType(node, inner, field))
    case .object(let name):
      guard let shape = environment.types[name] else { return .dyn }
      guard let index = shape.index(of: field) else {
        report(
          "cel.no-such-field", "no field \"\(field)\" in \(name)", node,
          hint: hint(field, shape.fields.map(\.name)), range: tree.nameRanges[node])
        return isLenient ? .dyn : .error
      }
      if let whatInstead = shape.fields[index].whatInstead {
        report(
          "cel.field-not-there", "\(name).\(field) is not there when the expression is evaluated",
          node, hint: whatInstead, range: tree.nameRanges[node])
      }
      resolutions[node] = .field(index)
      return shape.fields[index].type
    case let other:
      report(
        "cel.no-fields", "\(final(other)) has no fields, so no \"\(field)\"", node,
        hint: "call a function as in value.\(field)()", range: tree.nameRanges[node])
      return isLenient ? .dyn : .error
    }
  }

  /// `operand[index]`.
  mutating func element(
    _ node: NodeIndex, _ operand: NodeIndex, _ index: NodeIndex, _ isOptional: Bool
  ) -> CELType {
    let operandType = solver.resolve(check(operand))
    let indexType = check(index)
    if case .optional(let inner) = operandType {
      let type = elementType(node, inner, index, indexType)
      if case .optional = type { return type }
      return .optional(type)
    }
    let type = elementType(node, operandType, index, indexType)
    return isOptional ? .optional(type) : type
  }

  private mutating func elementType(
    _ node: NodeIndex, _ operand: CELType, _ index: NodeIndex, _ indexType: CELType
  ) -> CELType {
    switch solver.resolve(operand) {
    case .list(let element):
      if !solver.isAssignable(indexType, to: .int) {
        report("cel.index", "a list is indexed with int, not \(final(indexType))", index)
      }
      return element
    case .map(let key, let value):
      if !solver.isAssignable(indexType, to: key) {
        report("cel.index", "the keys are \(final(key)), not \(final(indexType))", index)
      }
      return value
    case .dyn, .error, .parameter: return .dyn
    case let other:
      report("cel.index", "\(final(other)) has no elements", node)
      return isLenient ? .dyn : .error
    }
  }

  /// A list literal: the type that the elements have in common.
  mutating func list(_ elements: [NodeIndex], _ optional: Set<Int>) -> CELType {
    var common: CELType?
    for (position, element) in elements.enumerated() {
      let type = check(element)
      let content = optional.contains(position) ? unwrapped(type, element) : type
      common = common.map { solver.join($0, content) } ?? content
    }
    return .list(common ?? solver.fresh())
  }

  /// A map literal.
  mutating func map(_ entries: [SyntaxNode.Entry]) -> CELType {
    var keys: CELType?
    var values: CELType?
    for entry in entries {
      let keyType = check(entry.key)
      checkKey(keyType, entry.key)
      keys = keys.map { solver.join($0, keyType) } ?? keyType
      let valueType = check(entry.value)
      let content = entry.isOptional ? unwrapped(valueType, entry.value) : valueType
      values = values.map { solver.join($0, content) } ?? content
    }
    return .map(keys ?? solver.fresh(), values ?? solver.fresh())
  }

  private mutating func checkKey(_ type: CELType, _ node: NodeIndex) {
    switch solver.resolve(type) {
    case .bool, .int, .uint, .string, .dyn, .error, .parameter: return
    case let other:
      report("cel.key", "a key is bool, int, uint or string, not \(final(other))", node)
    }
  }

  /// What an optional element holds.
  private mutating func unwrapped(_ type: CELType, _ node: NodeIndex) -> CELType {
    switch solver.resolve(type) {
    case .optional(let inner): return inner
    case .dyn, .error: return .dyn
    case let other:
      report("cel.type", "\"?\" takes an optional, not \(final(other))", node)
      return .error
    }
  }

  func hint(_ name: String, _ known: [String]) -> String? {
    nearestName(to: name, among: known).map { "did you mean \"\($0)\"?" }
  }
}
