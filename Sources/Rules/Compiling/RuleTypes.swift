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
    ])

  /// What all records of a person say.
  public static let related = StructType(
    "LinkedPerson", number: 1002,
    fields: [
      .init("group", .int), .init("lastEvent", .date), .init("records", .int),
      .init("undisposed", .int),
    ])

  /// The functions.
  static let functions: [HostFunction] = [
    HostFunction(
      "onHold", overloads: onHoldOverloads, dependence: .todayWithin(daysOnHold),
      seesPrecision: false
    ) { arguments, context in
      RuleHostReference.host(context)?.isOnHold(arguments[0], &context)
        ?? Value(error: .hostFailure)
    },
    HostFunction(
      "schedule", overloads: [.init([.string], .object(scheduleRow.name))], seesPrecision: false
    ) { arguments, context in
      RuleHostReference.host(context)?.scheduleRow(arguments[0], &context)
        ?? Value(error: .hostFailure)
    },
    HostFunction(
      "hasSchedule", overloads: [.init([.string], .bool)], seesPrecision: false
    ) { arguments, context in
      guard let host = RuleHostReference.host(context) else { return Value(error: .hostFailure) }
      let row = host.scheduleRow(arguments[0], &context)
      return row.isMissingFact ? row : Value(row.tag == .object)
    },
    HostFunction("param", overloads: [.init([.string], .dyn)], seesPrecision: false) {
      arguments, context in
      RuleHostReference.host(context)?.parameter(arguments[0], &context)
        ?? Value(error: .hostFailure)
    },
    HostFunction(
      "related", overloads: [.init([.object("Record")], .object(related.name))],
      seesPrecision: false
    ) { arguments, context in
      RuleHostReference.host(context)?.related(to: arguments[0], &context)
        ?? Value(error: .hostFailure)
    },
  ]

  private static let daysOnHold:
    @Sendable (UnsafeBufferPointer<Value>, inout CallContext) -> ClosedRange<CivilDate> = {
      arguments, context in
      RuleHostReference.host(context)?.daysOnHold(arguments[0], &context)
        ?? context.today...context.today
    }

  private static let onHoldOverloads = ["Record", "Holding", "Dataset", "System"].map {
    HostFunction.Overload([.object($0)], .bool)
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
