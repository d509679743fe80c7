import CEL
import Inventory

/// The roles that answer for a subject and can supply its facts, as the inventory names them.
struct Suppliers {
  private let stewardSlot = Self.slot("steward")
  private let ownerSlot = Self.slot("owner")

  private static func slot(_ name: String) -> Int? {
    Vocabulary.system.fields.firstIndex { $0.name == name }
  }

  /// Who can supply a fact; `nil` where the inventory names nobody.
  func supplier(of path: String, _ scope: SubjectScope) -> String? {
    if path.utf8.starts(with: "param(".utf8) { return EngineMessage.profileOwner.text() }
    return steward(of: scope) ?? owner(of: scope)
  }

  /// Who owns a subject: the owner of its system or of the item, or else whoever owns the
  /// organisation's records policy, or its data protection officer.
  func owner(of scope: SubjectScope) -> String? {
    if let system = scope.system?.object { return Self.text(system, ownerSlot) }
    if let item = scope.item?.object,
      item.definition.fields.contains(where: { $0.name == "owner" }),
      let owner = item.text("owner")
    {
      return owner
    }
    for field in ["recordsPolicy", "dataProtectionOfficer"] {
      guard let value = scope.organisation?.object.value(field), value.tag == .object else {
        continue
      }
      let officer = FactObject(value)
      if let name = officer.text(field == "recordsPolicy" ? "owner" : "name") { return name }
    }
    return nil
  }

  /// Who looks after the system of a subject.
  func steward(of scope: SubjectScope) -> String? {
    scope.system.flatMap { Self.text($0.object, stewardSlot) }
  }

  private static func text(_ object: FactObject, _ slot: Int?) -> String? {
    guard let slot, object[slot].tag == .string else { return nil }
    return object[slot].asString
  }
}
