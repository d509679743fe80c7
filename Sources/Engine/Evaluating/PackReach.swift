public import Inventory
public import Rules

/// Why it cannot be told whether a pack applies to a subject.
public struct PackDoubt: Hashable, Sendable {
  /// The fact that would tell, as conditions write it.
  public var path: String
  /// The organisation that does not give it; `nil` where it is not known which one answers.
  public var organisation: String?
  /// The name of a controller that no organisation has.
  public var undeclared: String?

  /// What is not known, in words.
  public var words: String {
    if let undeclared { return EngineMessage.organisationNotDescribed.text(undeclared) }
    guard let organisation else { return EngineMessage.noController.text() }
    return EngineMessage.organisationLacks.text(
      organisation, String(path.drop { $0 != "." }.dropFirst()))
  }
}

/// Finds out which packs reach what some organisations answer for: the one place where that is
/// decided.
public struct PackReach {
  /// Whether a pack applies.
  public enum Answer: Sendable {
    case yes, no
    /// It cannot be told.
    case unknown(PackDoubt)
  }

  let organisations: [String: InventoryNode]

  init(organisations: [String: InventoryNode]) { self.organisations = organisations }

  /// The reach of packs among the organisations of an inventory.
  public init(_ tree: InventoryTree) {
    organisations = Dictionary(
      tree.organisations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a pack applies to what some organisations answer for: if it does for one of them.
  ///
  /// - Parameter controllers: Their identifiers; empty where nobody says who answers.
  public func answer(_ pack: Pack, controllers: [String]) -> Answer {
    guard !controllers.isEmpty else {
      return .unknown(PackDoubt(path: "system.controllers"))
    }
    var doubt: PackDoubt?
    for controller in controllers {
      switch answer(pack, controller: controller) {
      case .yes: return .yes
      case .no: continue
      case .unknown(let other): doubt = doubt ?? other
      }
    }
    return doubt.map { .unknown($0) } ?? .no
  }

  private func answer(_ pack: Pack, controller: String) -> Answer {
    guard let node = organisations[controller] else {
      return .unknown(PackDoubt(path: "system.controllers", undeclared: controller))
    }
    let kind = node.object.text("kind")
    let first = node.object.text("jurisdiction")
    let all = [first] + node.object.texts("jurisdictions")
    guard all.contains(where: { pack.applies(toKind: kind, in: $0) }) else { return .no }
    if all.contains(where: { pack.certainlyApplies(toKind: kind, in: $0) }) { return .yes }
    let isKind = kind == nil && !pack.appliesTo.isEmpty
    return .unknown(
      PackDoubt(
        path: "organisation.\(isKind ? "kind" : "jurisdiction")", organisation: controller))
  }
}
