import CEL
import Inventory
import Rules

/// The subject of a check with its ancestors.
struct SubjectScope {
  /// What the rule is about.
  var level: Rule.Level
  /// The organisations that answer for it.
  var controllers: [String]
  /// The organisation, where it is the subject.
  var organisation: InventoryNode?
  var system: InventoryNode?
  var dataset: InventoryNode?
  /// The row, where the subject is one; valid while it is current.
  var row: FactObject?
  /// The row's place among the rows of its dataset in its file.
  var ordinal = 0
  /// The item of a list that the rule runs over.
  var item: (object: FactObject, name: String, ordinal: Int)?

  /// The object that the rule is about.
  var object: FactObject? {
    item?.object ?? row ?? dataset?.object ?? system?.object ?? organisation?.object
  }

  /// The dataset of a row, which a rule reports about in the row's place.
  var ofDataset: SubjectScope {
    var scope = self
    scope.row = nil
    scope.level = .dataset
    return scope
  }

  /// The organisations that answer for a system or dataset, those that nobody describes among them;
  /// empty where nothing says which they are.
  static func controllers(system: InventoryNode?, dataset: InventoryNode?) -> [String] {
    if let own = dataset?.object.stated("controller"), own.tag != .absent {
      return own.tag == .string ? [own.asString] : []
    }
    guard let list = system?.object.stated("controllers"), list.tag == .list else { return [] }
    return list.asList.map(\.asString)
  }
}
