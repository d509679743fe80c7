public import CEL
import Glibc

/// The facts about one thing, such as a system or a row: a value and a place for each field.
///
/// A view of memory that somebody else owns: the ``InventoryTree`` for organisations, systems and
/// datasets, the reader for rows, which are gone when the consumer returns.
public struct FactObject: @unchecked Sendable {
  /// The values in slot order.
  public let fields: UnsafePointer<Value>
  /// ``StructType/number`` of its type.
  public let type: UInt32
  /// The slots that may hold something; all of them where that is not known.
  public let mayHold: SlotSet
  /// The slots of a row whose facts cannot be true, such as an event after the day of the check.
  public let impossible: SlotSet
  /// The values of a row of which some facts cannot be true, these unknown.
  @usableFromInline let soundFields: UnsafePointer<Value>?

  @inlinable
  init(
    fields: UnsafePointer<Value>, type: UInt32, mayHold: SlotSet = .all,
    impossible: SlotSet = SlotSet(), sound: UnsafePointer<Value>? = nil
  ) {
    self.fields = fields
    self.type = type
    self.mayHold = mayHold
    self.impossible = impossible
    soundFields = sound
  }

  /// The object with what cannot be true unknown: whole fields, and of lists of objects only the facts
  /// of the objects that it is about.
  public var sound: FactObject { soundFields.map(replacing) ?? self }

  /// A view of values elsewhere, of the same kind of object, with places behind them.
  ///
  /// - Parameter fields: As many values as the object has, and behind them one place for each and
  ///   one for the object.
  public func replacing(fields: UnsafePointer<Value>) -> FactObject {
    FactObject(fields: fields, type: type, mayHold: mayHold)
  }

  /// How many bytes the values and places of an object take.
  public var byteCount: Int { ShapeTable.shared.shapes[Int(type)].byteCount }

  /// Views an object value that a reader made.
  ///
  /// - Precondition: The value is an object.
  @inlinable
  public init(_ value: Value) {
    precondition(value.tag == .object, "only an object has fields")
    self.init(fields: value.asFields, type: value.aux)
  }

  /// The object as a value of the language.
  @inline(__always)
  public var value: Value { Value(object: fields, type: type) }

  /// The value of a field by its slot.
  @inlinable
  public subscript(slot: Int) -> Value { fields[slot] }

  /// The slot of a field by its name; `nil` if objects of the kind have none of that name.
  public func slot(_ field: String) -> Int? {
    var field = field
    return field.withUTF8 { text in
      guard let start = text.baseAddress else { return nil }
      let shape = ShapeTable.shared.shapes + Int(type)
      return (0..<shape.pointee.count).first { slot in
        let plan = shape.pointee.fields + slot
        return plan.pointee.nameLength == text.count
          && memcmp(plan.pointee.name, start, text.count) == 0
      }
    }
  }

  /// The kind of object.
  public var definition: ObjectDefinition { Vocabulary.objects[Int(type) - 1] }

  /// What the file says of a field that counts as unknown because a list does not know its code or
  /// because it names nothing: a text, or a list of texts.
  public func stated(_ slot: Int) -> Value {
    let value = fields[slot]
    guard value.tag == .unknown, value.bits != 0 else { return value }
    let kind = ShapeTable.shared.shapes[Int(type)].fields[slot].kind
    return Value(tag: kind == .codes ? .list : .string, aux: value.aux, bits: value.bits)
  }

  /// Where a field stands: its value in JSON and in an XML attribute, its element otherwise.
  public func mark(of slot: Int) -> SourceMark { marks[slot] }

  /// Where the object begins: its brace or its start tag.
  public var mark: SourceMark { marks[fieldCount] }

  private var fieldCount: Int { ShapeTable.shared.shapes[Int(type)].count }

  private var marks: UnsafePointer<SourceMark> {
    UnsafeRawPointer(fields + fieldCount).assumingMemoryBound(to: SourceMark.self)
  }
}
