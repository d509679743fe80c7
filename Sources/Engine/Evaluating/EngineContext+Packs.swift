import Inventory
import Rules

extension EngineContext {
  /// Whether a pack is for one of some organisations; `nil` where none of them is known.
  func isInUse(pack name: String, controllers: [String]) -> Bool? {
    let nodes = controllers.compactMap { organisations[$0] }
    guard !nodes.isEmpty else { return nil }
    guard let pack = library.pack(name) else { return false }
    return nodes.contains { applies(pack, to: $0) }
  }

  /// Whether a pack is for an organisation, by the law of one of the places that it is under.
  func applies(_ pack: Pack, to organisation: InventoryNode) -> Bool {
    let kind = organisation.object.text("kind")
    let place = organisation.object.text("jurisdiction")
    return pack.applies(toKind: kind, in: place)
      || organisation.object.texts("jurisdictions").contains {
        pack.applies(toKind: kind, in: $0)
      }
  }
}
