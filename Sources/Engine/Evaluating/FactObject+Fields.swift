import CEL
import CivilTime
import Inventory

extension FactObject {
  /// The texts of a list field; empty where none are given.
  func texts(_ field: String) -> [String] {
    let value = value(field)
    guard value.tag == .list else { return [] }
    return value.asList.filter { $0.tag == .string }.map(\.asString)
  }

  /// The day, or days, of a field; `nil` where none is given.
  func day(_ field: String) -> DateInterval? {
    let value = value(field)
    guard value.tag == .date else { return nil }
    return DateInterval(first: value.firstDay, last: value.lastDay)
  }
}
