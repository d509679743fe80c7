public import CivilTime

extension Value {
  /// An unsigned integer.
  @inlinable
  public init(_ uint: UInt64) {
    self.init(tag: .uint, bits: uint)
  }

  /// A floating-point number.
  @inlinable
  public init(_ double: Double) {
    self.init(tag: .double, bits: double.bitPattern)
  }

  /// Bytes that stay where they are.
  @inlinable
  public init(bytes: UnsafeBufferPointer<UInt8>) {
    self.init(
      tag: .bytes, aux: UInt32(bytes.count), bits: UInt64(UInt(bitPattern: bytes.baseAddress)))
  }

  /// A map of keys and values in turn, which stay where they are.
  @inlinable
  public init(map entries: UnsafeBufferPointer<Value>) {
    self.init(
      tag: .map, aux: UInt32(entries.count / 2),
      bits: UInt64(UInt(bitPattern: entries.baseAddress)))
  }

  /// A length of time in nanoseconds.
  @inlinable
  public init(nanoseconds: Int64) {
    self.init(tag: .duration, bits: UInt64(bitPattern: nanoseconds))
  }

  /// An optional whose value stays where it is; `nil` for none.
  @inlinable
  public init(optional value: UnsafePointer<Value>?) {
    self.init(tag: .optional, bits: UInt64(UInt(bitPattern: value)))
  }

  /// The type of a name that lives as long as the process.
  init(typeNamed name: StaticString) {
    self.init(
      tag: .type, aux: UInt32(name.utf8CodeUnitCount),
      bits: UInt64(UInt(bitPattern: name.utf8Start)))
  }

  /// The number of a `double`.
  @inlinable public var asDouble: Double { Double(bitPattern: bits) }
  /// The nanoseconds of a `duration`.
  @inlinable public var asNanoseconds: Int64 { Int64(bitPattern: bits) }
  /// The keys and values of a `map`, in turn.
  @inlinable public var asEntries: UnsafeBufferPointer<Value> {
    UnsafeBufferPointer(start: UnsafePointer(bitPattern: UInt(bits)), count: Int(aux) * 2)
  }
  /// The days of a `date`.
  public var asDays: DateInterval {
    DateInterval(first: firstDay, last: lastDay) ?? DateInterval(firstDay)
  }
  /// The value of an `optional` that holds one.
  @inlinable public var asOptional: Value? {
    UnsafePointer<Value>(bitPattern: UInt(bits))?.pointee
  }
  /// The name of a `type`, copied.
  public var asTypeName: String { asString }

  /// The days from a first to a last, which may not run backwards.
  @inline(__always)
  init(first: CivilDate, last: CivilDate) {
    let low = UInt64(UInt32(bitPattern: first.dayNumber))
    self.init(tag: .date, bits: low | UInt64(UInt32(bitPattern: last.dayNumber)) << 32)
  }

  /// Whether a `date` is a single day.
  @inline(__always)
  var isExactDate: Bool { UInt32(truncatingIfNeeded: bits) == UInt32(bits >> 32) }

  /// Whether the value is `true`.
  @inline(__always)
  var isTrue: Bool { tag == .bool && bits != 0 }
  /// Whether the value is `false`.
  @inline(__always)
  var isFalse: Bool { tag == .bool && bits == 0 }
  /// Whether the value is a slot that holds no value, or an error.
  @inline(__always)
  var isMissingOrError: Bool { tag.rawValue <= Tag.error.rawValue }
  /// Whether the value is an error.
  @inline(__always)
  var isError: Bool { tag == .error }
}
