import CLibXML2
import Inventory

/// Finds the members of rows that nothing in a mapping refers to.
struct UnusedMembers {
  /// How many rows of a block are looked at.
  private static let most = 1_000

  let run: MappingRun
  private let used: Set<String>
  private let ignored: Set<String>

  init(run: MappingRun) {
    self.run = run
    used = run.mapping.usedNames
    ignored = Set(run.mapping.document.ignores)
  }

  /// Looks at the rows of a document in JSON.
  func collect(_ document: JSONDocument) {
    let root = RowFrame(
      .json(document, document.root), mark: .none, parent: nil, columns: 0)
    for block in run.mapping.root.blocks { collect(block, root) }
  }

  private func collect(_ block: CompiledBlock, _ parent: RowFrame) {
    guard !block.usesAnyMember else { return }
    let rows = run.frames(block, parent).prefix(Self.most)
    var met: Set<String> = []
    for row in rows {
      for name in members(row) where met.insert(name).inserted && !isUsed(name) {
        if !run.tally.unused.contains(name) { run.tally.unused.append(name) }
      }
    }
    for inner in block.blocks where inner.selector != .once {
      for row in rows.prefix(20) { collect(inner, row) }
    }
  }

  /// Whether anything in the mapping takes something from a member; paths name attributes by `@`, or by
  /// their local names alone.
  private func isUsed(_ name: String) -> Bool {
    used.contains(name) || ignored.contains(name)
      || name.hasPrefix("@") && used.contains(String(name.dropFirst()))
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
}
