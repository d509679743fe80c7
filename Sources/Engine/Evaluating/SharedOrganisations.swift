import CEL
import Inventory
import Synchronization

/// What conditions see as the organisation of subjects that several organisations answer for, or
/// that nobody is known to.
///
/// What all of them say alike is known, field by field, and their lists are put together; anything
/// else is unknown.
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
    let nodes = controllers.compactMap { organisations[$0]?.object.value }
    guard !nodes.isEmpty, nodes.count == controllers.count else {
      return arena.object(definition, definition.fields.map { _ in .unknown })
    }
    return together(nodes, definition, &arena)
  }

  /// The object that stands for several of one kind: field by field what all of them say.
  private func together(
    _ objects: [Value], _ definition: ObjectDefinition, _ arena: inout Arena
  ) -> Value {
    let values = definition.fields.enumerated().map { slot, field in
      together(objects.map { $0.asFields[slot] }, field, &arena)
    }
    return arena.object(definition, values)
  }

  /// What several values of a field come to.
  private func together(
    _ values: [Value], _ field: FieldDefinition, _ arena: inout Arena
  ) -> Value {
    guard let first = values.first else { return .unknown }
    if values.allSatisfy({ $0.tag == .absent }) { return .absent }
    if values.allSatisfy({ InventoryTree.statesSame($0, first) }) { return first }
    switch field.kind {
    case .object(let definition) where values.allSatisfy({ $0.tag == .object }):
      return together(values, definition, &arena)
    case .objects: return lists(values, field, &arena)
    default: return .unknown
    }
  }

  /// Lists of objects one behind the other; of a list that is not known, an item of which nothing
  /// is known stands for what it may hold.
  private func lists(
    _ values: [Value], _ field: FieldDefinition, _ arena: inout Arena
  ) -> Value {
    guard values.contains(where: { $0.tag == .list }) else { return .unknown }
    let items = values.flatMap { value -> [Value] in
      switch value.tag {
      case .list: Array(value.asList)
      case .absent where field.absence != .unknown: []
      case .notApplicable: []
      default: [.unknown]
      }
    }
    return arena.list(copying: items)
  }
}
