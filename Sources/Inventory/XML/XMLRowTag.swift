import Glibc

/// The attributes of a row in XML that is read without the parser.
///
/// Nearly all rows of an extract are one tag in one line, `<record id="…" kind="…"/>`: ASCII, double
/// quotation marks, one blank before each attribute, no reference, no attribute that the vocabulary
/// lacks. Such a tag means the same to any parser. Whatever departs from that in any byte is left to the
/// parser, and nothing has been done about it by then.
struct XMLRowTag: ~Copyable {
  /// An attribute of the row.
  struct Attribute {
    /// The field that it gives.
    var slot: Int
    var kind: FieldPlan.Kind
    /// What stands between its quotation marks.
    var value: UnsafeBufferPointer<UInt8>
  }

  private static let name: StaticString = "<record "

  private let attributes: UnsafeMutablePointer<Attribute>

  init() {
    attributes = .allocate(capacity: FieldPredictions.most)
  }

  deinit { attributes.deallocate() }

  subscript(index: Int) -> Attribute {
    @inline(__always) get { attributes[index] }
  }

  /// Reads a tag at an address, behind which zeros end what is there.
  ///
  /// - Returns: How many attributes it has, which are here then, and where it ends; `nil` if it is not
  ///   all there, or not of the usual form.
  @inline(__always)
  func read(
    at start: UnsafePointer<UInt8>, of shape: UnsafePointer<Shape>,
    _ predictions: borrowing FieldPredictions
  ) -> (count: Int, end: UnsafePointer<UInt8>)? {
    guard Self.isName(at: start) else { return nil }
    let expected = predictions.expected(in: shape)
    var seen = SlotSet()
    // The blank behind the name is the one before the first attribute.
    var next = start + Self.name.utf8CodeUnitCount - 1
    var count = 0
    while next[0] == UInt8(ascii: " "), count < FieldPredictions.most {
      if next[1] == UInt8(ascii: "/") {
        next += 1
        break
      }
      let field = expected + count
      if !field.isSpelled(at: next), !Self.learn(count, at: next, shape, predictions) {
        return nil
      }
      let slot = field.pointee.slot
      guard !seen.contains(slot) else { return nil }
      seen.insert(slot)
      let value = next + field.pointee.length
      guard let end = AttributeRun.end(of: value) else { return nil }
      attributes[count] = Attribute(
        slot: slot, kind: field.pointee.kind,
        value: UnsafeBufferPointer(start: value, count: end - value))
      next = end + 1
      count &+= 1
    }
    guard next[0] == UInt8(ascii: "/"), next[1] == UInt8(ascii: ">") else { return nil }
    return (count, next + 2)
  }

  @inline(__always)
  private static func isName(at start: UnsafePointer<UInt8>) -> Bool {
    UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
      == UnsafeRawPointer(name.utf8Start).loadUnaligned(as: UInt64.self)
  }

  /// Expects from now on the attribute that stands at an address.
  ///
  /// - Returns: Whether the vocabulary has it.
  @inline(never)
  private static func learn(
    _ index: Int, at start: UnsafePointer<UInt8>, _ shape: UnsafePointer<Shape>,
    _ predictions: borrowing FieldPredictions
  ) -> Bool {
    let name = start + 1
    for slot in 0..<shape.pointee.count {
      let field = shape.pointee.fields + slot
      let length = field.pointee.nameLength
      guard field.pointee.child == 0, field.pointee.kind != .prose,
        strncmp(
          UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self),
          UnsafeRawPointer(field.pointee.name).assumingMemoryBound(to: CChar.self), length) == 0,
        name[length] == UInt8(ascii: "="), name[length + 1] == UInt8(ascii: "\"")
      else { continue }
      predictions.set(shape, index, slot)
      return true
    }
    return false
  }
}

/// Finds where the value of an attribute ends, eight bytes at a time.
private enum AttributeRun {
  /// The quotation mark that ends a value of plain bytes; `nil` if a byte stands before it that means
  /// something else in XML, is not ASCII, or is one of the zeros behind the last byte.
  @inline(__always)
  static func end(of start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var pointer = start
    while true {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
      let quote = word ^ 0x2222_2222_2222_2222
      let ampersand = word ^ 0x2626_2626_2626_2626
      let opening = word ^ 0x3c3c_3c3c_3c3c_3c3c
      // The lowest hit is exact; a byte past ASCII is one by its top bit.
      let hits =
        ((quote &- ones) & ~quote | (ampersand &- ones) & ~ampersand
          | (opening &- ones) & ~opening | (word &- 0x2020_2020_2020_2020) | word) & tops
      if hits != 0 {
        let found = pointer + (hits.trailingZeroBitCount &>> 3)
        return found.pointee == UInt8(ascii: "\"") ? found : nil
      }
      pointer += 8
    }
  }
}
