public import CivilTime

extension Environment {
  /// Tells ``nextWorkingDay`` and ``nthWorkingDay`` of the language the public holidays of places.
  ///
  /// Without it no holiday is known, so that any weekday could be one.
  public mutating func declare(_ calendars: WorkingCalendars) {
    for builtin in Library.workingDays(calendars) { declare(Library.entry(builtin)) }
  }
}

extension Library {
  /// The functions that count working days.
  static func workingDays(_ calendars: WorkingCalendars) -> [Builtin] {
    [
      Builtin(
        "nextWorkingDay", ["(date, string) -> date", "(date, list<string>) -> date"],
        lowering: .call, cost: .reading,
        course: .follows([1, 0]), precision: .hidden, traits: []
      ) { values, _ in
        working(1, values[0], values[1], calendars)
      },
      Builtin(
        "nthWorkingDay", ["(date, int, string) -> date", "(date, int, list<string>) -> date"],
        lowering: .call, cost: .units(366),
        course: .follows([1, 1, 0]), precision: .hidden, traits: []
      ) {
        values, context in
        guard values[1].tag == .int else { return mismatch }
        guard 1...366 ~= values[1].asInt else { return Value(error: .invalidArgument) }
        context.charge(Int(values[1].asInt))
        return working(Int(values[1].asInt), values[0], values[2], calendars)
      },
    ]
  }

  private static func working(
    _ number: Int, _ day: Value, _ place: Value, _ calendars: WorkingCalendars
  ) -> Value {
    guard day.tag == .date, let places = places(place) else { return mismatch }
    guard let days = DateInterval(first: day.firstDay, last: day.lastDay) else { return mismatch }
    let result = calendars.workingDay(number, from: days, inAnyOf: places)
    return Dates.value(result.first, result.last)
  }

  /// One place, or the several in one of which somebody has to act; `nil` for anything else.
  private static func places(_ value: Value) -> [String]? {
    switch value.tag {
    case .string: [value.asString]
    case .list where value.asList.allSatisfy { $0.tag == .string }: value.asList.map(\.asString)
    default: nil
    }
  }
}
