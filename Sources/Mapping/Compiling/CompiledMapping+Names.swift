extension CompiledMapping {
  /// The names of columns, members, elements and attributes that expressions and selectors of rows use
  /// anywhere; attributes with `@`.
  ///
  /// One name stands for whatever is called so: that a member is used in one row and not in another is
  /// not told apart.
  var usedNames: Set<String> { Self.usedNames(of: root) }

  private static func usedNames(of block: CompiledBlock) -> Set<String> {
    var names = selectorNames(of: block)
    for field in block.fields {
      switch field.content {
      case .expression(let expression): names.formUnion(Self.names(of: expression))
      case .object(let inner): names.formUnion(usedNames(of: inner))
      }
    }
    if let condition = block.condition { names.formUnion(Self.names(of: condition)) }
    for inner in block.blocks { names.formUnion(usedNames(of: inner)) }
    return names
  }

  private static func selectorNames(of block: CompiledBlock) -> Set<String> {
    switch block.selector {
    case .distinct(let heads), .same(let heads): Set(heads)
    case .json, .xml: Set(words(block.selectorText))
    default: []
    }
  }

  private static func names(of expression: CompiledExpression) -> Set<String> {
    var names = Set(expression.scan.names).union(expression.scan.parentMembers)
      .union(expression.scan.documentMembers)
    for path in expression.scan.paths { names.formUnion(words(path)) }
    for case .member(let steps) in expression.references + expression.parentReferences {
      names.formUnion(steps)
    }
    return names
  }

  /// The names that stand in a path, attributes with `@`.
  private static func words(_ path: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in path + " " {
      if character.isLetter || character.isNumber || "_-@".contains(character) {
        word.append(character)
      } else {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
    }
    return words
  }
}

extension CompiledBlock {
  /// Whether an expression takes the whole row, so that any of its members may count.
  var usesAnyMember: Bool {
    func isAny(_ expression: CompiledExpression) -> Bool {
      expression.scan.usesWholeRow && expression.scan.paths.isEmpty
    }
    let own = fields.contains { field in
      switch field.content {
      case .expression(let expression): isAny(expression)
      case .object(let inner): inner.usesAnyMember
      }
    }
    return own || condition.map(isAny) ?? false
      || blocks.contains { $0.selector == .once && $0.usesAnyMember }
  }
}
