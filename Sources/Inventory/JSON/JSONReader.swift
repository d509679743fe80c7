import CEL
import Diagnostics
import Glibc

/// Reads an inventory in JSON.
///
/// What is read at once, a *piece*, is a row or a member of a system, dataset or organisation: if
/// the window ends in the middle, the piece is read again from its beginning.
struct JSONReader: ~Copyable {
  var scanner: JSONScanner
  var assembler: Assembler
  /// The fields in the order in which those of the last row came.
  let predictions = FieldPredictions(.member)
  /// Whether a member of the document was one of the vocabulary, and whether any was not.
  var hasKnownMember = false
  var hasUnknownMember = false
  var hasLevels = false
  /// Members of the document that the vocabulary has elsewhere.
  var misplaced: [(name: String, mark: SourceMark)] = []
  /// Such members inside others that are not read.
  var unread: [(name: String, mark: SourceMark)] = []
  /// Whether the document looks like a saved result.
  var resultMarks = 0

  init(scanner: consuming JSONScanner, assembler: consuming Assembler) {
    self.scanner = scanner
    self.assembler = assembler
  }

  /// Reads the whole document.
  mutating func read() throws(JSONStop) {
    try piece { reader throws(JSONStop) in _ = try reader.scanner.peek() }
    if scanner.next.pointee == UInt8(ascii: "{") {
      assembler.beginInventory(mark)
      try readLevel(depth: 1)
      noteUnreadOfDocument()
      assembler.endObject()
    } else {
      try scanner.skipValue(moves: true, depth: 0)
    }
    try readEnd()
  }

  private mutating func readEnd() throws(JSONStop) {
    while true {
      scanner.skipSpace()
      if scanner.next < scanner.end {
        throw scanner.failNow("found \(scanner.found) after the end of the document")
      }
      if scanner.isAtEnd { return }
      try scanner.refill()
    }
  }

  /// Whether the document is an inventory at all.
  var isInventory: Bool { hasLevels || hasKnownMember && !hasUnknownMember }

  /// Whether it looks like a result that was saved.
  var isResult: Bool { resultMarks == 2 && !hasLevels }

  @inline(__always)
  var mark: SourceMark {
    SourceMark(
      file: assembler.file, line: scanner.line, column: scanner.column(of: scanner.next))
  }

  /// Reads something that is begun anew where the window ended in the middle of it.
  @inline(__always)
  mutating func piece(
    _ body: (inout JSONReader) throws(JSONStop) -> Void
  ) throws(JSONStop) {
    scanner.scratch.reset()
    let place = scanner.place
    let log = assembler.log.checkpoint
    let depth = assembler.depth
    let frame = depth >= 0 ? assembler.frame.pointee : assembler.recordFrame
    while true {
      do throws(JSONStop) {
        return try body(&self)
      } catch {
        guard error == .needsMore else { throw error }
        assembler.abandonRow(backTo: depth)
        // A dataset that was settled meanwhile stays so: only the row is begun anew.
        if depth >= 0, !assembler.frame.pointee.isSettled {
          assembler.frame.pointee.seen = frame.seen
          assembler.frame.pointee.chained = frame.chained
        }
        assembler.log.goBack(to: log)
        assembler.codes.forget()
        scanner.goBack(to: place)
        scanner.scratch.reset()
        try scanner.refill()
      }
    }
  }

  /// The field of the object that is being read that has a name, which is expected at this place in
  /// the next object of the kind; -1 if none has.
  mutating func slot(of name: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let shape = assembler.frame.pointee.shape
    for slot in 0..<shape.pointee.count where Self.matches(shape.pointee.fields + slot, name) {
      predictions.set(shape, index, slot)
      return slot
    }
    return -1
  }

  @inline(__always)
  private static func matches(
    _ field: UnsafePointer<FieldPlan>, _ name: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    field.pointee.nameLength == name.count
      && memcmp(field.pointee.name, name.baseAddress.unsafelyUnwrapped, name.count) == 0
  }
}
