import Bytes
import CEL

extension InventoryTree {
  /// Gives a system or dataset of a file that joins by name the id of the one of that name which
  /// another file describes.
  ///
  /// Called once the names of the node were taken over, and before it is joined. Where several have
  /// the name, nobody can say which is meant, and the node keeps its own id.
  func adoptIdentity(_ node: InventoryNode) {
    let name = Self.folded(node.name)
    let candidates: [InventoryNode]
    switch node.level {
    case .organisation: candidates = organisationNames.nodes(named: name, of: organisations)
    case .system: candidates = systemNames.nodes(named: name, of: systems)
    case .dataset:
      guard let system = node.system, let known = self.system(system.id) else { return }
      candidates = known.datasetNames.nodes(named: name, of: known.datasets)
    }
    let file = node.places[0].file
    let same = candidates.filter { other in
      other !== node && !other.places.contains { $0.file == file }
        && (Self.folded(other.name) == name || Self.folded(other.id) == name)
    }
    guard same.count == 1, let known = same.first, !known.id.isEmpty else { return }
    let shape = ShapeTable.shared.shapes[Int(node.object.type)]
    node.values[shape.identity] = known.object[shape.identity]
    // Both spellings are one name, and no conflict.
    if node.object[shape.identity + 1].tag == .string,
      known.object[shape.identity + 1].tag == .string
    {
      node.values[shape.identity + 1] = known.object[shape.identity + 1]
    }
    node.id = known.id
  }

  /// A name as it is compared: without regard to case and to white space.
  static func folded(_ name: String) -> String {
    CaseFolding.folded(name.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}

/// Finds nodes by their names and identifiers, without looking at all of them each time.
final class NodeNames {
  private var nodes: [String: [InventoryNode]] = [:]
  private var count = 0

  /// Nodes of a list that has only grown since the last call that have, or had, a name.
  func nodes(named name: String, of list: [InventoryNode]) -> [InventoryNode] {
    for node in list[min(count, list.count)...] { add(node) }
    count = list.count
    return nodes[name, default: []]
  }

  /// Adds the names of a node, of which it may have others than before.
  func add(_ node: InventoryNode) {
    for name in Set([InventoryTree.folded(node.name), InventoryTree.folded(node.id)])
    where !(nodes[name, default: []].contains { $0 === node }) {
      nodes[name, default: []].append(node)
    }
  }
}
