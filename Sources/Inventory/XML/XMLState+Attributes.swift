import CEL
import CLibXML2
import Diagnostics
import Glibc

extension XMLState {
  /// Gives the object that was begun its attributes.
  ///
  /// Objects repeat the order of their attributes: what is known by the address of its name is put
  /// into its field at once. The parser lets no attribute come twice.
  @inline(__always)
  mutating func readAttributes(_ count: Int, _ attributes: XMLAttributes?) {
    guard let attributes, assembler.mode != .rows || assembler.isInRow else { return }
    let input = context.unsafelyUnwrapped.pointee.input.unsafelyUnwrapped
    let base = input.pointee.base.unsafelyUnwrapped
    let bytes = UInt(bitPattern: input.pointee.end.unsafelyUnwrapped - base)
    let consumed = Int(input.pointee.consumed) &+ leftOut
    let firstMark = tag.lineMark &+ UInt64(bitPattern: Int64(consumed &- tag.lineStart))
    let frame = assembler.frame
    let known = order.of(frame.pointee.shape.pointee.number)
    let values = frame.pointee.values
    let marks = frame.pointee.marks
    let usual = tag.isUsual ? min(count, AttributeOrder.most) : 0
    for index in 0..<count {
      let attribute = attributes + index &* 5
      let value = attribute[3].unsafelyUnwrapped
      let offset = value - base
      // A value that holds a reference is never in place.
      if index < usual, known[index].name == attribute[0], attribute[1] == nil,
        UInt(bitPattern: offset) < bytes
      {
        let place = known[index]
        let mark = SourceMark(bits: firstMark &+ UInt64(bitPattern: Int64(offset)))
        frame.pointee.seen.low |= place.bit
        marks[place.slot] = mark
        assembler.fill(
          place.slot, place.field,
          UnsafeBufferPointer(start: value, count: attribute[4].unsafelyUnwrapped - value), mark,
          at: values + place.slot)
      } else if attribute[1] == nil {
        readAttribute(attribute, index, consumed)
      } else {
        noteForeign(attribute, consumed)
      }
    }
  }

  /// Gives the object that was begun one attribute, whatever is odd about it.
  @inline(never)
  private mutating func readAttribute(
    _ attribute: XMLAttributes, _ index: Int, _ consumed: Int
  ) {
    guard let input = context?.pointee.input, let base = input.pointee.base,
      let end = input.pointee.end, let name = attribute[0], let value = attribute[3],
      let valueEnd = attribute[4]
    else { return }
    let text = UnsafeBufferPointer(start: value, count: valueEnd - value)
    let isInPlace = value >= base && value < end
    let slot = self.slot(name, index)
    if isInPlace, slot >= 0 {
      assembler.setText(slot, text, mark(consumed &+ (value - base) &- 1))
    } else if slot >= 0 {
      assembler.setText(slot, unescaped(text), mark(valueOffset(name)))
    } else {
      noteUnknown(name, mark(isInPlace ? consumed &+ (value - base) &- 1 : valueOffset(name)))
    }
  }

  /// The place of an offset in the start tag that is being read.
  ///
  /// Attributes come in the order of the tag, so that each byte of it is looked at once.
  private mutating func mark(_ offset: Int) -> SourceMark {
    if tag.isOneLine {
      return SourceMark(
        file: assembler.file, line: tag.line, column: offset &- tag.lineStart &+ 1)
    }
    if tag.looked.offset < tag.start || tag.looked.offset > offset {
      tag.looked = RecordRun.Place(offset: tag.start, lineStart: tag.lineStart, line: tag.line)
    }
    tag.looked = window.place(of: offset, from: tag.looked)
    return SourceMark(
      file: assembler.file, line: tag.looked.line, column: offset &- tag.looked.lineStart &+ 1)
  }

