import CEL
import CivilTime
import Diagnostics

extension Assembler {
  /// Begins an organisation, a system or a dataset.
  mutating func beginLevel(
    _ slot: Int, _ shape: UnsafePointer<Shape>, _ mark: SourceMark
  ) -> Entry {
    if shape.pointee.role != .organisation { frame.pointee.isClosed = true }
    if mode == .rows { return beginKnownLevel(slot, shape) }
    if shape.pointee.role == .organisation, tree.hasDeliveredRows { return .late }
    let memory = tree.allocate(bytes: shape.pointee.byteCount)
    let child = Frame(shape, slot: slot, memory: memory)
    child.marks[shape.pointee.count] = mark
    push(child)
    switch shape.pointee.role {
    case .organisation: addOrganisation(child, mark)
    case .system: addSystem(child, mark)
    default: addDataset(child, mark)
    }
    return .enter
  }

  private mutating func addOrganisation(_ frame: Frame, _ mark: SourceMark) {
    let place = InventoryNode.Place(
      file: file, ordinal: ordinals.organisations, parentOrdinal: 0, mark: mark)
    ordinals.organisations += 1
    organisation = InventoryNode(.organisation, frame: frame, place: place)
  }

  private mutating func addSystem(_ frame: Frame, _ mark: SourceMark) {
    let place = InventoryNode.Place(
      file: file, ordinal: ordinals.systems, parentOrdinal: 0, mark: mark)
    ordinals.systems += 1
    ordinals.datasetsOfSystem = 0
    let node = InventoryNode(.system, frame: frame, place: place)
    tree.nodes[file].systems.append(node)
    system = node
  }

  private mutating func addDataset(_ frame: Frame, _ mark: SourceMark) {
    let place = InventoryNode.Place(
      file: file, ordinal: ordinals.datasetsOfSystem, parentOrdinal: ordinals.systems - 1,
      mark: mark)
    ordinals.datasets += 1
    ordinals.datasetsOfSystem += 1
    let node = InventoryNode(.dataset, frame: frame, place: place)
    node.system = system
    tree.nodes[file].datasets.append(node)
    dataset = node
    beginRows()
  }

  private mutating func beginRows() {
    ordinals.records = 0
    ordinals.holdings = 0
    isDelivering = false
    identities.removeAll()
    sharedIdentities = nil
    if mode == .rows, let dataset, dataset.hasRowsInSeveralFiles {
      sharedIdentities = dataset.sharedIdentities
    }
  }

  /// Walks along a structure that is known; its nodes are met in the same order again.
  private mutating func beginKnownLevel(_ slot: Int, _ shape: UnsafePointer<Shape>) -> Entry {
    let known = tree.nodes[file]
    switch shape.pointee.role {
    case .organisation: return .skip
    case .system:
      ordinals.systems += 1
    default:
      guard ordinals.datasets < known.datasets.count else {
        hasChanged = true
        return .skip
      }
      dataset = known.datasets[ordinals.datasets]
      ordinals.datasets += 1
      beginRows()
    }
    // Its fields are passed over, so the memory is never written.
    push(Frame(view: shape, slot: slot, of: recordFrame))
    return .enter
  }

  /// Takes over the id and the name of a node, or the id of what another file calls so.
  private func takeNames(_ node: InventoryNode) {
    node.takeNames()
    if joinsByName { tree.adoptIdentity(node) }
  }

  mutating func endOrganisation() {
    guard let node = organisation else { return }
    node.takeNames()
    tree.join(node, &log)
    organisation = nil
  }

  mutating func endSystem() {
    guard mode != .rows, let node = system else { return }
    if !frame.pointee.isSettled { joinSystem(node) }
    system = nil
  }

  private mutating func joinSystem(_ node: InventoryNode) {
    takeNames(node)
    noteLate(node)
    let waiting = node.datasets
    node.datasets = []
    let joined = tree.join(node, &log)
    for dataset in waiting {
      dataset.system = joined
      if joinsByName { tree.adoptIdentity(dataset) }
      tree.join(dataset, &log)
    }
    system = joined
  }

  mutating func endDataset() {
    guard let node = dataset else { return }
    if isDelivering {
      endIdentities()
      consumer?.end(node)
    }
    isDelivering = false
    latestDay = checkDay
    dataset = nil
    guard mode != .rows, !frame.pointee.isSettled else { return }
    takeNames(node)
    joinDataset(node)
  }

  /// Whether a node adds to one that rows already delivered may have needed.
  private mutating func noteLate(_ node: InventoryNode) {
    if mode == .everything, tree.hasDeliveredRows, tree.isKnown(node) { isLate = true }
  }

  /// Joins a dataset, or lets it wait for its system to be complete.
  private mutating func joinDataset(_ node: InventoryNode) {
    if (frame - 1).pointee.isSettled {
      noteLate(node)
      node.system = system
      tree.join(node, &log)
    } else {
      system?.datasets.append(node)
    }
  }

  /// Makes the facts about the dataset and its system final and tells the consumer that rows
  /// begin.
  ///
  /// - Returns: `.late` if a fact of this or another file is still missing.
  mutating func beginDelivery() -> Entry {
    guard let node = dataset else { return .skip }
    if mode == .everything {
      guard settle(node) else { return .late }
      tree.hasDeliveredRows = true
      if let last = dataset?.places.indices.last { dataset?.places[last].deliversRows = true }
    }
    isDelivering = true
    factsUntil = extractionDay
    latestDay = min(checkDay, factsUntil?.dayNumber ?? .max)
    consumer?.take(factsUntil: factsUntil)
    consumer?.begin(dataset ?? node)
    return .enter
  }

  private static let extractedSlot = InventoryTree.slot("extracted", of: Vocabulary.inventory)

  /// The last day that the facts of the file can be of; `nil` where it does not say.
  private var extractionDay: CivilDate? {
    let day =
      mode == .rows
      ? tree.files[file].extracted : (frame - 2).pointee.values[Self.extractedSlot]
    return day.tag == .date ? day.lastDay : nil
  }

  private mutating func settle(_ node: InventoryNode) -> Bool {
    let parent = frame - 1
    (frame - 2).pointee.isSettled = true
    if !parent.pointee.isSettled, let system {
      flatten(parent)
      checkLimits(parent)
      takeNames(system)
      guard !system.id.isEmpty || format != .json, !tree.isKnown(system) else { return false }
      joinSystem(system)
      parent.pointee.isSettled = true
    }
    if !frame.pointee.isSettled {
      flatten(frame)
      checkLimits(frame)
      takeNames(node)
      guard !node.id.isEmpty || format != .json, !tree.isKnown(node) else { return false }
      node.system = system
      dataset = tree.join(node, &log)
      frame.pointee.isSettled = true
    }
    tree.inherit(node)
    return true
  }

  /// Takes over what the file says of itself.
  mutating func endInventory() {
    // Whoever has rows may look at what is known of the file.
    pieces?.wait()
    guard mode != .rows else { return }
    let object = FactObject(frame.pointee.value)
    tree.files[file].extracted = object[Self.extractedSlot]
    let mark = object.mark(of: Self.extractedSlot)
    tree.files[file].extractedMark = mark.isNone ? object.mark : mark
    let source = object[InventoryTree.slot("source", of: Vocabulary.inventory)]
    tree.files[file].source = source.tag == .string ? source.asString : ""
  }
}
