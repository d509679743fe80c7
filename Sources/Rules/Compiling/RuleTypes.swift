public import CEL
import CivilTime
public import Inventory

/// The types and functions that conditions have besides the vocabulary.
public enum RuleTypes {
  /// A row of the schedule in use.
  public static let scheduleRow = StructType(
    "ScheduledPeriod", number: 1001,
    fields: [
      .init("code", .string), .init("row", .string), .init("title", .string),
      .init("period", .period), .init("minimum", .period), .init("maximum", .period),
      .init("trigger", .string), .init("actions", .list(.string)), .init("action", .string),
      .init("counting", .string), .init("authority", .string), .init("evidence", .string),
      .init("national", .bool), .init("alsoMinimum", .period), .init("alsoTrigger", .string),
    ])

  /// The code lists of the fields of such a row.
  static let scheduleLists = [
    "code": RuleLibrary.classList, "trigger": "trigger", "actions": "disposal-action",
    "action": "disposal-action", "counting": "counting", "alsoTrigger": "trigger",
  ]

  /// What all records of a person say.
  public static let related = StructType(
    "LinkedPerson", number: 1002,
    fields: [
      .init("group", .int), .init("lastEvent", .date), .init("records", .int),
      .init("undisposed", .int), .init("groupAtMost", .int), .init("undisposedAtLeast", .int),
    ])

  /// The fields of such a person that are certain of others, by their names.
  public static let boundsOfRelated = ["groupAtMost": "group", "undisposedAtLeast": "undisposed"]

  /// The rows of a dataset, which are gone once they were checked, with the levels of their rules.
  static let rowLevels: [String: Rule.Level] = ["records": .record, "holdings": .holding]

  /// What to write instead of reading the rows of a dataset.
  static func hint(insteadOf row: Rule.Level) -> String {
    let count = row == .record ? "; \"report: per-dataset\" makes its breaches one finding" : ""
    return "write a rule of level \(row.rawValue), which sees one of them at a time\(count)"
  }

  /// A type of the vocabulary, of a dataset without its rows.
  static func withoutRows(_ type: StructType) -> StructType {
    guard type.name == Vocabulary.dataset.name else { return type }
    return StructType(
      type.name, number: type.number,
      fields: type.fields.map { field in
        var field = field
        field.whatInstead = rowLevels[field.name].map(hint)
        return field
      })
  }

  /// A type of the vocabulary whose coded fields know their words.
  static func withWords(_ words: RuleWords, _ type: StructType) -> StructType {
    guard let object = Vocabulary.objects.first(where: { $0.name == type.name }) else {
      return type
    }
    return words.adding(to: type) { field in
      object.fields.first { $0.name == field.name }?.kind.codeList
    }
  }

  /// The variables of a level in the order of their slots.
  public static func variables(of level: Rule.Level) -> [(name: String, type: CELType)] {
    let organisation = ("organisation", CELType.object("Organisation"))
    let system = ("system", CELType.object("System"))
    let dataset = ("dataset", CELType.object("Dataset"))
    return switch level {
    case .organisation: [organisation, ("systems", .list(.object("System")))]
    case .system: [organisation, system]
    case .dataset: [organisation, system, dataset]
    case .holding: [organisation, system, dataset, ("holding", .object("Holding"))]
    case .record: [organisation, system, dataset, ("record", .object("Record"))]
    }
  }

  /// The kind of object that a level is about.
  public static func definition(of level: Rule.Level) -> ObjectDefinition {
    switch level {
    case .organisation: Vocabulary.organisation
    case .system: Vocabulary.system
    case .dataset: Vocabulary.dataset
    case .holding: Vocabulary.holding
    case .record: Vocabulary.record
    }
  }
}
