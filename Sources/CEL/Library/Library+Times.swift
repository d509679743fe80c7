internal import CivilTime

extension Library {
  /// Points in time and lengths of time.
  static let times: [Builtin] = [
    Builtin(
      "timestamp", ["(string) -> timestamp", "(timestamp) -> timestamp", "(int) -> timestamp"],
      lowering: .call, cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      switch values[0].tag {
      case .string: Times.parse(values[0])
      case .timestamp: values[0]
      case .int: Times.value(seconds: values[0].asInt, nanoseconds: 0)
      default: mismatch
      }
    },
    Builtin(
      "duration", ["(string) -> duration", "(duration) -> duration", "(int) -> duration"],
      lowering: .call, cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) {
      values, _ in
      switch values[0].tag {
      case .string: Times.parseDuration(values[0])
      case .duration: values[0]
      case .int: seconds(values[0].asInt)
      default: mismatch
      }
    },
    getter("getFullYear") { day, _ in Int64(day.year) },
    getter("getMonth", traits: .countsFromZero) { day, _ in Int64(day.month - 1) },
    getter("getDate") { day, _ in Int64(day.day) },
    getter("getDayOfMonth", traits: .countsFromZero) { day, _ in Int64(day.day - 1) },
    getter("getDayOfYear", traits: .countsFromZero) { day, _ in
      let first = CivilDate(year: day.year, month: 1, day: 1) ?? day
      return Int64(day.days(since: first))
    },
    getter("getDayOfWeek") { day, _ in ((Int64(day.dayNumber) + 4) % 7 + 7) % 7 },
    getter("getHours", unit: 3_600_000_000_000) { $1 / 3600 },
    getter("getMinutes", unit: 60_000_000_000) { $1 / 60 % 60 },
    getter("getSeconds", unit: 1_000_000_000) { $1 % 60 },
    Builtin(
      "getMilliseconds",
      ["timestamp.() -> int", "timestamp.(string) -> int", "duration.() -> int"], lowering: .call,
      cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      switch values[0].tag {
      case .timestamp: Value(Int64(values[0].aux / 1_000_000))
      case .duration: Value(values[0].asNanoseconds / 1_000_000 % 1000)
      default: mismatch
      }
    },
  ]

  private static func seconds(_ count: Int64) -> Value {
    let (nanoseconds, overflow) = count.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? Value(error: .overflow) : Value(nanoseconds: nanoseconds)
  }

  /// A part of a point in time in a zone, from its day and the seconds of that day; and
  /// maybe a length of time in units of so many nanoseconds.
  private static func getter(
    _ name: String, unit: Int64? = nil, traits: FunctionTraits = [],
    _ part: @escaping @Sendable (CivilDate, Int64) -> Int64
  ) -> Builtin {
    var signatures = ["timestamp.() -> int", "timestamp.(string) -> int"]
    if unit != nil { signatures.append("duration.() -> int") }
    return Builtin(
      name, signatures, lowering: .call, cost: .reading, course: .unknown, precision: .hidden,
      traits: traits
    ) { values, _ in
      if let unit, values[0].tag == .duration, values.count == 1 {
        return Value(values[0].asNanoseconds / unit)
      }
      guard values[0].tag == .timestamp else { return mismatch }
      var offset: Int64 = 0
      if values.count == 2 {
        guard values[1].tag == .string else { return mismatch }
        guard let known = TimeZones.offset(of: values[1].asString, at: values[0].asInt) else {
          return Value(error: .invalidArgument)
        }
        offset = known
      }
      let local = values[0].asInt + offset
      let days = local.flooredQuotient(86_400)
      return Value(part(CivilDate(dayNumber: Int32(clamping: days)), local - days * 86_400))
    }
  }

  // MARK: Optionals

