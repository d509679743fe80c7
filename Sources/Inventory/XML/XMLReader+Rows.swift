import CEL
import CLibXML2
import Diagnostics
import Glibc

extension XMLReader {
  /// The most bytes that are pushed before rows are looked for again.
  private static let stepBytes = 4 * 1024
  /// A row that is longer is pushed as far as it is there.
  private static let longRowBytes = 64 * 1024

  /// Pushes what is new in the window, as far as it is right, but for rows of the usual form, which are
  /// read without the parser.
  ///
  /// - Parameter isLast: Whether no more bytes come, so that a character may not be cut off.
  mutating func pushAndReadRows(
    _ decoder: borrowing XMLDecoder, isLast: Bool
  ) throws(InputFailure) {
    guard state.pointee.readsRowsAtOnce, decoder.encoding == .utf8 else {
      return try pushChecked(decoder, isLast: isLast)
    }
    var step = 1
    while !isOver {
      if state.pointee.readRows() { step = 1 }
      let end = state.pointee.window.end
      guard let stop = nextStop(step, isLast: isLast) else { return }
      // Where few rows have the usual form, they are not looked at one by one.
      step = min(step * 2, Self.longRowBytes)
      try pushChecked(decoder, upTo: stop, isWhole: isLast && stop == end)
      if stop == end { return }
    }
  }

  /// Up to where the parser is given bytes before rows are looked for again: the end of a row, where
  /// there are any.
  ///
  /// - Parameter step: How many bytes it is given at least.
  /// - Returns: `nil` if more has to be read first.
  private func nextStop(_ step: Int, isLast: Bool) -> Int? {
    let end = state.pointee.window.end
    let pushed = state.pointee.pushed
    guard pushed < end else { return nil }
    let next = min(pushed + max(step, Self.stepBytes), end)
    guard state.pointee.isAmongRows else { return next }
    let cursor = state.pointee.cursor
    let bytes = state.pointee.window.bytes(from: cursor)
    guard let start = bytes.baseAddress else { return next }
    var skim = XMLSkim(from: 0)
    skim.advance(start, to: bytes.count, until: min(pushed + step, end) - cursor)
    let boundary = cursor + skim.boundary
    if skim.count > 0, boundary > pushed { return boundary }
    if skim.isOver || isLast || end - cursor > Self.longRowBytes || cursor < pushed { return next }
    return nil
  }
}

extension XMLState {
  /// Takes over from an element whether those in it that have no prefix are ours.
  @inline(__always)
  mutating func noteNamespace(_ uri: UnsafePointer<xmlChar>?, hasPrefix: Bool) {
    // The element is not counted yet.
    guard depth == Self.rowDepth &- 1 else { return }
    isOursWithoutPrefix = !hasPrefix && (uri == nil || uri == namespace)
  }

  /// Reads the rows of the usual form that stand behind what the parser was given.
  ///
  /// - Returns: Whether there were any.
  mutating func readRows() -> Bool {
    guard isOursWithoutPrefix, strayText == nil, isAmongRows, hasReadAll(upTo: pushed),
      let slot = recordSlot,
      assembler.isDelivering || assembler.frame.pointee.values[slot].tag == .list
    else { return false }
    let bytes = window.paddedBytes(from: pushed)
    guard let first = bytes.baseAddress else { return false }
    let last = first + bytes.count
    let shape = assembler.shapes + ShapeTable.record
    var next = first
    var end = first
    while failure == nil, !isLate {
      while next[0] == 0x0a || next[0] == 0x20 || next[0] == 0x09 || next[0] == 0x0d { next += 1 }
      guard let tag = rowTag.read(at: next, of: shape, predictions), tag.end <= last,
        beginRowTag(from: pushed &+ (next - first), to: pushed &+ (tag.end - first))
      else { break }
      if assembler.isDelivering { readRow(slot, tag.count, valuesFrom: first) }
      end = tag.end
      next = end
    }
    guard end > first else { return false }
    pass(over: end - first, to: tag.line)
    return true
  }

  /// Whether rows of a dataset may follow: the first one was read by the parser, or passed over.
  var isAmongRows: Bool {
    isInDataset
      && (assembler.isDelivering
        || assembler.mode == .structure && assembler.frame.pointee.isClosed)
  }

  /// The field of the dataset that is being read in which records stand.
  private var recordSlot: Int? {
    let shape = assembler.frame.pointee.shape
    return (0..<shape.pointee.count).first {
      shape.pointee.fields[$0].child == ShapeTable.record
    }
  }

  /// Takes down where a tag stands that has no line end in it.
  ///
  /// - Returns: Whether its place is one that marks can hold.
  @inline(__always)
  private mutating func beginRowTag(from start: Int, to end: Int) -> Bool {
    let place = window.position(of: start)
    tag.start = start
    tag.end = end
    tag.line = place.line
    tag.lineStart = start &- place.column &+ 1
    tag.isOneLine = true
    tag.lineMark = SourceMark.lineBits(file: assembler.file, line: place.line)
    tag.isUsual = place.line < 1 << 29 && end &- tag.lineStart < 1 << 18 - 1
    if tag.isUsual { window.passWithinLine(to: end) }
    return tag.isUsual
  }

  /// Reads a row whose attributes are in ``rowTag``.
  ///
  /// - Parameter first: Where the byte stands that was not pushed yet.
  @inline(__always)
  private mutating func readRow(
    _ slot: Int, _ count: Int, valuesFrom first: UnsafePointer<UInt8>
  ) {
    let start = SourceMark(
      bits: tag.lineMark &+ UInt64(bitPattern: Int64(tag.start &- tag.lineStart &+ 1)))
    guard case .enter = assembler.beginObject(slot, start) else { return }
    let firstMark = tag.lineMark &+ UInt64(bitPattern: Int64(pushed &- tag.lineStart))
    let frame = assembler.frame
    let fields = frame.pointee.shape.pointee.fields
    for index in 0..<count {
      let attribute = rowTag[index]
      let offset = attribute.value.baseAddress.unsafelyUnwrapped - first
      let mark = SourceMark(bits: firstMark &+ UInt64(bitPattern: Int64(offset)))
      frame.pointee.seen.insert(attribute.slot)
      frame.pointee.marks[attribute.slot] = mark
      assembler.fill(
        attribute.slot, fields + attribute.slot, attribute.value, mark,
        at: frame.pointee.values + attribute.slot)
    }
    assembler.endObject()
    if assembler.isLate {
      isLate = true
      stop()
    }
  }
}
