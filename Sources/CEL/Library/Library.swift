internal import CivilTime

/// The functions that every environment knows.
enum Library {
  typealias Arguments = UnsafeBufferPointer<Value>

  /// Declares a function of the library.
  struct Builtin {
    let name: String
    let signatures: [String]
    let meaning: FunctionMeaning
    let precision: Precision
    let isVariadic: Bool
    let implementation: HostFunction.Implementation

    /// None of the columns has a default, so that a row that leaves one out does not compile.
    init(
      _ name: String, _ signatures: [String], lowering: Lowering, cost: FunctionCost,
      course: Course, precision: Precision, traits: FunctionTraits, isVariadic: Bool = false,
      _ implementation: @escaping HostFunction.Implementation
    ) {
      self.name = name
      self.signatures = signatures
      meaning = FunctionMeaning(lowering: lowering, cost: cost, course: course, traits: traits)
      self.precision = precision
      self.isVariadic = isVariadic
      self.implementation = implementation
    }
  }

  /// The functions with the part of the language that they belong to.
  static let groups: [(library: Environment.Libraries, functions: [Builtin])] = [
    (.core, operators + core + conversions + texts), (.texts, moreTexts),
    (.mathematics, mathematics + bits), (.core, times),
    (.retention, dates + workingDays(WorkingCalendars())), (.optionals, optionals),
    (.encodings, encodings),
  ]

  static let entries: [FunctionEntry] = groups.flatMap(\.functions).map(entry)

  static func entry(_ builtin: Builtin) -> FunctionEntry {
    FunctionEntry(
      function: HostFunction(
        builtin.name, overloads: builtin.signatures.map(Signature.overload),
        seesPrecision: builtin.precision == .seen, builtin.implementation),
      meaning: builtin.meaning, isHost: false, isVariadic: builtin.isVariadic)
  }

  static let indices: [String: Int] = Dictionary(
    uniqueKeysWithValues: entries.enumerated().map { ($1.function.name, $0) })

  static let mismatch = Value(error: .noMatchingOverload)

  /// The operators, for the checker; the evaluators know them by themselves.
  private static let operators: [Builtin] = [
    Builtin(
      "_+_",
      [
        "(int, int) -> int", "(uint, uint) -> uint", "(double, double) -> double",
        "(string, string) -> string", "(bytes, bytes) -> bytes", "(list<A>, list<A>) -> list<A>",
        "(duration, duration) -> duration", "(timestamp, duration) -> timestamp",
        "(duration, timestamp) -> timestamp", "(date, period) -> date", "(period, date) -> date",
      ], lowering: .call, cost: .unbounded, course: .follows([1, 1]), precision: .hidden, traits: []
    ) { Arithmetic.apply(.add, $0[0], $0[1], &$1) },
    Builtin(
      "_-_",
      [
        "(int, int) -> int", "(uint, uint) -> uint", "(double, double) -> double",
        "(duration, duration) -> duration", "(timestamp, duration) -> timestamp",
        "(timestamp, timestamp) -> duration", "(date, date) -> int", "(date, period) -> date",
      ], lowering: .call, cost: .reading, course: .follows([1, -1]), precision: .hidden, traits: []
    ) { Arithmetic.apply(.subtract, $0[0], $0[1], &$1) },
    Builtin(
      "_*_", numeric, lowering: .call, cost: .reading, course: .unknown, precision: .hidden,
      traits: []
    ) { Arithmetic.apply(.multiply, $0[0], $0[1], &$1) },
    Builtin(
      "_/_", numeric, lowering: .call, cost: .reading, course: .unknown, precision: .hidden,
      traits: []
    ) { Arithmetic.apply(.divide, $0[0], $0[1], &$1) },
    Builtin(
      "_%_", Array(numeric.prefix(2)), lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: []
    ) { Arithmetic.apply(.modulo, $0[0], $0[1], &$1) },
    Builtin(
      "-_", ["(int) -> int", "(double) -> double", "(duration) -> duration"], lowering: .call,
      cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      Arithmetic.negated(values[0])
    },
    Builtin(
      "_==_", ["(A, A) -> bool"], lowering: .call, cost: .unbounded, course: .unknown,
      precision: .hidden, traits: []
    ) { values, context in
      Equality.of(values[0], values[1], &context.fuel).value()
    },
    Builtin(
      "_!=_", ["(A, A) -> bool"], lowering: .call, cost: .unbounded, course: .unknown,
      precision: .hidden, traits: []
    ) { values, context in
      Equality.of(values[0], values[1], &context.fuel).value(isNegated: true)
    },
    order(.less), order(.lessOrEqual), order(.greater), order(.greaterOrEqual),
    Builtin(
      "_in_", ["(A, list<A>) -> bool", "(A, map<A, B>) -> bool"], lowering: .call, cost: .unbounded,
      course: .unknown, precision: .hidden, traits: []
    ) { values, context in
      values[1].contains(values[0], &context.fuel)
    },
  ]

  private static let numeric = [
    "(int, int) -> int", "(uint, uint) -> uint", "(double, double) -> double",
  ]

  private static func order(_ sign: BinaryOperator) -> Builtin {
    let types = [
      "bool, bool", "int, int", "uint, uint", "double, double", "string, string", "bytes, bytes",
      "timestamp, timestamp", "duration, duration", "date, date", "period, period", "int, uint",
      "uint, int", "int, double", "double, int", "uint, double", "double, uint",
    ]
    let wanted = sign.orderBits
    return Builtin(
      "_\(sign.rawValue)_", types.map { "(\($0)) -> bool" }, lowering: .call, cost: .reading,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      Comparison.relation(wanted, values[0], values[1])
    }
  }

  /// Everything else that the language itself has.
  private static let core: [Builtin] = [
    Builtin(
      "size",
      [
        "(string) -> int", "(bytes) -> int", "(list<A>) -> int", "(map<A, B>) -> int",
        "string.() -> int", "bytes.() -> int", "list<A>.() -> int", "map<A, B>.() -> int",
      ], lowering: .call, cost: .measuring, course: .unknown, precision: .hidden,
      traits: .testsEmptiness
    ) { values, _ in
      guard values.count == 1 else { return mismatch }
      return switch values[0].tag {
      case .string: Value(Int64(values[0].asBytes.codePointCount))
      case .bytes, .list, .map: Value(Int64(values[0].aux))
      default: mismatch
      }
    },
    Builtin(
      "type", ["(A) -> type<A>"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: []
    ) { values, _ in typeName(of: values[0]) },
    Builtin(
      "dyn", ["(A) -> dyn"], lowering: .call, cost: .reading, course: .unknown, precision: .hidden,
      traits: .passesTexts
    ) { values, _ in values[0] },
  ]

  /// The name of the type that a value has.
  private static func typeName(of value: Value) -> Value {
    let type: CELType? =
      switch value.tag {
      case .null: .null
      case .bool: .bool
      case .int: .int
      case .uint: .uint
      case .double: .double
      case .string: .string
      case .bytes: .bytes
      case .list: .list(.dyn)
      case .map: .map(.dyn, .dyn)
      case .type: .type(.dyn)
      case .timestamp: .timestamp
      case .duration: .duration
      case .date: .date
      case .period: .period
      case .optional: .optional(.dyn)
      case .object, .absent, .unknown, .withheld, .notApplicable, .error: nil
      }
    return Value(typeNamed: type?.runtimeName ?? "object")
  }

  /// Takes all of the budget away, and says so.
  static func exhausted(_ context: inout CallContext) -> Value {
    context.fuel = -1
    return Value(error: .budgetExceeded)
  }
}
