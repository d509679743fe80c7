import CEL
import Diagnostics

/// What the systems and datasets of an inventory name without saying elsewhere what it is, each list
/// made when it is first asked for.
final class StatedNames {
  private let tree: InventoryTree

  init(_ tree: InventoryTree) { self.tree = tree }

  private static let categorySlot = InventoryTree.slot("category", of: Vocabulary.dataset)
  private static let linkKeySlot = InventoryTree.slot("linkKey", of: Vocabulary.system)

  /// The classes that datasets say they are of.
  private(set) lazy var classes = tree.systems.flatMap(\.datasets).compactMap {
    Self.text(Self.categorySlot, of: $0)
  }
  private(set) lazy var classSet = Set(classes)

  /// The link keys that systems say they have.
  private(set) lazy var linkKeys = tree.systems.compactMap { Self.text(Self.linkKeySlot, of: $0) }
  private(set) lazy var linkKeyIndex = NameIndex(linkKeys)
  private lazy var linkKeyCounts = linkKeys.reduce(into: [String: Int]()) {
    $0[$1, default: 0] += 1
  }

  /// Whether more than one system has a link key.
  func isSharedLinkKey(_ key: String) -> Bool { linkKeyCounts[key, default: 0] > 1 }

  private var publishedIndex: NameIndex?

  /// The classes of the schedules that organisations give.
  private(set) lazy var scheduled: [String] = {
    let scheduleSlot = InventoryTree.slot("schedule", of: Vocabulary.organisation)
    let rowsSlot = InventoryTree.slot("rows", of: Vocabulary.schedule)
    let classSlot = InventoryTree.slot("category", of: Vocabulary.scheduleRow)
    var classes: [String] = []
    for node in tree.organisations where node.object[scheduleSlot].tag == .object {
      let rows = FactObject(node.object[scheduleSlot])[rowsSlot]
      guard rows.tag == .list else { continue }
      for row in rows.asList where row.tag == .object {
        let name = row.asFields[classSlot]
        if name.tag == .string { classes.append(name.asString) }
      }
    }
    return classes
  }()
  private(set) lazy var scheduledSet = Set(scheduled)

  private var allClasses: NameIndex?

  /// The classes of the schedule in use, of those that organisations give, and of datasets.
  func classIndex(besides published: Set<String>) -> NameIndex {
    if let allClasses { return allClasses }
    let made = NameIndex(published.union(scheduled).union(classes))
    allClasses = made
    return made
  }

  private var entries: [[String]: NameIndex] = [:]

  /// The entries of the records of processing of some organisations.
  func entryIndex(of controllers: [String], _ names: () -> [String]) -> NameIndex {
    if let known = entries[controllers] { return known }
    let made = NameIndex(names())
    entries[controllers] = made
    return made
  }

  /// The classes of the schedule in use.
  func publishedIndex(_ classes: Set<String>) -> NameIndex {
    if let publishedIndex { return publishedIndex }
    let made = NameIndex(classes)
    publishedIndex = made
    return made
  }

  private static func text(_ slot: Int, of node: InventoryNode) -> String? {
    let value = node.object.stated(slot)
    return value.tag == .string ? value.asString : nil
  }
}
