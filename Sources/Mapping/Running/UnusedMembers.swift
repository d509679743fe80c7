import CLibXML2
import Inventory

/// Finds the members of rows that nothing in a mapping refers to.
struct UnusedMembers {
  /// How many rows of a block are looked at.
  private static let most = 1_000

  let run: MappingRun

  /// Looks at the rows of a document in JSON.
  func collect(_ document: JSONDocument) {
    let root = RowFrame(
      .json(document, document.root), mark: .none, parent: nil, columns: 0)
    for block in run.mapping.root.blocks { collect(block, root) }
  }

  private func collect(_ block: CompiledBlock, _ parent: RowFrame) {
    guard let names = Self.names(of: block) else { return }
    var unused: [String] = []
    let rows = run.frames(block, parent).prefix(Self.most)
    for row in rows {
      for name in members(row) where !names.contains(name) && !unused.contains(name) {
        unused.append(name)
      }
    }
    let ignored = Set(run.mapping.document.ignores)
    for name in unused where !ignored.contains(name) && !run.tally.unused.contains(name) {
      run.tally.unused.append(name)
    }
    for inner in block.blocks where inner.selector != .once {
      for row in rows.prefix(20) { collect(inner, row) }
    }
  }

  /// Looks at the rows of a document in XML.
  func collect(_ root: RowFrame) {
    for block in run.mapping.root.blocks { collect(block, root) }
  }

  private func members(_ row: RowFrame) -> [String] {
    switch row.kind {
    case .json(let document, let node) where document.nodes[node].kind == .object:
      document.children(node).map { document.key($0) }
    case .xml(let node): XMLNodeDatum.members(node)
    default: []
    }
  }

  /// The members that a block refers to; `nil` if it may refer to any.
  private static func names(of block: CompiledBlock) -> Set<String>? {
    var names: Set<String> = []
    var isAny = false
    func add(_ expression: CompiledExpression) {
      if expression.scan.usesWholeRow, expression.scan.paths.isEmpty { isAny = true }
      names.formUnion(expression.scan.members)
      for path in expression.scan.paths { names.formUnion(words(path)) }
    }
    func visit(_ block: CompiledBlock) {
      for field in block.fields {
        switch field.content {
        case .expression(let expression): add(expression)
        case .object(let inner): visit(inner)
        }
      }
      if let condition = block.condition { add(condition) }
      for inner in block.blocks {
        switch inner.selector {
        case .json(let paths)?: if let name = paths.first?.firstName { names.insert(name) }
        case .xml(let path)?: names.formUnion(words(path))
        case .once?: visit(inner)
        default: break
        }
      }
    }
    visit(block)
    return isAny ? nil : names
  }

  /// The names that stand in a path, attributes with `@`.
  private static func words(_ path: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in path + " " {
      if character.isLetter || character.isNumber || "_-.@".contains(character) {
        word.append(character)
      } else {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
    }
    return words
  }
}
