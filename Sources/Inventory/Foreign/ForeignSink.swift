public import CEL
public import Diagnostics

/// Takes what a ``ForeignInventory`` finds and puts it together as the readers of our own forms do,
/// with the same checks.
///
/// Objects are begun and ended in the order of the vocabulary: the fields of a system before its
/// datasets, those of a dataset before its rows.
public struct ForeignSink: ~Copyable {
  /// What to do with an object that was begun.
  public enum Entry: Sendable {
    /// Give its fields and end it.
    case enter
    /// Pass over it; it is not to be ended.
    case skip
    /// Stop: it comes after rows that would have needed it.
    case late
  }

  var assembler: Assembler
  /// Whether the input turned out to be none that can be read.
  public var isNoInventory = false
  /// What is said of the reading besides diagnostics.
  public var summary: ForeignSummary?

  private let originals: OriginalTexts

  init(_ assembler: consuming Assembler) {
    originals = assembler.tree.files[assembler.file].originals
    self.assembler = assembler
  }

  /// What is wanted.
  public var mode: ReadingMode { assembler.mode }
  /// Whether odd things are errors.
  public var isStrict: Bool { assembler.isStrict }
  /// The number of the input, for marks.
  public var file: Int { assembler.file }
  /// Whether an object of a row is open.
  public var isInRow: Bool { assembler.isInRow }
  /// Whether the fields of the object that was begun are wanted; those of levels are not where only
  /// rows are read.
  public var wantsFields: Bool { assembler.mode != .rows || assembler.isInRow }

  /// The mark of a place in the input.
  @inline(__always)
  public func mark(line: Int, column: Int) -> SourceMark {
    SourceMark(file: assembler.file, line: line, column: column)
  }

  /// Says that the input is a workbook whose sheets have names.
  public func setSheets(_ names: [String]) {
    guard assembler.mode != .rows else { return }
    assembler.tree.files[assembler.file].sheets = names
  }

  /// Says something of the values of a line, such as who gave them; sums show it.
  public mutating func setRemark(_ text: String, of mark: SourceMark) {
    guard assembler.mode != .rows else { return }
    assembler.tree.files[assembler.file].remarks[mark.line] = text
  }

  /// Says whether what fields of a level are given next may be personal data, which no message shows.
  public mutating func hideTexts(_ isHidden: Bool) { assembler.hidesTexts = isHidden }

  /// Says that what a field of a level names may be personal data, which no message shows.
  public func hideText(at mark: SourceMark) {
    guard assembler.mode != .rows else { return }
    assembler.tree.files[assembler.file].hidden.insert(mark)
  }

  /// Says which words a value was read from.
  public func setOriginal(_ text: String, of mark: SourceMark) {
    guard assembler.mode != .rows || assembler.isInRow else { return }
    originals.add(text, at: mark, isOfRow: assembler.isInRow)
  }

  /// Says which words a value was read from; their memory lasts until the next row begins.
  @inline(__always)
  public func setOriginal(_ text: UnsafeBufferPointer<UInt8>, of mark: SourceMark) {
    guard assembler.mode != .rows || assembler.isInRow else { return }
    originals.add(text, at: mark, isOfRow: assembler.isInRow)
  }

  /// Says which words a value of a row was read from; their memory lasts until the next row begins.
  @inline(__always)
  public func setOriginal(_ text: UnsafeBufferPointer<UInt8>, ofRowAt mark: SourceMark) {
    originals.add(text, ofRowAt: mark)
  }

  /// Says that the words of the row before are not needed any more.
  @inline(__always)
  public func beginRow() { originals.beginRow() }

  /// Says that the item of a list that begins at a place is the one which another input has at
  /// another place, `file:line:column`, since it has neither identifier nor name.
  public mutating func setTarget(_ place: String, of mark: SourceMark) {
    guard assembler.mode != .rows else { return }
    assembler.tree.files[assembler.file].targets[mark.line] = place
  }

  /// The place of a mark.
  public func position(of mark: SourceMark) -> SourcePosition? {
    assembler.tree.position(of: mark)
  }

  /// Begins the inventory itself.
  public mutating func beginInventory(_ mark: SourceMark) { assembler.beginInventory(mark) }

