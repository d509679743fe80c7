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
