import CEL
import CivilTime
import Inventory

/// A function of conditions that the engine answers, with what the answer hangs on besides the
/// arguments.
public struct RuleFunction: Sendable {
  /// What an answer hangs on.
  public struct Reading: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The hold and class that the object given names.
    public static let row = Reading(rawValue: 1)
    /// The dataset or system that the object is in, and who answers for it.
    public static let ancestors = Reading(rawValue: 2)
    /// The registers of holds, on the day of the check.
    public static let holds = Reading(rawValue: 4)
    /// The registers of holds, on any day.
    public static let holdsOfAnyDay = Reading(rawValue: 8)
    /// What other records say of people.
    public static let links = Reading(rawValue: 16)
    /// The schedule.
    public static let schedule = Reading(rawValue: 32)
    /// The choices of profiles.
    public static let parameters = Reading(rawValue: 64)
  }

  /// What an answer hangs on.
  public let reads: Reading
  let function: HostFunction

  /// The name in conditions.
  public var name: String { function.name }

  init(
    _ name: String, reads: Reading, _ overloads: [HostFunction.Overload],
    dependence: HostFunction.Dependence = .argumentsOnly, seesPrecision: Bool = false,
    _ answer:
      @escaping @Sendable (
        any RuleHost, UnsafeBufferPointer<Value>, inout CallContext
      ) -> Value
  ) {
    self.reads = reads
    function = HostFunction(
      name, overloads: overloads, dependence: dependence, seesPrecision: seesPrecision
    ) { arguments, context in
      guard let host = RuleHostReference.host(context) else { return Value(error: .hostFailure) }
      return answer(host, arguments, &context)
    }
  }
}

extension RuleTypes {
  /// The functions, each with what it reads; from here follows what may be remembered of answers.
  public static let functions: [RuleFunction] = [
    RuleFunction(
      "onHold", reads: [.row, .holds], coverable.map { .init([$0], .bool) },
      dependence: .todayWithin(daysHeld)
    ) { host, arguments, context in
      let today = DateInterval(context.today)
      return host.isHeld(arguments[0], on: today, as: .excuse, &context)
    },
    RuleFunction(
      "heldOn", reads: [.row, .ancestors, .holdsOfAnyDay],
      coverable.map { .init([$0, .date], .bool) }
    ) { host, arguments, context in
      guard let day = arguments[1].days else { return Value(error: .noMatchingOverload) }
      return host.isHeld(arguments[0], on: day, as: .bar, &context)
    },
    RuleFunction(
      "holdsOn", reads: [.row, .ancestors, .holdsOfAnyDay],
      coverable.map { .init([$0, .date], .list(.string)) }, seesPrecision: true
    ) { host, arguments, context in
      guard let day = arguments[1].days else { return Value(error: .noMatchingOverload) }
      return host.holds(of: arguments[0], on: day, &context)
    },
    RuleFunction(
      "holdReleases", reads: [.row, .ancestors, .holdsOfAnyDay],
      [.init([.object("Record")], .list(.date))]
    ) { host, arguments, context in host.holdReleases(of: arguments[0], &context) },
    RuleFunction(
      "schedule", reads: [.ancestors, .schedule], [.init([.string], .object(scheduleRow.name))]
    ) { host, arguments, context in host.scheduleRow(arguments[0], &context) },
    RuleFunction("hasSchedule", reads: [.ancestors, .schedule], [.init([.string], .bool)]) {
      host, arguments, context in
      host.hasScheduleRow(arguments[0], &context)
    },
    RuleFunction("applies", reads: .ancestors, [.init([.string], .bool)]) {
      host, arguments, context in host.isInUse(pack: arguments[0], &context)
    },
    RuleFunction("listsRows", reads: .ancestors, [.init([.object("Dataset")], .bool)]) {
      host, _, context in host.listsRows(&context)
    },
    RuleFunction("ownSchedule", reads: [.ancestors, .schedule], [.init([], .bool)]) {
      host, _, context in host.hasOwnSchedule(&context)
    },
    RuleFunction("kinds", reads: .ancestors, [.init([], .list(.string))]) {
      host, _, context in host.kinds(&context)
    },
    RuleFunction("zone", reads: [], [.init([.string], .string)]) { _, arguments, context in
      guard arguments[0].tag == .string else { return arguments[0] }
      let zone = TimeZoneTable.zone(of: arguments[0].asString)
      return zone.map { context.string($0) } ?? Value(error: .noSuchField)
    },
    RuleFunction("countingFrom", reads: .ancestors, [.init([.string, .string], .string)]) {
      host, arguments, context in
      host.counting(from: arguments[0], arguments[1], &context)
    },
    RuleFunction(
      "notBegun", reads: [],
      ["Record", "Holding", "Dataset"].map { .init([.object($0), .string], .bool) }
    ) { _, arguments, _ in PeriodStart.isToCome(arguments[0], arguments[1]) },
    RuleFunction("param", reads: .parameters, [.init([.string], .dyn)]) {
      host, arguments, context in host.parameter(arguments[0], &context)
    },
    RuleFunction(
      "related", reads: [.row, .links], [.init([.object("Record")], .object(related.name))]
    ) { host, arguments, context in host.related(to: arguments[0], &context) },
    RuleFunction(
      "hasLinkedPeople", reads: .links, [.init([.object("System")], .bool)]
    ) { host, arguments, context in host.hasLinkedPeople(arguments[0], &context) },
  ]

  /// The names of the functions whose answers hang on any of some things.
  public static func functions(reading what: RuleFunction.Reading) -> [String] {
    functions.filter { !$0.reads.isDisjoint(with: what) }.map(\.name)
  }

  /// What holds may cover.
  private static let coverable: [CELType] = ["Record", "Holding", "Dataset", "System"].map {
    .object($0)
  }

  private static let daysHeld:
    @Sendable (UnsafeBufferPointer<Value>, inout CallContext) -> ClosedRange<CivilDate> = {
      arguments, context in
      RuleHostReference.host(context)?.daysHeld(arguments[0], &context)
        ?? context.today...context.today
    }
}

extension Value {
  /// The days of a `date`; `nil` of anything else.
  fileprivate var days: DateInterval? {
    tag == .date ? DateInterval(first: firstDay, last: lastDay) : nil
  }
}
