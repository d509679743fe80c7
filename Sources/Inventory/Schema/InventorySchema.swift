/// Schemas of inventories, generated from the vocabulary.
///
/// They are stricter than the readers where that helps an editor: a name that the vocabulary does
/// not have is an error. A code that a list does not have is none: lists can be extended.
public enum InventorySchema {
  /// The name of the XML Schema type of the codes of a list.
  static func typeName(_ list: String) -> String {
    let words = list.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return words.joined() + "Code"
  }

  /// The forms of values, as patterns that XML Schema and ECMAScript both understand.
  enum Pattern {
    static let period =
      "P([0-9]+Y([0-9]+M)?([0-9]+W)?([0-9]+D)?|[0-9]+M([0-9]+W)?([0-9]+D)?"
      + "|[0-9]+W([0-9]+D)?|[0-9]+D)|indefinite"
    static let date =
      "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
    static let instant =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?"
      + "([Zz]|[+\\-][0-9]{2}:[0-9]{2})"
  }

  /// The words that stand for a value.
  static let absences = ["unknown", "not-applicable"]

  /// Whether a field has to be given, for the schemas.
  static func isRequired(_ field: FieldDefinition, of object: ObjectDefinition) -> Bool {
    let levels = [Vocabulary.organisation, Vocabulary.system, Vocabulary.dataset]
    return field.name == "id" && levels.contains { $0.name == object.name }
  }
}
