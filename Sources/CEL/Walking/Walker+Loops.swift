extension Walker {
  /// The number of elements of a list or entries of a map.
  func elementCount(_ range: Value) -> Int { Int(range.aux) }

  /// Binds the variables of a macro to an element.
  mutating func bindElement(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: Value, _ index: Int
  ) {
    let isPair = loop.variables.count == 2
    if range.tag == .map {
      setLocal(node, 0, given(range.asEntries[index * 2], loop.range))
      if isPair { setLocal(node, 1, given(range.asEntries[index * 2 + 1], loop.range)) }
    } else {
      let element = given(range.asList[index], loop.range)
      setLocal(node, 0, isPair ? Value(Int64(index)) : element)
      if isPair { setLocal(node, 1, element) }
    }
  }

  /// The range of a macro, or the error that it is none.
  mutating func range(_ loop: SyntaxNode.Comprehension) -> Value {
    asRange(value(loop.range), loop.range)
  }

  func asRange(_ range: Value, _ node: NodeIndex) -> Value {
    if range.tag == .list || range.tag == .map || range.isError { return range }
    return placed(Value(error: .noMatchingOverload), node)
  }

  mutating func comprehension(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension
  ) -> Value {
    let range = range(loop)
    if range.isError { return range }
    switch loop.kind {
    case .all, .exists: return quantified(node, loop, range)
    case .existsOne: return existsOne(node, loop, range)
    case .map, .filter, .transformList, .transformMap, .transformMapEntry:
      return collected(node, loop, range)
    }
  }

  private mutating func quantified(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: Value
  ) -> Value {
    let decider = loop.kind == .exists
    var result = Value(!decider)
    for index in 0..<elementCount(range) {
      bindElement(node, loop, range, index)
      let value = test(loop.body)
      if value.tag == .bool, value.asBool == decider { return value }
      if value.isError, !result.isError { result = value }
    }
    return result
  }

  private mutating func existsOne(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: Value
  ) -> Value {
    var count = 0
    for index in 0..<elementCount(range) {
      bindElement(node, loop, range, index)
      let value = test(loop.body)
      if value.isError { return value }
      if value.isTrue { count += 1 }
    }
    return Value(count == 1)
  }

  /// The macros that make a list or a map.
  private mutating func collected(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: Value
  ) -> Value {
    var values: [Value] = []
    for index in 0..<elementCount(range) {
      bindElement(node, loop, range, index)
      let numbers = checked.locals[node] ?? []
      let first = numbers.first.map { locals[$0] } ?? .null
      if let filter = loop.filter {
        let value = test(filter)
        if value.isError { return value }
        if !value.isTrue { continue }
      }
      let value = loop.kind == .filter ? test(loop.body) : self.value(loop.body)
      if value.isError { return value }
      switch loop.kind {
      case .filter:
        guard value.isTrue else { continue }
        if first.isError { return first }
        values.append(first)
      case .transformMap: values += [first, value]
      case .transformMapEntry:
        if let error = addEntries(of: value, to: &values, loop.body) { return error }
      case .map, .transformList, .all, .exists, .existsOne: values.append(value)
      }
    }
    let list = context.list(values)
    guard loop.kind == .transformMap || loop.kind == .transformMapEntry else { return list }
    return Value(tag: .map, aux: list.aux / 2, bits: list.bits)
  }

  private mutating func addEntries(
    of map: Value, to values: inout [Value], _ node: NodeIndex
  ) -> Value? {
    guard map.tag == .map else { return placed(Value(error: .noMatchingOverload), node) }
    let entries = map.asEntries
    for index in stride(from: 0, to: entries.count, by: 2) {
      for other in stride(from: 0, to: values.count, by: 2)
      where Equality.of(values[other], entries[index], &context.fuel) == .yes {
        return placed(Value(error: .duplicateKey), node)
      }
      values += [entries[index], entries[index + 1]]
    }
    return nil
  }
}
