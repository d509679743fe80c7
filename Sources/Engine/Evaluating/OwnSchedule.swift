import CEL
import CivilTime
import Diagnostics
import Inventory
import Rules

/// The rows that an organisation gives in the inventory.
struct OwnSchedule {
  /// The rows that name a class, in order.
  let rows: [Schedule.Row]

  init(_ organisation: InventoryNode, _ tree: InventoryTree) {
    let value = organisation.object.value("schedule")
    guard value.tag == .object else {
      rows = []
      return
    }
    let schedule = FactObject(value)
    let list = schedule.value("rows")
    guard list.tag == .list else {
      rows = []
      return
    }
    let name = organisation.object.text("name") ?? organisation.id
    let edition = schedule.text("edition").map { ", \($0)" } ?? ""
    rows = list.asList.filter { $0.tag == .object }.compactMap {
      Self.row(FactObject($0), origin: "the schedule of \(name)\(edition)", tree)
    }
  }

  private static func row(
    _ facts: FactObject, origin: String, _ tree: InventoryTree
  ) -> Schedule.Row? {
    guard let code = facts.text("category") else { return nil }
    let place = tree.position(of: facts.mark).map { " (\($0.path):\($0.line))" } ?? ""
    var row = Schedule.Row(ownedCode: code, origin: origin + place)
    row.period = period(facts.value("period"))
    row.minimum = period(facts.value("minimum"))
    row.maximum = period(facts.value("maximum"))
    row.trigger = facts.text("trigger")
    row.actions = [facts.text("action")].compactMap(\.self)
    row.counting = facts.text("counting").flatMap(CountingMode.init(rawValue:)) ?? .from
    return row
  }

  private static func period(_ value: Value) -> Period? {
    value.tag == .period ? value.asPeriod : nil
  }
}
