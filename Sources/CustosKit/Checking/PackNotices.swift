import CEL
import Diagnostics
import Engine
import Inventory
import Rules

/// Says of which organisations and systems it cannot be told which packs apply to them.
///
/// What law somebody is under is never guessed: without it, nothing that rests on it is decided.
struct PackNotices {
  let tree: InventoryTree
  let rules: RuleSet

  /// The errors, in the order of the inventory.
  var all: [Diagnostic] {
    tree.organisations.compactMap { notice(ofOrganisation: $0) }
      + tree.systems.compactMap { notice(ofSystem: $0) }
  }

  /// The packs of the run.
  private var packs: [Pack] {
    let used = Set(rules.rules.map(\.rule.pack))
    return rules.library.packs.filter { used.contains($0.name) }
  }

  private func notice(ofOrganisation node: InventoryNode) -> Diagnostic? {
    let reach = PackReach(tree)
    let open = packs.filter {
      if case .unknown = reach.answer($0, controllers: [node.id]) { true } else { false }
    }
    guard !open.isEmpty else { return nil }
    let missing = ["kind", "jurisdiction"].filter { Self.text(node, $0) == nil }
    return Diagnostic(
      .error, "input.no-law", at: tree.position(of: node.object.mark),
      "the organisation \(node.id) does not give its \(missing.joined(separator: " and no ")): "
        + "whether \(Self.list(open)) apply is not known",
      hint: "their rules stay undetermined until it is known")
  }

  private func notice(ofSystem node: InventoryNode) -> Diagnostic? {
    let slot = node.object.slot("controllers")
    guard let slot else { return nil }
    let list = node.object.stated(slot)
    let names = list.tag == .list ? list.asList.map(\.asString) : []
    let isKnown = !names.isEmpty && names.allSatisfy { tree.organisation($0) != nil }
    guard !isKnown else { return nil }
    let what =
      names.isEmpty ? "has no controller" : "has a controller that the inventory does not describe"
    return Diagnostic(
      .error, "input.no-law", at: tree.position(of: node.object.mark),
      "the system \(node.id) \(what): whether \(Self.list(packs)) apply is not known",
      hint: "give the identifier of an organisation of the inventory as one of its controllers")
  }

  private static func list(_ packs: [Pack]) -> String {
    packs.map(\.name).joined(separator: ", ")
  }

  private static func text(_ node: InventoryNode, _ field: String) -> String? {
    guard let slot = node.object.slot(field), node.object[slot].tag == .string else { return nil }
    return node.object[slot].asString
  }
}
