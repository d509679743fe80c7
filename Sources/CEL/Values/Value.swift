public import CivilTime

/// A value of the language, in 16 bytes without a reference.
///
/// Strings, lists, maps and objects are addresses of memory that somebody else owns: an ``Arena``
/// of the host (facts), the constants of a program, or the scratch memory of a machine. A value
/// must not outlive what it points into; nothing here checks that, which is what makes copying one
/// free. Programs that are not hot use ``Datum``, which owns what it holds.
public struct Value: BitwiseCopyable, Sendable {
  /// What a value is.
  public enum Tag: UInt8, BitwiseCopyable, Sendable {
    /// A field that the data do not give; reading it is an error of kind *no such field*.
    case absent
    /// A field that the data say is not known; reading or testing it is an error.
    case unknown
    /// A field that is given, but of which no more is told; testing it is true, reading it is an
    /// error. It stands for what several objects may hold differently.
    case withheld
    /// A field that the data say does not apply; testing it is false, reading it is an error.
    case notApplicable
    /// The evaluation failed; `aux` holds the kind (``EvaluationError/Kind``).
    case error
    case null, bool, int, uint, double
    /// UTF-8 at `bits`, `aux` bytes long.
    case string
    /// Bytes at `bits`, `aux` bytes long.
    case bytes
    /// Values at `bits`, `aux` of them.
    case list
    /// Keys and values in turn at `bits`, `aux` pairs.
    case map
    /// One value for each field of its ``StructType`` at `bits`; `aux` is the type's number.
    case object
    /// A type as a value.
    case type
    /// Seconds since 1970 in `bits`, nanoseconds in `aux`.
    case timestamp
    /// Nanoseconds, signed.
    case duration
    /// A civil day; the first and the last day that it could be, where it is known only in part.
    case date
    /// Months and days.
    case period
    /// A value at `bits`, or none where `bits` is 0.
    case optional
  }

  /// What it is.
  public var tag: Tag
  /// A length, a count or a number; see the tag.
  public var aux: UInt32
  /// The value itself or an address; see the tag.
  public var bits: UInt64

  /// Puts a value together from its parts.
  @inlinable
  public init(tag: Tag, aux: UInt32 = 0, bits: UInt64 = 0) {
    self.tag = tag
    self.aux = aux
    self.bits = bits
  }
}

extension Value {
  /// A field that is not given.
  public static let absent = Value(tag: .absent)
  /// A field that is said to be unknown.
  public static let unknown = Value(tag: .unknown)
  /// A field that is given, but of which no more is told.
  public static let withheld = Value(tag: .withheld)
  /// A field that is said not to apply.
  public static let notApplicable = Value(tag: .notApplicable)
  /// The null value.
  public static let null = Value(tag: .null)

  /// A Boolean.
  @inlinable
  public init(_ bool: Bool) {
    self.init(tag: .bool, bits: bool ? 1 : 0)
  }

  /// A signed integer.
  @inlinable
  public init(_ int: Int64) {
    self.init(tag: .int, bits: UInt64(bitPattern: int))
  }

  /// A day, or the days that it could be.
  @inlinable
  public init(_ days: DateInterval) {
    let first = UInt64(UInt32(bitPattern: days.first.dayNumber))
    let last = UInt64(UInt32(bitPattern: days.last.dayNumber))
    self.init(tag: .date, bits: first | last << 32)
  }

  /// A calendar period.
  @inlinable
  public init(_ period: Period) {
    let months = UInt64(UInt32(bitPattern: period.months))
    let days = UInt64(UInt32(bitPattern: period.days))
    self.init(tag: .period, bits: months | days << 32)
  }

  /// A point in time: seconds since 1970-01-01T00:00:00Z and nanoseconds within the second.
  @inlinable
  public init(seconds: Int64, nanoseconds: UInt32) {
    self.init(tag: .timestamp, aux: nanoseconds, bits: UInt64(bitPattern: seconds))
  }

  /// Text that stays where it is.
  @inlinable
  public init(string bytes: UnsafeBufferPointer<UInt8>) {
    self.init(
      tag: .string, aux: UInt32(bytes.count), bits: UInt64(UInt(bitPattern: bytes.baseAddress)))
  }

  /// A list of values that stay where they are.
  @inlinable
  public init(list values: UnsafeBufferPointer<Value>) {
    self.init(
      tag: .list, aux: UInt32(values.count), bits: UInt64(UInt(bitPattern: values.baseAddress)))
  }

  /// An object whose field values stay where they are, one for each field of its type.
  ///
  /// - Parameter type: ``StructType/number`` of the type, 0 where the checker knows it anyway.
  @inlinable
  public init(object fields: UnsafePointer<Value>, type: UInt32 = 0) {
    self.init(tag: .object, aux: type, bits: UInt64(UInt(bitPattern: fields)))
  }
}

extension Value {
  /// The Boolean of a `bool`.
  @inlinable public var asBool: Bool { bits != 0 }
  /// The integer of an `int`.
  @inlinable public var asInt: Int64 { Int64(bitPattern: bits) }
  /// The first day of a `date`.
  @inlinable public var firstDay: CivilDate {
    CivilDate(dayNumber: Int32(bitPattern: UInt32(truncatingIfNeeded: bits)))
  }
  /// The last day of a `date`.
  @inlinable public var lastDay: CivilDate {
    CivilDate(dayNumber: Int32(bitPattern: UInt32(truncatingIfNeeded: bits >> 32)))
  }
  /// The period of a `period`.
  @inlinable public var asPeriod: Period {
    Period(
      months: Int32(bitPattern: UInt32(truncatingIfNeeded: bits)),
      days: Int32(bitPattern: UInt32(truncatingIfNeeded: bits >> 32)))
  }
  /// The bytes of a `string` or `bytes`.
  @inlinable public var asBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(bitPattern: UInt(bits)), count: Int(aux))
  }
  /// The text of a `string`, copied.
  public var asString: String { String(decoding: asBytes, as: UTF8.self) }
  /// The elements of a `list`.
  @inlinable public var asList: UnsafeBufferPointer<Value> {
    UnsafeBufferPointer(start: UnsafePointer(bitPattern: UInt(bits)), count: Int(aux))
  }
  /// The fields of an `object`.
  @inlinable public var asFields: UnsafePointer<Value> {
    UnsafePointer(bitPattern: UInt(bits)).unsafelyUnwrapped
  }
  /// Whether the value is a slot that holds no value: absent, unknown or not applicable.
  @inlinable public var isMissing: Bool { tag.rawValue <= Tag.notApplicable.rawValue }
}
