extension Library {
  /// The extension for mathematics.
  static let mathematics: [Builtin] = [
    Builtin(
      "math.greatest", extremeSignatures, lowering: .call, cost: .extreme, course: .unknown,
      precision: .hidden, traits: [], isVariadic: true
    ) { values, context in
      extreme(values, wanted: 4, &context)
    },
    Builtin(
      "math.least", extremeSignatures, lowering: .call, cost: .extreme, course: .unknown,
      precision: .hidden, traits: [], isVariadic: true
    ) { values, context in
      extreme(values, wanted: 1, &context)
    },
    rounding("math.ceil", .up), rounding("math.floor", .down), rounding("math.trunc", .towardZero),
    rounding("math.round", .toNearestOrAwayFromZero),
    predicate("math.isInf") { $0.isInfinite }, predicate("math.isNaN") { $0.isNaN },
    predicate("math.isFinite") { $0.isFinite },
    Builtin(
      "math.abs", ["(int) -> int", "(uint) -> uint", "(double) -> double"], lowering: .call,
      cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      switch values[0].tag {
      case .int: values[0].asInt < 0 ? Arithmetic.negated(values[0]) : values[0]
      case .uint: values[0]
      case .double: Value(values[0].asDouble.magnitude)
      default: mismatch
      }
    },
    Builtin(
      "math.sign", ["(int) -> int", "(uint) -> uint", "(double) -> double"], lowering: .call,
      cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      switch values[0].tag {
      case .int: Value(values[0].asInt.signum())
      case .uint: Value(UInt64(values[0].bits > 0 ? 1 : 0))
      case .double: sign(values[0].asDouble)
      default: mismatch
      }
    },
    Builtin(
      "math.sqrt", ["(int) -> double", "(uint) -> double", "(double) -> double"], lowering: .call,
      cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) {
      values, _ in
      switch values[0].tag {
      case .int: Value(Double(values[0].asInt).squareRoot())
      case .uint: Value(Double(values[0].bits).squareRoot())
      case .double: Value(values[0].asDouble.squareRoot())
      default: mismatch
      }
    },
  ]

  private static let extremeSignatures = [
    "(int) -> int", "(uint) -> uint", "(double) -> double", "(list<int>) -> int",
    "(list<uint>) -> uint", "(list<double>) -> double", "(list<dyn>) -> dyn",
    "(int, int) -> int", "(uint, uint) -> uint", "(double, double) -> double",
    "(dyn, dyn) -> dyn",
  ]

  private static func sign(_ value: Double) -> Value {
    if value.isNaN { return Value(value) }
    if value == 0 { return Value(0.0) }
    return Value(value < 0 ? -1.0 : 1.0)
  }

  private static func extreme(
    _ values: Arguments, wanted: UInt8, _ context: inout CallContext
  ) -> Value {
    let numbers = values.count == 1 && values[0].tag == .list ? values[0].asList : values
    context.charge(numbers.count)
    guard var best = numbers.first else { return Value(error: .emptyList) }
    for number in numbers {
      guard number.tag == .int || number.tag == .uint || number.tag == .double else {
        return mismatch
      }
      if Comparison.relation(wanted, number, best).isTrue { best = number }
    }
    return best
  }

  private static func rounding(_ name: String, _ rule: FloatingPointRoundingRule) -> Builtin {
    Builtin(
      name, ["(double) -> double"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: []
    ) { values, _ in
      values[0].tag == .double ? Value(values[0].asDouble.rounded(rule)) : mismatch
    }
  }

  private static func predicate(
    _ name: String, _ test: @escaping @Sendable (Double) -> Bool
  ) -> Builtin {
    Builtin(
      name, ["(double) -> bool"], lowering: .call, cost: .reading, course: .unknown,
      precision: .hidden, traits: []
    ) { values, _ in
      values[0].tag == .double ? Value(test(values[0].asDouble)) : mismatch
    }
  }

  /// Operations on the bits of integers.
  static let bits: [Builtin] = [
    bitwise("math.bitAnd") { $0 & $1 }, bitwise("math.bitOr") { $0 | $1 },
    bitwise("math.bitXor") { $0 ^ $1 },
    Builtin(
      "math.bitNot", ["(int) -> int", "(uint) -> uint"], lowering: .call, cost: .reading,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      guard values[0].tag == .int || values[0].tag == .uint else { return mismatch }
      return Value(tag: values[0].tag, bits: ~values[0].bits)
    },
    shift("math.bitShiftLeft") { $1 < 64 ? $0 << $1 : 0 },
    shift("math.bitShiftRight") { $1 < 64 ? $0 >> $1 : 0 },
  ]

  private static func bitwise(
    _ name: String, _ operation: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> Builtin {
    Builtin(
      name, ["(int, int) -> int", "(uint, uint) -> uint"], lowering: .call, cost: .reading,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      guard values.count == 2, values[0].tag == values[1].tag,
        values[0].tag == .int || values[0].tag == .uint
      else { return mismatch }
      return Value(tag: values[0].tag, bits: operation(values[0].bits, values[1].bits))
    }
  }

  private static func shift(
    _ name: String, _ operation: @escaping @Sendable (UInt64, Int64) -> UInt64
  ) -> Builtin {
    Builtin(
      name, ["(int, int) -> int", "(uint, int) -> uint"], lowering: .call, cost: .reading,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      guard values.count == 2, values[0].tag == .int || values[0].tag == .uint,
        values[1].tag == .int
      else { return mismatch }
      guard values[1].asInt >= 0 else { return Value(error: .invalidArgument) }
      return Value(tag: values[0].tag, bits: operation(values[0].bits, values[1].asInt))
    }
  }
}
