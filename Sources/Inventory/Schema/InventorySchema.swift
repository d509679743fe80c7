/// Schemas of inventories, generated from the vocabulary.
///
/// They accept what the readers accept, in one of two strictnesses, as the readers themselves: a name
/// that the vocabulary does not have and a code outside an open list are refused only by the strict
/// ones. XML Schema cannot allow an element that it does not know, so that it refuses one always.
public enum InventorySchema {
  /// The name of the XML Schema type of the codes of a list.
  static func typeName(_ list: String) -> String {
    let words = list.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return words.joined() + "Code"
  }

  /// The forms of values, as patterns that XML Schema and ECMAScript both understand.
  enum Pattern {
    // No more than the longest period, 9,999 years; not all of it in years and months together.
    private static let years = "0*[0-9]{1,4}Y"
    private static let fewerYears = "0*[0-4]?[0-9]{1,3}Y"
    private static let months = "0*[0-5]?[0-9]{1,4}M"
    private static let weeks = "0*[0-9]{1,5}W"
    private static let days = "0*[0-9]{1,6}D"
    static let period =
      "P(\(years)(\(weeks))?(\(days))?|(\(fewerYears))?\(months)(\(weeks))?(\(days))?"
      + "|\(weeks)(\(days))?|\(days))|indefinite"

    /// A year of 366 days.
    private static let leapYear =
      "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
    private static let day =
      "([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
      + "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|\(leapYear)-02-29)"
    static let date = "\(day)|[0-9]{4}(-(0[1-9]|1[0-2]))?"
    static let instant =
      "\(day)[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?"
      + "([Zz]|[+\\-]([01][0-9]|2[0-3]):[0-5][0-9])"
    /// A whole number as XML writes it.
    static let number = "0*[0-9]{1,18}"
  }

  /// The words that stand for a value.
  static let absentWords = ["unknown", "not-applicable"]

  /// The facts whose absence does not mean that they are unknown: a line for each object and meaning,
  /// with the object, what absence means, and the fields; the reference says what they are.
  ///
  /// Any other fact that is deleted, `null`, `unknown` or misspelt leaves what hangs on it undetermined.
  public static var absenceTable: String {
    absences.map { "\($0.object)\t\($0.meaning)\t\($0.fields.joined(separator: ", "))\n" }.joined()
  }

  /// The fields of objects whose absence does not mean that they are unknown, by what it means.
  public static var absences: [(object: String, meaning: String, fields: [String])] {
    var rows: [(object: String, meaning: String, fields: [String])] = []
    for object in Vocabulary.objects {
      // No rule reads local additions.
      let fields = object.fields.filter { $0.absence != .unknown && $0.name != "properties" }
      var known: Set<FieldDefinition.Absence> = []
      for absence in fields.map(\.absence) where known.insert(absence).inserted {
        let names = fields.filter { $0.absence == absence }.map(\.name)
        rows.append((object.name, absence.words, names))
      }
    }
    return rows
  }

  /// Whether a field has to be given, for the schemas.
  static func isRequired(_ field: FieldDefinition, of object: ObjectDefinition) -> Bool {
    let levels = [Vocabulary.organisation, Vocabulary.system, Vocabulary.dataset]
    return field.name == "id" && levels.contains { $0.name == object.name }
  }
}
