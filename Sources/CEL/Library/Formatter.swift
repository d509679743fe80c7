internal import CivilTime
import Diagnostics

/// Fills a format such as `"%d of %s"` with values.
struct Formatter {
  private let format: [UInt8]
  private let list: Value
  private var index = 0
  private var nextValue = 0

  /// - Parameters:
  ///   - format: A text.
  ///   - list: A list of the values.
  init(_ format: Value, _ list: Value) {
    self.format = Array(format.asBytes)
    self.list = list
  }

  /// The text; `nil` if the format or a value does not fit, or if the budget is spent.
  mutating func text(_ fuel: inout Int) -> String? {
    var result: [UInt8] = []
    while index < format.count {
      let byte = format[index]
      index += 1
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      guard index < format.count else { return nil }
      if format[index] == UInt8(ascii: "%") {
        index += 1
        result.append(byte)
        continue
      }
      guard let clause = clause(&fuel), fuel >= 0 else { return nil }
      result += clause.utf8
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func clause(_ fuel: inout Int) -> String? {
    var decimals = 6
    if format[index] == UInt8(ascii: ".") {
      index += 1
      var digits = 0
      decimals = 0
      while index < format.count, format[index] &- UInt8(ascii: "0") <= 9, digits < 4 {
        decimals = decimals * 10 + Int(format[index] &- UInt8(ascii: "0"))
        digits += 1
        index += 1
      }
      guard digits > 0, decimals <= 1000 else { return nil }
    }
    guard index < format.count, nextValue < list.asList.count else { return nil }
    let value = list.asList[nextValue]
    nextValue += 1
    let letter = format[index]
    index += 1
    fuel &-= decimals / 16 + 1
    switch letter {
    case UInt8(ascii: "s"): return Self.text(value, &fuel)
    case UInt8(ascii: "d"): return decimal(value)
    case UInt8(ascii: "f"): return number(value).map { DoubleText.fixed($0, decimals: decimals) }
    case UInt8(ascii: "e"):
      return number(value).map { DoubleText.scientific($0, decimals: decimals) }
    case UInt8(ascii: "b"): return integer(value, radix: 2, uppercase: false, allowsBool: true)
    case UInt8(ascii: "o"): return integer(value, radix: 8, uppercase: false)
    case UInt8(ascii: "x"): return hexadecimal(value, uppercase: false, &fuel)
    case UInt8(ascii: "X"): return hexadecimal(value, uppercase: true, &fuel)
    default: return nil
    }
  }

  private func decimal(_ value: Value) -> String? {
    switch value.tag {
    case .int: String(value.asInt)
    case .uint: String(value.bits)
    case .double: DoubleText.shortest(value.asDouble)
    default: nil
    }
  }

  private func number(_ value: Value) -> Double? {
    switch value.tag {
    case .int: Double(value.asInt)
    case .uint: Double(value.bits)
    case .double: value.asDouble
    default: nil
    }
  }

  private func integer(
    _ value: Value, radix: Int, uppercase: Bool, allowsBool: Bool = false
  ) -> String? {
    switch value.tag {
    case .int: String(value.asInt, radix: radix, uppercase: uppercase)
    case .uint: String(value.bits, radix: radix, uppercase: uppercase)
    case .bool: allowsBool ? String(value.bits) : nil
    default: nil
    }
  }

  private func hexadecimal(_ value: Value, uppercase: Bool, _ fuel: inout Int) -> String? {
    guard value.tag == .string || value.tag == .bytes else {
      return integer(value, radix: 16, uppercase: uppercase)
    }
    fuel &-= Int(value.aux) / 16
    if fuel < 0 { return nil }
    return value.asBytes.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: uppercase)
    }.joined()
  }

  /// Any value as text, without quotes; maps in the order of their keys' text.
  private static func text(_ value: Value, _ fuel: inout Int) -> String? {
    fuel &-= 1
    if fuel < 0 { return nil }
    switch value.tag {
    case .null: return "null"
    case .bool: return value.asBool ? "true" : "false"
    case .int: return String(value.asInt)
    case .uint: return String(value.bits)
    case .double: return DoubleText.shortest(value.asDouble)
    case .string, .type, .bytes:
      fuel &-= Int(value.aux) / 16
      return fuel < 0 ? nil : value.asString
    case .timestamp: return Times.text(value)
    case .duration: return Times.durationText(value.asNanoseconds)
    case .date: return value.asDays.description
    case .period: return value.asPeriod.description
    case .list:
      var parts: [String] = []
      for element in value.asList {
        guard let part = text(element, &fuel) else { return nil }
        parts.append(part)
      }
      return "[\(parts.joined(separator: ", "))]"
    case .map:
      var pairs: [(key: String, value: String)] = []
      let entries = value.asEntries
      for index in stride(from: 0, to: entries.count, by: 2) {
        guard let key = text(entries[index], &fuel), let element = text(entries[index + 1], &fuel)
        else {
          return nil
        }
        pairs.append((key, element))
      }
      pairs.sort { $0.key.precedes($1.key) }
      return "{\(pairs.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    case .absent, .unknown, .withheld, .notApplicable, .error, .object, .optional: return nil
    }
  }
}
