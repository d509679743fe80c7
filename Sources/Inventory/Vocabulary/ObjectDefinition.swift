/// A kind of object of the vocabulary: its name in schemas and its fields in slot order.
public struct ObjectDefinition: Sendable {
  /// The name of the type in schemas and messages, such as `Dataset`.
  public let name: String
  /// The fields in the order of their slots and of XML child elements.
  public let fields: [FieldDefinition]
  /// One sentence for the reference page and the schemas.
  public let summary: String

  init(_ name: String, _ summary: String, _ fields: [FieldDefinition]) {
    self.name = name
    self.summary = summary
    self.fields = fields
  }
}

extension ObjectDefinition {
  /// The names of the fields that mean *none* in an object that lacks them, and *unknown* where no
  /// record of a dataset gives them: those that an extract may have a column for.
  public var columnFields: [String] {
    fields.filter { $0.absence == .noneBesideOthers }.map(\.name)
  }
}
