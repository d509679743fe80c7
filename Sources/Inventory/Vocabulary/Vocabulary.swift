/// The one table from which model, readers, writer, schemas and rule types follow.
///
/// Terms follow UK GDPR Article 30, DPA 2018 section 61, the W3C Data Privacy Vocabulary and the
/// records schedules of the archives. To add a field, add a row to the file of its level.
public enum Vocabulary {
  /// The XML namespace; documents without a namespace are accepted too.
  public static let namespace = "urn:custos:inventory:1"

  /// The document: facts about organisations and their systems.
  public static let inventory = ObjectDefinition(
    "Inventory", "What organisations hold, in which systems.",
    [
      FieldDefinition(
        "version", "version of the vocabulary", .integer, "The version of the vocabulary: 1.",
        range: 1...1),
      FieldDefinition(
        "extracted", "day of the facts", .date, "The day of the facts, not of the upload."),
      FieldDefinition("source", "source of the facts", .text, "Where the facts come from."),
      FieldDefinition(
        "organisations", "organisations", .objects(organisation, singular: "organisation"),
        "The organisations that answer for the systems."),
      FieldDefinition("systems", "systems", .objects(system, singular: "system"), "The systems."),
      properties,
    ])

  /// Local additions that rules may not read but reports may show.
  static let properties = FieldDefinition(
    "properties", "local additions", .objects(property, singular: "property"),
    "Local additions as name and value.",
    absence: .none)

  static let property = ObjectDefinition(
    "Property", "A local addition.",
    [
      FieldDefinition("name", "name", .text, "Its name."),
      FieldDefinition("value", "value", .text, "Its value.", privacy: .personal),
    ])
}