  /// Values that may not be there.
  static let optionals: [Builtin] = [
    Builtin(
      "optional.of", ["(A) -> optional<A>"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: .passesTexts
    ) { $1.optional($0[0]) },
    Builtin(
      "optional.none", ["() -> optional<A>"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: []
    ) { _, _ in Value(optional: nil) },
    Builtin(
      "optional.ofNonZeroValue", ["(A) -> optional<A>"], lowering: .call, cost: .reading,
      course: .unknown, precision: .hidden, traits: .passesTexts
    ) { values, context in
      isZero(values[0]) ? Value(optional: nil) : context.optional(values[0])
    },
    Builtin(
      "hasValue", ["optional<A>.() -> bool"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: []
    ) { values, _ in
      values[0].tag == .optional ? Value(values[0].bits != 0) : mismatch
    },
    Builtin(
      "value", ["optional<A>.() -> A"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: .passesTexts
    ) { values, _ in
      guard values[0].tag == .optional else { return mismatch }
      return values[0].asOptional ?? Value(error: .emptyOptional)
    },
    Builtin(
      "or", ["optional<A>.(optional<A>) -> optional<A>"], lowering: .fallback(unwraps: false),
      cost: .readingAtMost, course: .unknown, precision: .hidden, traits: .passesTexts
    ) { values, _ in
      guard values[0].tag == .optional, values[1].tag == .optional else { return mismatch }
      return values[0].bits != 0 ? values[0] : values[1]
    },
    Builtin(
      "orValue", ["optional<A>.(A) -> A"], lowering: .fallback(unwraps: true), cost: .readingAtMost,
      course: .unknown, precision: .hidden, traits: .passesTexts
    ) { values, _ in
      values[0].tag == .optional ? values[0].asOptional ?? values[1] : mismatch
    },
    Builtin(
      "optional.unwrap", ["(list<optional<A>>) -> list<A>"], lowering: .call, cost: .keptElements,
      course: .unknown, precision: .hidden, traits: .passesTexts
    ) { values, context in
      unwrapped(values[0], &context)
    },
    Builtin(
      "unwrapOpt", ["list<optional<A>>.() -> list<A>"], lowering: .call, cost: .keptElements,
      course: .unknown, precision: .hidden, traits: .passesTexts
    ) { values, context in
      unwrapped(values[0], &context)
    },
  ]

  /// The values of the optionals of a list that hold one.
  private static func unwrapped(_ list: Value, _ context: inout CallContext) -> Value {
    guard list.tag == .list, list.asList.allSatisfy({ $0.tag == .optional }) else {
      return mismatch
    }
    return context.list(list.asList.compactMap(\.asOptional))
  }

  /// Whether a value is the one that its type begins with: 0, empty, false.
  private static func isZero(_ value: Value) -> Bool {
    switch value.tag {
    case .null: true
    case .bool, .int, .uint, .duration, .optional, .period: value.bits == 0
    case .double: value.asDouble == 0
    case .string, .bytes, .list, .map: value.aux == 0
    case .timestamp: value.bits == 0 && value.aux == 0
    case .absent, .unknown, .withheld, .notApplicable, .error, .object, .type, .date: false
    }
  }

  // MARK: Encodings

  /// Base 64.
  static let encodings: [Builtin] = [
    Builtin(
      "base64.encode", ["(bytes) -> string"], lowering: .call, cost: .copying(times: 2, plus: 4),
      course: .unknown, precision: .hidden, traits: []
    ) { values, context in
      values[0].tag == .bytes ? context.string(Base64.encode(values[0].asBytes.span)) : mismatch
    },
    Builtin(
      "base64.decode", ["(string) -> bytes"], lowering: .call, cost: .copying(), course: .unknown,
      precision: .hidden, traits: []
    ) { values, context in
      guard values[0].tag == .string else { return mismatch }
      guard let bytes = Base64.decode(values[0].asBytes.span) else {
        return Value(error: .invalidArgument)
      }
      return context.bytes(bytes)
    },
  ]
}