  /// The field of the object that was begun that an attribute gives; -1 if it is none.
  private mutating func slot(_ name: UnsafePointer<xmlChar>, _ index: Int) -> Int {
    let shape = assembler.frame.pointee.shape
    for slot in 0..<shape.pointee.count where isName(shape.pointee.fields[slot].attribute, name) {
      if index < AttributeOrder.most, slot < 64 {
        order.of(shape.pointee.number)[index] = AttributeOrder.Place(
          name: name, slot: slot, bit: 1 << UInt64(slot), field: shape.pointee.fields + slot)
      }
      return slot
    }
    return -1
  }

  private mutating func noteUnknown(_ name: UnsafePointer<xmlChar>, _ mark: SourceMark) {
    assembler.noteUnknownName(Self.bytes(name), isElement: false, mark)
  }

  /// Notes an attribute that has a prefix, which none of the vocabulary has.
  @inline(never)
  private mutating func noteForeign(_ attribute: XMLAttributes, _ consumed: Int) {
    guard let name = attribute[0], let uri = attribute[2], let value = attribute[3],
      let input = context?.pointee.input, let base = input.pointee.base,
      let end = input.pointee.end
    else { return }
    let isInPlace = value >= base && value < end
    assembler.noteForeignAttribute(
      Self.bytes(name), of: Self.bytes(uri),
      mark(isInPlace ? consumed &+ (value - base) &- 1 : tag.start))
  }

  /// The text without what the parser leaves of `&amp;`, the reference `&#38;`.
  private mutating func unescaped(
    _ text: UnsafeBufferPointer<xmlChar>
  ) -> UnsafeBufferPointer<xmlChar> {
    guard let start = text.baseAddress, memchr(start, 0x26, text.count) != nil else { return text }
    return unescape(text)
  }

  @inline(never)
  private mutating func unescape(
    _ text: UnsafeBufferPointer<xmlChar>
  ) -> UnsafeBufferPointer<xmlChar> {
    scratch.reset()
    let copy = scratch.allocate(text.count)
    let reference = Array("&#38;".utf8)
    var count = 0
    var index = 0
    while index < text.count {
      copy[count] = text[index]
      count += 1
      let isReference = text[index] == 0x26 && text[index...].starts(with: reference)
      index += isReference ? reference.count : 1
    }
    return UnsafeBufferPointer(start: copy, count: count)
  }

  /// The offset of the opening quotation mark of an attribute, found in the bytes of the tag.
  ///
  /// For values that the parser had to copy, because of a reference or a character past ASCII. Attributes
  /// come in the order of the tag, so that it goes on behind the one that was found before.
  @inline(never)
  private mutating func valueOffset(_ name: UnsafePointer<xmlChar>) -> Int {
    let bytes = window.bytes(from: tag.start)
    let length = strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
    var index = tag.valuesSeen - tag.start
    if index < 1 {
      index = 1
      while index < bytes.count, bytes[index] > 0x20 { index += 1 }
    }
    while index < bytes.count {
      let attribute = Self.attribute(in: bytes, from: index)
      index = min(attribute.end, bytes.count)
      let found = attribute.name
      guard
        found.count == length,
        memcmp(bytes.baseAddress.unsafelyUnwrapped + found.lowerBound, name, length) == 0
      else { continue }
      tag.valuesSeen = tag.start + index
      return tag.start + attribute.quote
    }
    return tag.start
  }

  /// Where the name of the next attribute is, where its value opens, and what is behind it.
  private static func attribute(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (name: Range<Int>, quote: Int, end: Int) {
    var index = start
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    let first = index
    while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "=") {
      index += 1
    }
    let name = first..<index
    while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x27 { index += 1 }
    guard index < bytes.count, let base = bytes.baseAddress else {
      return (name, index, bytes.count)
    }
    guard let closing = memchr(base + index + 1, Int32(bytes[index]), bytes.count - index - 1)
    else { return (name, index, bytes.count) }
    return (name, index, UnsafeRawPointer(closing) - UnsafeRawPointer(base) + 1)
  }
}
