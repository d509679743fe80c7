public import Inventory
public import Results
public import Rules

/// Finds the packs of the law about classes of data that an inventory has, where they do not hold or
/// where their rules are not used.
public struct OutsidePacks {
  private let tree: InventoryTree
  private let library: RuleLibrary
  private let used: Set<String>

  /// - Parameter used: The names of the packs of which at least one rule is used.
  private init(_ tree: InventoryTree, _ library: RuleLibrary, used: Set<String>) {
    self.tree = tree
    self.library = library
    self.used = used
  }

  /// The packs by name, each once for a jurisdiction, a kind of organisation and a reason.
  ///
  /// - Parameter used: The names of the packs of which at least one rule is used.
  public static func find(
    in tree: InventoryTree, _ library: RuleLibrary, used: Set<String>
  ) -> [Header.OutsidePack] {
    let packs = OutsidePacks(tree, library, used: used)
    return library.packs.filter { !$0.lawOf.isEmpty }.flatMap(packs.find)
  }

  /// Where and why a pack is not used.
  private struct Place: Hashable, Comparable {
    var place: String
    var kind: String?
    var isLeftOut = false

    static func < (left: Place, right: Place) -> Bool {
      if left.place != right.place { return left.place < right.place }
      if left.kind != right.kind { return (left.kind ?? "") < (right.kind ?? "") }
      return !left.isLeftOut && right.isLeftOut
    }
  }

  private func find(_ pack: Pack) -> [Header.OutsidePack] {
    var classes: [Place: Set<String>] = [:]
    for dataset in tree.systems.flatMap(\.datasets) {
      guard let category = dataset.object.text("category"), pack.lawOf.contains(category) else {
        continue
      }
      let own = dataset.object.text("controller").map { [$0] }
      let controllers = own ?? dataset.system?.object.texts("controllers") ?? []
      for organisation in controllers.compactMap(tree.organisation) {
        guard let place = place(of: pack, for: organisation) else { continue }
        classes[place, default: []].insert(category)
      }
    }
    return classes.sorted { $0.key < $1.key }.map { place, classes in
      var outside = Header.OutsidePack(
        name: pack.name, title: pack.title, jurisdictions: pack.jurisdictions, place: place.place,
        classes: classes.sorted())
      outside.kind = place.kind
      outside.kinds = place.kind == nil ? nil : pack.appliesTo.joined(separator: ", ")
      outside.isLeftOut = place.isLeftOut ? true : nil
      return outside
    }
  }

  /// Why a pack says nothing to an organisation; `nil` where it does, or where that is not known.
  private func place(of pack: Pack, for organisation: InventoryNode) -> Place? {
    let place = organisation.object.text("jurisdiction")
    let kind = organisation.object.text("kind")
    if !pack.applies(toKind: nil, in: place) { return place.map { Place(place: $0) } }
    if !pack.applies(toKind: kind, in: nil) { return Place(place: place ?? "", kind: kind) }
    return used.contains(pack.name) ? nil : Place(place: place ?? "", isLeftOut: true)
  }
}
