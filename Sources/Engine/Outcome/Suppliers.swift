import CEL
import Inventory

/// The roles that can supply facts: the owner or steward of the system, or the data protection
/// officer of the organisation.
struct Suppliers {
  private let stewardSlot = Self.slot("steward")
  private let ownerSlot = Self.slot("owner")

  private static func slot(_ name: String) -> Int? {
    Vocabulary.system.fields.firstIndex { $0.name == name }
  }

  /// Who can supply a fact; `nil` where the inventory names nobody.
  func supplier(of path: String, _ scope: SubjectScope) -> String? {
    if path.utf8.starts(with: "param(".utf8) { return "the owner of the organisation's profile" }
    if let system = scope.system?.object {
      return Self.text(system, stewardSlot) ?? Self.text(system, ownerSlot)
    }
    for field in ["recordsPolicy", "dataProtectionOfficer"] {
      guard let value = scope.organisation?.object.value(field), value.tag == .object else {
        continue
      }
      let owner = FactObject(value)
      if let name = owner.text("owner") ?? owner.text("name") { return name }
    }
    return nil
  }

  private static func text(_ object: FactObject, _ slot: Int?) -> String? {
    guard let slot, object[slot].tag == .string else { return nil }
    return object[slot].asString
  }
}
