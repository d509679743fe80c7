import CEL
import Diagnostics

extension InventoryTree {
  /// Whether another file has already described the thing that a node describes.
  func isKnown(_ node: InventoryNode) -> Bool {
    guard !node.id.isEmpty, let known = index(node.level)[IdentityKey(node.id)] else {
      return false
    }
    return !known.places.contains { $0.file == node.places[0].file }
  }

  /// Puts a node that a file describes into the tree.
  ///
  /// - Returns: The node that stands for it from now on.
  @discardableResult
  func join(_ node: InventoryNode, _ log: inout DiagnosticLog) -> InventoryNode {
    guard !node.id.isEmpty else {
      noteMissingIdentity(node, &log)
      append(node)
      return node
    }
    guard let known = index(node.level)[IdentityKey(node.id)] else {
      remember(node)
      append(node)
      return node
    }
    let isElsewhere = known.system !== node.system
    if known.places.contains(where: { $0.file == node.places[0].file }) || isElsewhere {
      noteSameIdentity(node, known, &log)
      append(node)
      return node
    }
    merge(node.object, into: known, &log)
    known.adoptImpossible(node)
    let name = known.name
    known.takeNames()
    if known.name != name { noteNewName(known) }
    known.places += node.places
    replace(node, by: known)
    for dataset in node.datasets {
      dataset.system = known
      join(dataset, &log)
    }
    return known
  }

  private func noteNewName(_ node: InventoryNode) {
    switch node.level {
    case .organisation: organisationNames.add(node)
    case .system: systemNames.add(node)
    case .dataset: node.system?.datasetNames.add(node)
    }
  }

  private func index(_ level: InventoryNode.Level) -> [IdentityKey: InventoryNode] {
    switch level {
    case .organisation: organisationsByID
    case .system: systemsByID
    case .dataset: datasetsByID
    }
  }

  private func remember(_ node: InventoryNode) {
    let key = IdentityKey(node.id)
    switch node.level {
    case .organisation: organisationsByID[key] = node
    case .system: systemsByID[key] = node
    case .dataset: datasetsByID[key] = node
    }
  }

  private func append(_ node: InventoryNode) {
    switch node.level {
    case .organisation: organisations.append(node)
    case .system: systems.append(node)
    case .dataset: node.system?.datasets.append(node)
    }
  }

  private func replace(_ node: InventoryNode, by known: InventoryNode) {
    let place = node.places[0]
    switch node.level {
    case .organisation: break
    case .system: nodes[place.file].systems[place.ordinal] = known
    case .dataset:
      let last = nodes[place.file].datasets.lastIndex { $0 === node }
      if let last { nodes[place.file].datasets[last] = known }
    }
  }

  private func noteMissingIdentity(_ node: InventoryNode, _ log: inout DiagnosticLog) {
    log.add(
      Diagnostic(
        .error, "reader.missing-id", at: position(of: node.object.mark),
        "\(ReaderMessages.words(node.object.definition)) has no id\(node.statedID)"))
  }

  private func noteSameIdentity(
    _ node: InventoryNode, _ known: InventoryNode, _ log: inout DiagnosticLog
  ) {
    let words = ReaderMessages.words(node.object.definition)
    let place = position(of: known.object.mark)
    log.add(
      Diagnostic(
        .error, "reader.duplicate-id", at: position(of: node.object.mark),
        "there is already \(words) with the id \(ReaderMessages.quoted(node.id))",
        related: place.map { [.init(at: $0, "the first one")] } ?? []))
  }
}
