import CEL
import CivilTime
import Diagnostics
import Findings
import Inventory
import Rules

/// The rows that an organisation gives in the inventory.
struct OwnSchedule {
  /// A row, with the names of its fields of which it is not known what they say.
  struct Row {
    var row: Schedule.Row
    var unknown: Set<String> = []
    /// Where it is in the list.
    var place: Place
  }

  /// Where a row is in the list of its organisation.
  struct Place {
    /// Its index.
    var index: Int
    var mark: SourceMark
    /// The identifier of the organisation.
    var organisation: String

    /// The path of a fact of it.
    func path(of field: String) -> String { "organisation.schedule.rows[\(index)].\(field)" }
  }

  /// The rows that name a class, in order.
  private(set) var rows: [Row] = []
  /// Whether there may be rows for classes that ``rows`` does not have: nothing is known of the list,
  /// or not which class one of its rows is about.
  private(set) var isOpen = false
  /// The rows of which it is not known which class they are about.
  private(set) var nameless: [Place] = []

  init(_ organisation: InventoryNode, _ tree: InventoryTree) {
    let value = organisation.object.value("schedule")
    isOpen = value.tag == .unknown || value.tag == .absent
    guard value.tag == .object else { return }
    let schedule = FactObject(value)
    let list = schedule.value("rows")
    isOpen = list.tag == .unknown
    guard list.tag == .list else { return }
    let name = organisation.object.text("name") ?? organisation.id
    let edition = schedule.text("edition").map { ", \($0)" } ?? ""
    for (index, item) in list.asList.enumerated() {
      guard item.tag == .object else {
        isOpen = true
        continue
      }
      let place = Place(
        index: index, mark: FactObject(item).mark, organisation: organisation.id)
      let origin = EngineMessage.ownSchedule.text(name, edition)
      if let row = Self.row(FactObject(item), origin: origin, place, tree) {
        rows.append(row)
      } else {
        nameless.append(place)
        isOpen = true
      }
    }
  }

  private static func row(
    _ facts: FactObject, origin: String, _ position: Place, _ tree: InventoryTree
  ) -> Row? {
    guard let code = facts.text("category") else { return nil }
    let place = tree.position(of: facts.mark).map { " (\($0.path):\($0.line))" } ?? ""
    var row = Schedule.Row(ownedCode: code, origin: origin + source(facts) + place)
    row.evidence = facts.text("evidence").flatMap(Evidence.Grade.init(rawValue:)).map { .init($0) }
    row.period = period(facts.value("period"))
    row.minimum = period(facts.value("minimum"))
    row.maximum = period(facts.value("maximum"))
    row.trigger = facts.text("trigger")
    row.actions = [facts.text("action")].compactMap(\.self)
    row.counting = facts.text("counting").flatMap(CountingMode.init(rawValue:)) ?? .from
    let open = facts.definition.fields.enumerated().filter { slot, field in
      switch facts[slot].tag {
      case .unknown: true
      case .absent: field.absence == .unknown
      default: false
      }
    }
    return Row(row: row, unknown: Set(open.map(\.element.name)), place: position)
  }

  /// The document that a row takes its figures from, as a part of its origin: `, after Tax Act, s.147`.
  private static func source(_ facts: FactObject) -> String {
    guard let source = facts.text("source") else { return "" }
    return ", after " + source + (facts.text("at").map { ", \($0)" } ?? "")
  }

  private static func period(_ value: Value) -> Period? {
    value.tag == .period ? value.asPeriod : nil
  }
}
