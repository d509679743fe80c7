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
    tree.organisations.compactMap { notice(ofOrganisation: $0) } + ofSystems
  }

  /// How many systems of which the same is said are named at most.
  private static let mostNamed = 25

  /// One error for each system, or one for all of which the same is said where they are many.
  private var ofSystems: [Diagnostic] {
    var lacking: [Missing: [InventoryNode]] = [:]
    for node in tree.systems {
      if let missing = missing(of: node) { lacking[missing, default: []].append(node) }
    }
    return Missing.allCases.flatMap { missing -> [Diagnostic] in
      let nodes = lacking[missing] ?? []
      guard let first = nodes.first, nodes.count > Self.mostNamed else {
        return nodes.map { notice("the system \($0.id) \(missing.one)", at: $0) }
      }
      let names = nodes.prefix(3).map(\.id).joined(separator: ", ")
      return [notice("\(nodes.count) systems (\(names), …) \(missing.many)", at: first)]
    }
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
    let isLeftOut = missing.allSatisfy { name in
      node.object.slot(name).map { node.object.mark(of: $0).isNone } ?? true
    }
    // A word that is not recognised was told of as an error already.
    let isTold = missing.allSatisfy { node.object.statedText($0) != nil }
    return Diagnostic(
      isTold ? .notice : .error, "input.no-law", at: tree.position(of: node.object.mark),
      (isLeftOut
        ? "the organisation \(node.id) does not give its \(missing.joined(separator: " and no ")): "
        : "the \(missing.joined(separator: " and the ")) of the organisation \(node.id) "
          + "\(missing.count == 1 ? "is" : "are") not known: ")
        + "whether \(Self.list(open)) apply is not known",
      hint: "their rules stay undetermined until it is known")
  }

  /// What is said of a system whose law is not known, and of several.
  private enum Missing: CaseIterable {
    case controller, description

    var one: String {
      switch self {
      case .controller: "has no controller"
      case .description: "has a controller that the inventory does not describe"
      }
    }

    var many: String {
      switch self {
      case .controller: "have no controller"
      case .description: "have a controller that the inventory does not describe"
      }
    }
  }

  private func missing(of node: InventoryNode) -> Missing? {
    guard let slot = node.object.slot("controllers") else { return nil }
    let list = node.object.stated(slot)
    let names = list.tag == .list ? list.asList.map(\.asString) : []
    if names.isEmpty { return .controller }
    return names.allSatisfy { tree.organisation($0) != nil } ? nil : .description
  }

  private func notice(_ subject: String, at node: InventoryNode) -> Diagnostic {
    Diagnostic(
      .error, "input.no-law", at: tree.position(of: node.object.mark),
      "\(subject): whether \(Self.list(packs)) apply is not known",
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
