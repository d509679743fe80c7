package import CEL

/// The fields of an object by their names.
extension FactObject {
  /// The value of a field; absent where the object has no such field.
  package func value(_ field: String) -> Value { slot(field).map { self[$0] } ?? .absent }

  /// What the file says of a field, though it may count as unknown.
  package func stated(_ field: String) -> Value { slot(field).map { stated($0) } ?? .absent }

  /// The text that the file gives for a field, though it may count as unknown.
  package func statedText(_ field: String) -> String? {
    let value = stated(field)
    return value.tag == .string ? value.asString : nil
  }

  /// The text of a field; `nil` where none is given.
  package func text(_ field: String) -> String? {
    let value = value(field)
    return value.tag == .string ? value.asString : nil
  }

  /// The texts of a list; `nil` where it is not known what it holds.
  package func knownTexts(_ field: String) -> [String]? {
    let value = value(field)
    guard value.tag == .list, value.asList.allSatisfy({ $0.tag == .string }) else { return nil }
    return value.asList.map(\.asString)
  }
}
