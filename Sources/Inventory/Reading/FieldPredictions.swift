/// How the name of a field stands before its value: one byte, the name, and two bytes.
enum FieldSpelling {
  /// `"name":`, as a member in JSON.
  case member
  /// ` name="`, as an attribute in XML, with the blank before it and the quotation mark of its value.
  case attribute

  fileprivate var opening: UInt8 { self == .member ? UInt8(ascii: "\"") : UInt8(ascii: " ") }
  fileprivate var closing: (UInt8, UInt8) {
    let quote = UInt8(ascii: "\"")
    return self == .member ? (quote, UInt8(ascii: ":")) : (UInt8(ascii: "="), quote)
  }
}

/// A field that is expected next, ready to be compared with the bytes of a file.
struct ExpectedField {
  /// The spelling as far as two words hold it, and which of their bits are its own.
  fileprivate var words: (UInt64, UInt64)
  fileprivate var masks: (UInt64, UInt64)
  /// The bytes of the spelling.
  private(set) var length = 0
  /// The last two of them.
  private let closing: (UInt8, UInt8)
  /// The name, for what two words do not hold.
  private let name: UnsafePointer<UInt8>?
  private(set) var slot: Int
  private(set) var kind: FieldPlan.Kind

  /// No field: no bytes are equal to it.
  static var none: ExpectedField { ExpectedField() }

  private init() {
    words = (1, 0)
    masks = (0, 0)
    name = nil
    closing = (0, 0)
    slot = .max
    kind = .object
  }

  init(_ slot: Int, _ field: FieldPlan, _ spelling: FieldSpelling) {
    self.slot = slot
    kind = field.kind
    closing = spelling.closing
    name = field.name
    length = field.nameLength + 3
    let nameBytes = UnsafeBufferPointer(start: field.name, count: field.nameLength)
    let bytes = [spelling.opening] + nameBytes + [closing.0, closing.1]
    words = (0, 0)
    masks = (0, 0)
    for (index, byte) in bytes.prefix(16).enumerated() {
      let shift = UInt64(index % 8 * 8)
      if index < 8 {
        words.0 |= UInt64(byte) << shift
        masks.0 |= 0xff << shift
      } else {
        words.1 |= UInt64(byte) << shift
        masks.1 |= 0xff << shift
      }
    }
  }

  /// Whether what two words do not hold is the same.
  @inline(never)
  fileprivate func hasSameRest(_ text: UnsafePointer<UInt8>) -> Bool {
    guard let name else { return false }
    return text[length - 1] == closing.1 && text[length - 2] == closing.0
      && (15..<length - 2).allSatisfy { text[$0] == name[$0 - 1] }
  }
}

extension UnsafePointer<ExpectedField> {
  /// Whether the field's name stands at an address as it is spelled, behind which as many bytes as the
  /// vocabulary's longest name has must be readable.
  @inline(__always)
  func isSpelled(at text: UnsafePointer<UInt8>) -> Bool {
    let raw = UnsafeRawPointer(text)
    let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    let second = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard first & pointee.masks.0 == pointee.words.0, second & pointee.masks.1 == pointee.words.1
    else { return false }
    return pointee.length <= 16 || pointee.hasSameRest(text)
  }
}

/// The fields of each kind of object, in the order in which they came the last time.
///
/// Rows repeat the order of their fields, so the guess is nearly always right.
struct FieldPredictions: ~Copyable {
  /// How many fields of an object are predicted.
  static let most = 32

  private let fields: UnsafeMutablePointer<ExpectedField>
  private let spelling: FieldSpelling

  init(_ spelling: FieldSpelling) {
    self.spelling = spelling
    let count = ShapeTable.shared.shapeCount * Self.most
    fields = .allocate(capacity: count)
    fields.initialize(repeating: .none, count: count)
  }

  deinit { fields.deallocate() }

  /// The fields that are expected in an object, by their place in it.
  @inline(__always)
  func expected(in shape: UnsafePointer<Shape>) -> UnsafePointer<ExpectedField> {
    UnsafePointer(fields + shape.pointee.number &* Self.most)
  }

  func set(_ shape: UnsafePointer<Shape>, _ index: Int, _ slot: Int) {
    guard index < Self.most else { return }
    fields[shape.pointee.number * Self.most + index] = ExpectedField(
      slot, shape.pointee.fields[slot], spelling)
  }
}
