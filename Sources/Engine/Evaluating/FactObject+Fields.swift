import CEL
import CivilTime
import Inventory

extension FactObject {
  /// The value of a field by name; absent where the object has no such field.
  func value(_ field: String) -> Value {
    slot(field).map { self[$0] } ?? .absent
  }

  /// What the file says of a field by name, though it may count as unknown.
  func stated(_ field: String) -> Value {
    slot(field).map { stated($0) } ?? .absent
  }

  /// The text that the file gives for a field, though it may count as unknown.
  func statedText(_ field: String) -> String? {
    let value = stated(field)
    return value.tag == .string ? value.asString : nil
  }

  /// The text of a field; `nil` where none is given.
  func text(_ field: String) -> String? {
    let value = value(field)
    return value.tag == .string ? value.asString : nil
  }

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
