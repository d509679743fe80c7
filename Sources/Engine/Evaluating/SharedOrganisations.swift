import CEL
import Inventory
import Synchronization

/// What conditions see as the organisation of subjects that several organisations answer for, or
/// that nobody is known to.
///
/// What all of them say alike is known, and their lists are put together; anything else is unknown.
final class SharedOrganisations: @unchecked Sendable {
  private let organisations: [String: InventoryNode]
  private let known = Mutex(Known())

  /// What was made so far, and the memory that holds it.
  private struct Known: ~Copyable {
    var values: [[String]: Value] = [:]
    var arena = Arena()
  }

  init(_ organisations: [String: InventoryNode]) {
    self.organisations = organisations
  }

  /// The organisation that stands for some.
  func organisation(of controllers: [String]) -> Value {
    known.withLock { known in
      if let made = known.values[controllers] { return made }
      let made = make(controllers, &known.arena)
      known.values[controllers] = made
      return made
    }
  }

  private func make(_ controllers: [String], _ arena: inout Arena) -> Value {
    let definition = Vocabulary.organisation
    let nodes = controllers.compactMap { organisations[$0]?.object }
    let areKnown = !nodes.isEmpty && nodes.count == controllers.count
    let values = definition.fields.indices.map { slot in
      areKnown ? together(nodes.map { $0[slot] }, &arena) : .unknown
    }
    return arena.object(definition, values)
  }

  /// What several values come to.
  private func together(_ values: [Value], _ arena: inout Arena) -> Value {
    guard let first = values.first else { return .unknown }
    if values.allSatisfy({ $0.tag == .absent }) { return .absent }
    if values.allSatisfy({ InventoryTree.statesSame($0, first) }) {
      return first
    }
    let lists = values.filter { $0.tag != .absent }
    guard !lists.isEmpty, lists.allSatisfy({ $0.tag == .list }),
      lists.contains(where: { $0.asList.contains { $0.tag == .object } })
    else { return .unknown }
    return arena.list(copying: lists.flatMap { Array($0.asList) })
  }
}
