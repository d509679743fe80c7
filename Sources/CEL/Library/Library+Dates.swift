internal import CivilTime

extension Library {
  /// Civil days and calendar periods.
  static let dates: [Builtin] = [
    civilDay(in: "UTC"),
    Builtin(
      "period", ["(string) -> period", "(period) -> period"], lowering: .call, cost: .reading,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      switch values[0].tag {
      case .string: Dates.parsePeriod(values[0])
      case .period: values[0]
      default: mismatch
      }
    },
    Builtin(
      "lastDay", ["(date, period) -> date", "(date, period, string) -> date"], lowering: .call,
      cost: .reading, course: .follows([1, 0, 0]), precision: .hidden, traits: .addsPeriod, lastDay),
    Builtin(
      "addDays", ["date.(int) -> date"], lowering: .call, cost: .reading, course: .follows([1, 1]),
      precision: .hidden, traits: []
    ) { values, _ in
      Dates.addingDays(values[0], values[1])
    },
    Builtin(
      "year", ["date.() -> int"], lowering: .call, cost: .reading, course: .followsInSteps([1]),
      precision: .hidden, traits: []
    ) { values, _ in Dates.year(values[0]) },
    Builtin(
      "month", ["date.() -> int"], lowering: .call, cost: .reading,
      course: .changesWith { Dates.mapped($0) { $0.endOfMonth } }, precision: .hidden, traits: []
    ) { values, _ in Dates.month(values[0]) },
    Builtin(
      "day", ["date.() -> int"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: []
    ) { values, _ in Dates.day(values[0]) },
    Builtin(
      "isExact", ["date.() -> bool"], lowering: .call, cost: .reading, course: .unknown,
      precision: .seen, traits: []
    ) { values, _ in
      values[0].tag == .date ? Value(values[0].isExactDate) : mismatch
    },
    Builtin(
      "firstPossible", ["date.() -> date"], lowering: .call, cost: .reading, course: .follows([1]),
      precision: .seen, traits: []
    ) { values, _ in
      values[0].tag == .date
        ? Value(first: values[0].firstDay, last: values[0].firstDay) : mismatch
    },
    Builtin(
      "lastPossible", ["date.() -> date"], lowering: .call, cost: .reading, course: .follows([1]),
      precision: .seen, traits: []
    ) { values, _ in
      values[0].tag == .date ? Value(first: values[0].lastDay, last: values[0].lastDay) : mismatch
    },
    Builtin(
      "age", ["(date, date) -> int"], lowering: .call, cost: .reading,
      course: .followsInSteps([-1, 1]), precision: .hidden, traits: []
    ) { values, _ in
      Dates.age(values[0], values[1])
    },
    Builtin(
      "reaches", ["(date, int) -> date"], lowering: .call, cost: .reading,
      course: .follows([1, 1]), precision: .hidden, traits: []
    ) { values, _ in
      Dates.reaches(values[0], values[1])
    },
    Builtin(
      "yearEnd", ["(date) -> date"], lowering: .call, cost: .reading, course: .follows([1]),
      precision: .hidden, traits: []
    ) { values, _ in
      Dates.mapped(values[0]) { $0.endOfCalendarYear }
    },
    Builtin(
      "financialYearEnd", ["(date) -> date"], lowering: .call, cost: .reading,
      course: .follows([1]), precision: .hidden, traits: []
    ) { values, _ in
      Dates.mapped(values[0]) { $0.endOfFinancialYear }
    },
    Builtin(
      "monthEnd", ["(date) -> date"], lowering: .call, cost: .reading, course: .follows([1]),
      precision: .hidden, traits: []
    ) { values, _ in
      Dates.mapped(values[0]) { $0.endOfMonth }
    },
    Builtin(
      "latest", extremes, lowering: .call, cost: .elements, course: .followsElements,
      precision: .hidden, traits: [], isVariadic: true
    ) { values, context in
      extreme(values, isLatest: true, &context)
    },
    Builtin(
      "earliest", extremes, lowering: .call, cost: .elements, course: .followsElements,
      precision: .hidden, traits: [], isVariadic: true
    ) { values, context in
      extreme(values, isLatest: false, &context)
    },
    Builtin(
      "isIndefinite", ["period.() -> bool", "(period) -> bool"], lowering: .call, cost: .reading,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      values[0].tag == .period ? Value(values[0].asPeriod.isIndefinite) : mismatch
    },
    Builtin(
      "months", ["period.() -> int"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: []
    ) { values, _ in
      values[0].tag == .period ? Value(Int64(values[0].asPeriod.months)) : mismatch
    },
    Builtin(
      "days", ["period.() -> int"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: []
    ) { values, _ in
      values[0].tag == .period ? Value(Int64(values[0].asPeriod.days)) : mismatch
    },
    Builtin(
      "longest", ["(list<period>) -> period"], lowering: .call, cost: .elements, course: .unknown,
      precision: .hidden, traits: []
    ) { values, context in
      longest(values[0], wanted: OrderMask.greater, &context)
    },
    Builtin(
      "shortest", ["(list<period>) -> period"], lowering: .call, cost: .elements, course: .unknown,
      precision: .hidden, traits: []
    ) { values, context in
      longest(values[0], wanted: OrderMask.less, &context)
    },
  ]

  private static let extremes = ["(list<date>) -> date", "(date, date) -> date"]

  /// The function that makes a day, of a point in time that of a zone.
  static func civilDay(in zone: String) -> Builtin {
    Builtin(
      "date",
      [
        "(string) -> date", "(date) -> date", "(int, int, int) -> date", "(timestamp) -> date",
        "(timestamp, string) -> date",
      ], lowering: .call, cost: .reading, course: .unknown, precision: .hidden, traits: [],
    ) { values, _ in date(values, zone: zone) }
  }

  private static func date(_ values: Arguments, zone: String) -> Value {
    if values.count == 3 {
      guard values.allSatisfy({ $0.tag == .int && 0...9999 ~= $0.asInt }),
        let day = CivilDate(
          year: Int(values[0].asInt), month: Int(values[1].asInt), day: Int(values[2].asInt))
      else { return values.contains { $0.tag != .int } ? mismatch : Value(error: .invalidArgument) }
      return Value(first: day, last: day)
    }
    switch values[0].tag {
    case .string: return values.count == 1 ? Dates.parse(values[0]) : mismatch
    case .date: return values[0]
    case .timestamp:
      let zone = values.count == 2 ? values[1].asString : zone
      guard let offset = TimeZones.offset(of: zone, at: values[0].asInt) else {
        return Value(error: .invalidArgument)
      }
      let days = (values[0].asInt + offset).flooredQuotient(86_400)
      let day = CivilDate(dayNumber: Int32(clamping: days))
      return Value(first: day, last: day)
    default: return mismatch
    }
  }

  private static func lastDay(_ values: Arguments, _ context: inout CallContext) -> Value {
    guard values.count == 3 else { return Dates.lastDay(values[0], values[1], .from) }
    guard values[2].tag == .string else { return mismatch }
    let text = values[2].asString
    if let mode = CountingMode(rawValue: text) { return Dates.lastDay(values[0], values[1], mode) }
    guard let counting = Counting(text) else { return Value(error: .invalidArgument) }
    return Dates.lastDay(values[0], values[1], counting)
  }

  private static func extreme(
    _ values: Arguments, isLatest: Bool, _ context: inout CallContext
  ) -> Value {
    if values.count == 1, values[0].tag == .list {
      context.charge(Int(values[0].aux))
      return Dates.extreme(values[0].asList, isLatest: isLatest)
    }
    return Dates.extreme(values, isLatest: isLatest)
  }

  private static func longest(
    _ list: Value, wanted: OrderMask, _ context: inout CallContext
  ) -> Value {
    guard list.tag == .list else { return mismatch }
    context.charge(Int(list.aux))
    guard var best = list.asList.first else { return Value(error: .emptyList) }
    for period in list.asList {
      guard period.tag == .period else { return mismatch }
      let isBetter = Comparison.relation(wanted.bits, period, best)
      if isBetter.isError { return isBetter }
      if isBetter.isTrue { best = period }
    }
    return best
  }
}
