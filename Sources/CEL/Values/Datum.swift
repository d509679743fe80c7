public import CivilTime

/// A value that owns what it holds; for everything that is not hot.
public enum Datum: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list([Datum])
  /// Keys and values, in order.
  case map([Entry])
  case timestamp(seconds: Int64, nanoseconds: UInt32)
  /// Nanoseconds.
  case duration(Int64)
  case date(DateInterval)
  case period(Period)
  /// A type, by its name.
  case type(String)
  indirect case optional(Datum?)
  /// An object of the host, which only the host can look into.
  case object(String)
  /// A field without a value.
  case absent
  /// A field whose value is said to be unknown.
  case unknown
  /// A field that is said not to apply.
  case notApplicable
  case error(EvaluationError.Kind)

  /// An entry of a map.
  public struct Entry: Hashable, Sendable {
    public let key: Datum
    public let value: Datum

    /// A key with its value.
    public init(_ key: Datum, _ value: Datum) {
      self.key = key
      self.value = value
    }
  }
}

extension Datum {
  /// A copy of a value.
  public init(_ value: CEL.Value) {
    switch value.tag {
    case .absent: self = .absent
    case .unknown, .withheld: self = .unknown
    case .notApplicable: self = .notApplicable
    case .error: self = .error(value.errorKind ?? .hostFailure)
    case .null: self = .null
    case .bool: self = .bool(value.asBool)
    case .int: self = .int(value.asInt)
    case .uint: self = .uint(value.bits)
    case .double: self = .double(value.asDouble)
    case .string: self = .string(value.asString)
    case .bytes: self = .bytes(Array(value.asBytes))
    case .list: self = .list(value.asList.map { Datum($0) })
    case .map:
      let entries = value.asEntries
      self = .map(
        stride(from: 0, to: entries.count, by: 2).map {
          Entry(Datum(entries[$0]), Datum(entries[$0 + 1]))
        })
    case .object: self = .object("object")
    case .type: self = .type(value.asTypeName)
    case .timestamp: self = .timestamp(seconds: value.asInt, nanoseconds: value.aux)
    case .duration: self = .duration(value.asNanoseconds)
    case .date: self = .date(value.asDays)
    case .period: self = .period(value.asPeriod)
    case .optional: self = .optional(value.asOptional.map { Datum($0) })
    }
  }

  /// A copy of a value to be shown: one that holds more than 100,000 others, counted wherever they
  /// stand, is not copied but said to be too long.
  ///
  /// Lists may hold each other twice, so that a short one has more to show than there is memory.
  init(shown value: CEL.Value) {
    var room = 100_000
    self = value.fits(in: &room) ? Datum(value) : .object("a value too long to show")
  }

  /// The value, with what it points to in an arena.
  ///
  /// An object has no fields to point to and becomes a field without a value.
  public func value(in arena: inout Arena) -> CEL.Value {
    switch self {
    case .absent, .object: return .absent
    case .unknown: return .unknown
    case .notApplicable: return .notApplicable
    case .error(let kind): return CEL.Value(error: kind)
    case .null: return .null
    case .bool(let bool): return CEL.Value(bool)
    case .int(let int): return CEL.Value(int)
    case .uint(let uint): return CEL.Value(uint)
    case .double(let double): return CEL.Value(double)
    case .string(let string): return arena.string(copying: string)
    case .bytes(let bytes):
      var value = bytes.withUnsafeBufferPointer { arena.string(copying: $0) }
      value.tag = .bytes
      return value
    case .list(let elements):
      var values: [CEL.Value] = []
      for element in elements { values.append(element.value(in: &arena)) }
      return arena.list(copying: values)
    case .map(let entries):
      var values: [CEL.Value] = []
      for entry in entries {
        values.append(entry.key.value(in: &arena))
        values.append(entry.value.value(in: &arena))
      }
      let list = arena.list(copying: values)
      return CEL.Value(tag: .map, aux: UInt32(entries.count), bits: list.bits)
    case .timestamp(let seconds, let nanoseconds):
      return CEL.Value(seconds: seconds, nanoseconds: nanoseconds)
    case .duration(let nanoseconds): return CEL.Value(nanoseconds: nanoseconds)
    case .date(let days): return CEL.Value(days)
    case .period(let period): return CEL.Value(period)
    case .type(let name):
      var value = arena.string(copying: name)
      value.tag = .type
      return value
    case .optional(let inner):
      guard let inner else { return CEL.Value(optional: nil) }
      let place = arena.allocate(values: 1)
      place.pointee = inner.value(in: &arena)
      return CEL.Value(optional: UnsafePointer(place))
    }
  }
}

extension Value {
  /// Whether all that it holds, counted wherever it stands, is within a number, which is taken away.
  fileprivate func fits(in room: inout Int) -> Bool {
    room -= 1
    if room < 0 { return false }
    let parts: UnsafeBufferPointer<Value>
    switch tag {
    case .list: parts = asList
    case .map: parts = asEntries
    case .optional: return asOptional?.fits(in: &room) ?? true
    default: return true
    }
    for part in parts where !part.fits(in: &room) { return false }
    return true
  }
}
