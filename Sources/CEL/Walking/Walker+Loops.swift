extension Walker {
  mutating func comprehension<Observer: WalkObserver>(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ observer: inout Observer
  ) -> Observer.Part {
    let part = walk(loop.range, &observer)
    let range = observer.value(of: part)
    guard range.tag == .list || range.tag == .map else {
      let error = range.isError ? range : Value(error: .noMatchingOverload)
      return observer.rangeless(node, part, error.placed(at: loop.range))
    }
    switch loop.kind {
    case .all, .exists: return quantified(node, loop, part, range, &observer)
    case .existsOne, .map, .filter, .transformList, .transformMap, .transformMapEntry:
      return collected(node, loop, part, range, &observer)
    }
  }

  /// Binds the variables of a macro to an element.
  private mutating func bindElement<Observer: WalkObserver>(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ part: Observer.Part, _ range: Value,
    _ index: Int, _ observer: inout Observer
  ) {
    let origin = LocalOrigin.element(of: loop.range, index: index, isElement: false)
    let isPair = loop.variables.count == 2
    if range.tag == .map {
      let key = range.asEntries[index * 2].given(at: loop.range)
      bind(node, 0, key, part, origin, &observer)
      guard isPair else { return }
      let value = range.asEntries[index * 2 + 1].given(at: loop.range)
      bind(node, 1, value, part, origin, &observer)
      return
    }
    if isPair { bind(node, 0, Value(Int64(index)), part, origin, &observer) }
    bind(
      node, isPair ? 1 : 0, range.asList[index].given(at: loop.range), part,
      .element(of: loop.range, index: index, isElement: true), &observer)
  }

  private mutating func quantified<Observer: WalkObserver>(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ part: Observer.Part, _ range: Value,
    _ observer: inout Observer
  ) -> Observer.Part {
    var decision = Decision(decider: loop.kind == .exists)
    var elements: [Observer.Part] = []
    for index in 0..<Int(range.aux) {
      bindElement(node, loop, part, range, index, &observer)
      let element = walk(loop.body, &observer)
      decision.take(observer.value(of: element).asTest(at: loop.body))
      if Observer.seesEveryTerm {
        elements.append(element)
      } else if decision.isMade {
        break
      }
    }
    return observer.quantified(node, part, elements, decision)
  }

  /// The macros that count, or make a list or a map.
  private mutating func collected<Observer: WalkObserver>(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ part: Observer.Part, _ range: Value,
    _ observer: inout Observer
  ) -> Observer.Part {
    var collection = Collection()
    var elements: [Observer.Part] = []
    for index in 0..<Int(range.aux) {
      if collection.error != nil, !Observer.seesEveryTerm { break }
      bindElement(node, loop, part, range, index, &observer)
      var isWanted = collection.error == nil
      if let filter = loop.filter {
        let filterPart = walk(filter, &observer)
        if Observer.seesEveryTerm { elements.append(filterPart) }
        let test = observer.value(of: filterPart).asTest(at: filter)
        if isWanted, test.isError { collection.error = test }
        isWanted = isWanted && test.isTrue
      }
      guard isWanted || Observer.seesEveryTerm else { continue }
      let body = walk(loop.body, &observer)
      if Observer.seesEveryTerm { elements.append(body) }
      if isWanted { add(observer.value(of: body), node, loop, to: &collection) }
    }
    return observer.collected(node, loop, part, elements, result(of: collection, loop.kind))
  }

  /// What a macro has made of the elements so far.
  private struct Collection {
    /// The elements, or the keys and values in turn.
    var values: [Value] = []
    /// How many elements passed the test.
    var count = 0
    /// What it fails with.
    var error: Value?
  }

  /// Takes the value of the body for another element into account.
  private mutating func add(
    _ value: Value, _ node: NodeIndex, _ loop: SyntaxNode.Comprehension,
    to collection: inout Collection
  ) {
    let isTest = loop.kind == .filter || loop.kind == .existsOne
    let value = isTest ? value.asTest(at: loop.body) : value
    if value.isError {
      collection.error = value
      return
    }
    let first = checked.locals[node]?.first.map { locals[$0] } ?? .null
    switch loop.kind {
    case .existsOne: collection.count += value.isTrue ? 1 : 0
    case .filter:
      guard value.isTrue else { return }
      if first.isError { collection.error = first } else { collection.values.append(first) }
    case .transformMap: collection.values += [first, value]
    case .transformMapEntry:
      collection.error = addEntries(of: value, to: &collection.values, loop.body)
    case .map, .transformList, .all, .exists: collection.values.append(value)
    }
  }

  private mutating func addEntries(
    of map: Value, to values: inout [Value], _ node: NodeIndex
  ) -> Value? {
    guard map.tag == .map else { return Value(error: .noMatchingOverload).placed(at: node) }
    let entries = map.asEntries
    for index in stride(from: 0, to: entries.count, by: 2) {
      for other in stride(from: 0, to: values.count, by: 2)
      where Equality.of(values[other], entries[index], &context.fuel) == .yes {
        return Value(error: .duplicateKey).placed(at: node)
      }
      values += [entries[index], entries[index + 1]]
    }
    return nil
  }

  private mutating func result(
    of collection: Collection, _ kind: ComprehensionKind
  ) -> Value {
    if let error = collection.error { return error }
    if kind == .existsOne { return Value(collection.count == 1) }
    let list = context.list(collection.values)
    guard kind == .transformMap || kind == .transformMapEntry else { return list }
    return Value(tag: .map, aux: list.aux / 2, bits: list.bits)
  }
}
