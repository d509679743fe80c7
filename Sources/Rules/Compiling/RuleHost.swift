public import CEL
public import CivilTime

/// What a hold is asked for.
public enum HoldUse: Sendable {
  /// It lets something be kept: a hold that by its scope is for other records does not do so for certain.
  case excuse
  /// It forbids a disposal: a record that names a hold is under it, whatever else the hold covers.
  case bar
}

/// What conditions may ask for beyond the facts of their subject; the engine answers.
///
/// An answer that is not known, such as a parameter that nobody chose, is an error of a kind that
/// says that a fact is missing, and leaves the check undetermined.
public protocol RuleHost: AnyObject {
  /// Whether a hold covers a record, holding, dataset or system on a day, or on each of the days
  /// that it could be.
  func isHeld(
    _ object: Value, on day: DateInterval, as use: HoldUse, _ context: inout CallContext
  ) -> Value
  /// The days around today, both included, between which the answer for today stays.
  func daysHeld(_ object: Value, _ context: inout CallContext) -> ClosedRange<CivilDate>
  /// The identifiers of the holds that certainly cover an object on a day.
  func holds(of object: Value, on day: DateInterval, _ context: inout CallContext) -> Value
  /// The days of release of the holds that a record names.
  func holdReleases(of record: Value, _ context: inout CallContext) -> Value
  /// The row of the schedule for a class, as an object of ``RuleTypes/scheduleRow``.
  func scheduleRow(_ code: Value, _ context: inout CallContext) -> Value
  /// Whether a class has a row in a schedule, whichever of several holds.
  func hasScheduleRow(_ code: Value, _ context: inout CallContext) -> Value
  /// How `lastDay` counts a period from an event of a kind that is set to be counted in a way: text that
  /// it takes.
  func counting(from trigger: Value, _ counting: Value, _ context: inout CallContext) -> Value
  /// The value of a parameter for the organisation that answers for the subject.
  func parameter(_ name: Value, _ context: inout CallContext) -> Value
  /// Whether a pack is for one of the organisations that answer for the subject.
  func isInUse(pack name: Value, _ context: inout CallContext) -> Value
  /// Whether one of the organisations that answer for the subject has rows of its own.
  func hasOwnSchedule(_ context: inout CallContext) -> Value
  /// The kinds of the organisations that answer for the subject, as a list of codes in order.
  func kinds(_ context: inout CallContext) -> Value
  /// Whether records or age bands of the current dataset are listed.
  func listsRows(_ context: inout CallContext) -> Value
  /// What all records of a person say, as an object of ``RuleTypes/related``.
  func related(to record: Value, _ context: inout CallContext) -> Value
  /// Whether a record of a system carries a person's key.
  func hasLinkedPeople(_ system: Value, _ context: inout CallContext) -> Value
}

/// The host as it is handed to a machine: a pointer to it that holds for the time of a call.
public struct RuleHostReference: ~Copyable {
  private let place: UnsafeMutablePointer<any RuleHost>

  /// Refers to a host, which it keeps.
  public init(_ host: any RuleHost) {
    place = .allocate(capacity: 1)
    place.initialize(to: host)
  }

  deinit {
    place.deinitialize(count: 1)
    place.deallocate()
  }

  /// What a machine is given.
  public var pointer: UnsafeRawPointer { UnsafeRawPointer(place) }

  static func host(_ context: CallContext) -> (any RuleHost)? {
    context.host?.assumingMemoryBound(to: (any RuleHost).self).pointee
  }
}
