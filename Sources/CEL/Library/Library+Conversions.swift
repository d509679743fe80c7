internal import CivilTime

extension Library {
  /// Conversions between types.
  static let conversions: [Builtin] = [
    Builtin(
      "bool", ["(bool) -> bool", "(string) -> bool"], lowering: .call, cost: .reading,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      if values[0].tag == .bool { return values[0] }
      guard values[0].tag == .string else { return mismatch }
      switch values[0].asString {
      case "1", "t", "true", "T", "TRUE", "True": return Value(true)
      case "0", "f", "false", "F", "FALSE", "False": return Value(false)
      default: return Value(error: .invalidArgument)
      }
    },
    Builtin(
      "int",
      [
        "(int) -> int", "(uint) -> int", "(double) -> int", "(string) -> int",
        "(timestamp) -> int", "(duration) -> int",
      ], lowering: .call, cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in int(values[0]) },
    Builtin(
      "uint", ["(uint) -> uint", "(int) -> uint", "(double) -> uint", "(string) -> uint"],
      lowering: .call, cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in uint(values[0]) },
    Builtin(
      "double",
      ["(double) -> double", "(int) -> double", "(uint) -> double", "(string) -> double"],
      lowering: .call, cost: .reading, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in double(values[0]) },
    Builtin(
      "string",
      [
        "(string) -> string", "(bool) -> string", "(int) -> string", "(uint) -> string",
        "(double) -> string", "(bytes) -> string", "(timestamp) -> string",
        "(duration) -> string", "(date) -> string", "(period) -> string",
      ], lowering: .call, cost: .units(4), course: .unknown, precision: .seen, traits: []
    ) { string($0[0], &$1) },
    Builtin(
      "bytes", ["(bytes) -> bytes", "(string) -> bytes"], lowering: .call, cost: .reading,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      guard values[0].tag == .string || values[0].tag == .bytes else { return mismatch }
      var value = values[0]
      value.tag = .bytes
      return value
    },
  ]

  private static func int(_ value: Value) -> Value {
    switch value.tag {
    case .int: return value
    case .uint: return value.bits > Int64.max ? Value(error: .overflow) : Value(Int64(value.bits))
    case .double:
      let double = value.asDouble
      guard double > -0x1p63, double < 0x1p63 else { return Value(error: .overflow) }
      return Value(Int64(double))
    case .string:
      guard isNumber(value, allowsSign: true), let int = Int64(value.asString) else {
        return Value(error: .invalidArgument)
      }
      return Value(int)
    case .timestamp: return Value(value.asInt)
    case .duration: return Value(value.asNanoseconds / 1_000_000_000)
    default: return mismatch
    }
  }

  private static func uint(_ value: Value) -> Value {
    switch value.tag {
    case .uint: return value
    case .int: return value.asInt < 0 ? Value(error: .overflow) : Value(UInt64(value.asInt))
    case .double:
      let double = value.asDouble
      guard double > -1, double < 0x1p64 else { return Value(error: .overflow) }
      return double < 0 && double != 0 ? Value(error: .overflow) : Value(UInt64(double))
    case .string:
      guard isNumber(value, allowsSign: false), let uint = UInt64(value.asString) else {
        return Value(error: .invalidArgument)
      }
      return Value(uint)
    default: return mismatch
    }
  }

  /// Swift also reads a plus sign, which the language does not.
  private static func isNumber(_ value: Value, allowsSign: Bool) -> Bool {
    let bytes = value.asBytes
    let digits = allowsSign && bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
    return !digits.isEmpty && digits.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
  }

  private static func double(_ value: Value) -> Value {
    switch value.tag {
    case .double: return value
    case .int: return Value(Double(value.asInt))
    case .uint: return Value(Double(value.bits))
    case .string: return parseDouble(value.asString)
    default: return mismatch
    }
  }

  private static func parseDouble(_ text: String) -> Value {
    switch text.lowercased() {
    case "nan", "+nan", "-nan": return Value(Double.nan)
    case "inf", "+inf", "infinity", "+infinity": return Value(Double.infinity)
    case "-inf", "-infinity": return Value(-Double.infinity)
    default: break
    }
    let allowed = text.utf8.allSatisfy {
      $0 &- UInt8(ascii: "0") <= 9 || "+-.eE".utf8.contains($0)
    }
    guard allowed, let double = Double(text) else { return Value(error: .invalidArgument) }
    return Value(double)
  }

  /// The text of a value.
  private static func string(_ value: Value, _ context: inout CallContext) -> Value {
    switch value.tag {
    case .string: return value
    case .bool: return context.string(value.asBool ? "true" : "false")
    case .int: return context.string(String(value.asInt))
    case .uint: return context.string(String(value.bits))
    case .double: return context.string(DoubleText.shortest(value.asDouble))
    case .bytes:
      guard String(validating: value.asBytes, as: UTF8.self) != nil else {
        return Value(error: .invalidArgument)
      }
      var text = value
      text.tag = .string
      return text
    case .timestamp: return context.string(Times.text(value))
    case .duration: return context.string(Times.durationText(value.asNanoseconds))
    case .date: return context.string(value.asDays.description)
    case .period: return context.string(value.asPeriod.description)
    default: return mismatch
    }
  }
}
