import Inventory
import Rules

extension EngineContext {
  /// Whether a pack is for one of some organisations; `nil` where too little is known of them.
  func isInUse(pack name: String, controllers: [String]) -> Bool? {
    guard let pack = packs[name] else { return false }
    guard !controllers.isEmpty else { return nil }
    let answers = controllers.map { controller in
      organisations[controller].flatMap { isFor($0, pack) }
    }
    if answers.contains(true) { return true }
    return answers.contains(nil) ? nil : false
  }

  /// Whether a pack is for an organisation; `nil` where its kind or place is not given.
  private func isFor(_ organisation: InventoryNode, _ pack: Pack) -> Bool? {
    guard applies(pack, to: organisation) else { return false }
    let facts = organisation.object
    let hasKind = pack.appliesTo.isEmpty || facts.text("kind") != nil
    let hasPlace =
      pack.jurisdictions.isEmpty || facts.text("jurisdiction") != nil
      || !facts.texts("jurisdictions").isEmpty
    return hasKind && hasPlace ? true : nil
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
