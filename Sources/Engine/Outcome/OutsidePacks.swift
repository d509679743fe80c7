public import Inventory
public import Results
public import Rules

/// Finds the packs of the law about classes of data that an inventory has, where they do not hold.
public enum OutsidePacks {
  /// The packs by name, each once for a jurisdiction.
  public static func find(
    in tree: InventoryTree, _ library: RuleLibrary
  ) -> [Header.OutsidePack] {
    library.packs.filter { !$0.lawOf.isEmpty && !$0.jurisdictions.isEmpty }.flatMap { pack in
      classes(of: pack, in: tree).sorted { $0.key < $1.key }.map { place, classes in
        Header.OutsidePack(
          name: pack.name, title: pack.title, jurisdictions: pack.jurisdictions, place: place,
          classes: classes.sorted())
      }
    }
  }

  /// The classes of a pack that the inventory has where the pack does not hold, by jurisdiction.
  private static func classes(of pack: Pack, in tree: InventoryTree) -> [String: Set<String>] {
    var classes: [String: Set<String>] = [:]
    for dataset in tree.systems.flatMap(\.datasets) {
      guard let category = dataset.object.text("category"), pack.lawOf.contains(category) else {
        continue
      }
      let own = dataset.object.text("controller").map { [$0] }
      let controllers = own ?? dataset.system?.object.texts("controllers") ?? []
      for organisation in controllers.compactMap(tree.organisation) {
        guard let place = organisation.object.text("jurisdiction"),
          !pack.jurisdictions.contains(place)
        else { continue }
        classes[place, default: []].insert(category)
      }
    }
    return classes
  }
}
