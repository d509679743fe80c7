import CEL
import CivilTime
import Inventory

/// The holds of all organisations, by identifier and by what they cover.
struct HoldRegister {
  /// A hold as the register sees it.
  struct Hold {
    var organisation: String
    var id: String
    /// The first day; the earliest day where it is not known, so that nothing is destroyed early.
    var from: CivilDate
    /// The last day, if it was released.
    var released: CivilDate?

    /// In force: begun, and not released before the day.
    func isInForce(on day: CivilDate) -> Bool {
      from <= day && (released.map { day <= $0 } ?? true)
    }
  }

  private var byID: [String: [Hold]] = [:]
  private var byScope: [String: [Hold]] = [:]

  init(_ organisations: [InventoryNode]) {
    for organisation in organisations {
      for item in Self.items(of: organisation) {
        let hold = Hold(
          organisation: organisation.id, id: item.text("id") ?? "",
          from: item.day("from")?.first ?? .earliest, released: item.day("released")?.last)
        byID[hold.id, default: []].append(hold)
        for scope in item.texts("scope") { byScope[scope, default: []].append(hold) }
      }
    }
  }

  private static func items(of organisation: InventoryNode) -> [FactObject] {
    let list = organisation.object.value("holds")
    return list.tag == .list ? list.asList.map { FactObject($0) } : []
  }

  /// Whether any hold covers more than the records that name it.
  var haveScopes: Bool { !byScope.isEmpty }

  /// Whether a hold of an identifier is in force; `nil` if no organisation has such a hold.
  func isInForce(id: String, on day: CivilDate) -> Bool? {
    byID[id].map { $0.contains { $0.isInForce(on: day) } }
  }

  /// Whether a hold of one of the controllers covers one of the scopes.
  func covers(scopes: [String], controllers: [String], on day: CivilDate) -> Bool {
    scopes.contains { scope in
      byScope[scope, default: []].contains { hold in
        hold.isInForce(on: day) && (controllers.isEmpty || controllers.contains(hold.organisation))
      }
    }
  }

  /// The days on which a hold of the scopes begins or ends, for the days between which an answer
  /// stays the same.
  func turningDays(scopes: [String], id: String?) -> [CivilDate] {
    let holds = scopes.flatMap { byScope[$0, default: []] } + (id.flatMap { byID[$0] } ?? [])
    return holds.flatMap { hold in
      [hold.from] + (hold.released.map { [$0.adding(days: 1)] } ?? [])
    }
  }
}
