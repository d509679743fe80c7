import CEL
import Glibc

/// What a reader has to know of a field, ready to hand.
struct FieldPlan {
  enum Kind: UInt8 {
    case text, prose, code, codes, integer, boolean, date, instant, period, object, objects
  }

  /// What a text comes to that says nothing, such as a blank or a dash.
  enum Blank: UInt8 {
    /// It stays as it is: it is an identifier, a name or a local addition, or it is looked up.
    case kept
    /// It is the empty text.
    case empty
    /// It is as if it were not given, which says that there is none.
    case absent
  }

  let kind: Kind
  /// What a text that says nothing comes to.
  let blank: Blank
  /// What the field holds until it is given: zero where the absence of a count means zero, unknown
  /// for a list of objects whose absence does not mean that there are none.
  let initial: Value
  /// The least and the greatest number that may stand there.
  let least: Int64
  let greatest: Int64
  /// Whether it tells what has happened, and cannot lie after the day of a check.
  let isPast: Bool
  /// The slots beside it that it may not be before or below.
  let notBelow: SlotSet
  /// The name in UTF-8.
  let name: UnsafePointer<UInt8>
  let nameLength: Int
  /// The index of the name, as an attribute or as an element, in ``ShapeTable/names``.
  let attribute: Int
  let element: Int
  /// The number of the shape of an object, or 0.
  let child: Int
  /// The index of the code list, or -1.
  let codeList: Int
}

/// What a reader has to know of a kind of object.
struct Shape {
  /// Kinds of object that readers treat in their own way.
  enum Role: UInt8 {
    case other, inventory, organisation, system, dataset, holding, record, property
  }

  /// ``StructType/number``.
  let number: Int
  let role: Role
  /// How many fields.
  let count: Int
  let fields: UnsafePointer<FieldPlan>
  /// The slot of `id`, or -1.
  let identity: Int
  /// The slot of the words from which the rest was read, or -1: two inputs may use different words for
  /// the same.
  let wording: Int
  /// The bits of the slots that hold lists of objects.
  let lists: SlotSet
  /// The slots that may not be before or below others.
  let limited: SlotSet
  /// The slots that are compared with more than one other, or with those of items, where given.
  let compared: SlotSet

  /// The bytes of an object: its values and marks, one mark more for itself.
  var byteCount: Int {
    count * MemoryLayout<Value>.stride + (count + 1) * MemoryLayout<SourceMark>.stride
  }
}

/// A set of slots of one object.
public struct SlotSet: Equatable, Sendable {
  /// The most fields that an object may have.
  static let capacity = 128
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  /// No slot.
  @inlinable
  public init() {}

  /// Some slots.
  public init(_ slots: some Sequence<Int>) {
    for slot in slots { insert(slot) }
  }

  /// Every slot that an object may have.
  @inlinable
  public static var all: SlotSet {
    var all = SlotSet()
    (all.low, all.high) = (.max, .max)
    return all
  }

  /// The slots that are in both.
  @inlinable
  public func intersection(_ other: SlotSet) -> SlotSet {
    var both = SlotSet()
    both.low = low & other.low
    both.high = high & other.high
    return both
  }

  /// Whether it holds no slot.
  @inlinable
  public var isEmpty: Bool { low | high == 0 }

  /// Whether a slot is in it.
  @inlinable
  @inline(__always)
  public func contains(_ slot: Int) -> Bool {
    (slot < 64 ? low >> UInt64(slot) : high >> UInt64(slot - 64)) & 1 != 0
  }

  /// Adds a slot.
  @inline(__always)
  public mutating func insert(_ slot: Int) {
    if slot < 64 { low |= 1 << UInt64(slot) } else { high |= 1 << UInt64(slot - 64) }
  }

  func removing(_ slot: Int) -> SlotSet {
    var rest = self
    if slot < 64 {
      rest.low &= ~(1 << UInt64(slot))
    } else {
      rest.high &= ~(1 << UInt64(slot - 64))
    }
    return rest
  }

  /// Adds the slots of another set.
  @inlinable
  public mutating func formUnion(_ other: SlotSet) {
    low |= other.low
    high |= other.high
  }

  @inline(__always)
  func subtracting(_ other: SlotSet) -> SlotSet {
    var rest = self
    rest.low &= ~other.low
    rest.high &= ~other.high
    return rest
  }

  /// Takes out the lowest slot; `nil` once there is none.
  @inlinable
  public mutating func popFirst() -> Int? {
    if low != 0 {
      let slot = low.trailingZeroBitCount
      low &= low - 1
      return slot
    }
    guard high != 0 else { return nil }
    let slot = high.trailingZeroBitCount + 64
    high &= high - 1
    return slot
  }
}