  /// Begins an object in a field of the one that is open.
  public mutating func begin(_ slot: Int, _ mark: SourceMark) -> Entry {
    switch assembler.beginObject(slot, mark) {
    case .enter: .enter
    case .skip: .skip
    case .late: .late
    }
  }

  /// Ends the object that is open.
  ///
  /// - Returns: Whether to go on; `false` where it is late, as with ``Entry/late``.
  public mutating func end() -> Bool {
    assembler.endObject()
    return !assembler.isLate
  }

  /// Says that the open dataset has rows, where they are not read; see ``ReadingMode/structure``.
  public mutating func noteRows() { assembler.noteRows() }

  /// Gives a list of objects that holds none, or whose objects follow.
  public mutating func giveList(_ slot: Int, _ mark: SourceMark) {
    guard assembler.mode != .rows else { return }
    if !assembler.frame.pointee.seen.contains(slot) {
      assembler.frame.pointee.seen.insert(slot)
      assembler.giveList(slot, mark)
    }
  }

  /// Gives a field a text, which is read as the field wants it.
  @inline(__always)
  public mutating func setText(
    _ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark
  ) {
    assembler.setText(slot, text, mark)
  }

  /// Says that a field is not known, whatever it was given before.
  public mutating func setUnknown(_ slot: Int, _ mark: SourceMark) {
    if assembler.frame.pointee.seen.contains(slot) {
      assembler.makeUnknown(slot)
    } else {
      assembler.setValue(slot, .unknown, mark)
    }
  }

  /// Gives a field a text in place of what it was given before.
  public mutating func replaceText(_ slot: Int, _ text: String, _ mark: SourceMark) {
    let frame = assembler.frame
    frame.pointee.seen = frame.pointee.seen.removing(slot)
    var text = text
    text.withUTF8 { assembler.setText(slot, $0, mark) }
  }

  /// Whether a field of the object that is open was given and is known.
  public func isGiven(_ slot: Int) -> Bool {
    assembler.frame.pointee.seen.contains(slot)
      && assembler.frame.pointee.values[slot].tag != .unknown
  }

  /// Gives a field a value of its kind that needs no text: a day, a number, `true`.
  ///
  /// - Returns: Whether the value is of the kind of the field and in its range.
  public mutating func setValue(_ slot: Int, _ value: Value, _ mark: SourceMark) -> Bool {
    switch (assembler.kind(of: slot), value.tag) {
    case (.date, .date):
      if FieldText.isSentinel(value) { return false }
      assembler.setDay(slot, value, mark)
    case (.integer, .int):
      guard assembler.isInRange(value.asInt, slot) else { return false }
      assembler.setValue(slot, value, mark)
    case (.boolean, .bool), (.period, .period), (.instant, .timestamp):
      assembler.setValue(slot, value, mark)
    default: return false
    }
    return true
  }

  /// Gives a list of codes its texts.
  public mutating func setCodes(
    _ slot: Int, _ texts: [UnsafeBufferPointer<UInt8>], _ mark: SourceMark
  ) {
    assembler.list.removeAll()
    for text in texts { assembler.addCode(text, slot, mark) }
    assembler.setValue(slot, assembler.finishedCodes(), mark)
  }

  /// Notes something; only the first time for a key, where one is given.
  public mutating func note(_ diagnostic: Diagnostic, once key: String? = nil) {
    if let key, !assembler.log.isFirst(key) { return }
    assembler.log.add(diagnostic, once: key)
  }

  /// Notes something that is wrong with the input and does not keep from reading on.
  public mutating func note(_ failure: InputFailure) {
    assembler.log.add(
      Diagnostic(
        .error, failure.code, at: position(of: mark(line: failure.line, column: failure.column)),
        failure.message, hint: failure.hint,
        related: assembler.tree.related(to: failure, inFile: assembler.file)))
  }

  /// The texts that fields could not be read from so far, with how often each was met.
  public var misreads: MisreadTally { assembler.misreads }

  /// Counts a text that the field could not be read from, besides those met here.
  ///
  /// - Parameter text: The text; `nil` where it may be personal data.
  public mutating func countMisread(_ object: String, _ field: FieldDefinition, _ text: String?) {
    assembler.misreads.count(object, field, text)
  }
}
