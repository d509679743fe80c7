import CEL
import Diagnostics

extension Assembler {
  /// Gives a scalar field, or a list of codes in XML, its text.
  @inline(__always)
  mutating func setText(_ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark) {
    let frame = self.frame
    if frame.pointee.seen.contains(slot) { return noteDuplicate(slot, mark) }
    frame.pointee.seen.insert(slot)
    frame.pointee.marks[slot] = mark
    let field = frame.pointee.shape.pointee.fields + slot
    if text.count == 7 || text.count == 14, let word = Self.word(text) {
      frame.pointee.values[slot] = word
      return
    }
    switch field.pointee.kind {
    case .text, .prose:
      frame.pointee.values[slot] = store(text)
    case .code:
      checkCode(text, slot, mark)
      frame.pointee.values[slot] = store(text)
    case .date:
      do {
        frame.pointee.values[slot] = try FieldText.date(text)
      } catch {
        frame.pointee.values[slot] = .unknown
        note(error, slot, text, mark)
      }
    default:
      setRareText(slot, text, mark)
    }
  }

  /// `unknown` or `not-applicable`, as words that stand for a value.
  @inline(__always)
  static func word(_ text: UnsafeBufferPointer<UInt8>) -> Value? {
    if text[0] == UInt8(ascii: "u") {
      return text.elementsEqual("unknown".utf8) ? .unknown : nil
    }
    if text[0] == UInt8(ascii: "n") {
      return text.elementsEqual("not-applicable".utf8) ? .notApplicable : nil
    }
    return nil
  }

  @inline(never)
  private mutating func setRareText(
    _ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark
  ) {
    let kind = frame.pointee.shape.pointee.fields[slot].kind
    do throws(FieldProblem) {
      frame.pointee.values[slot] = try rareValue(kind, slot, text, mark)
    } catch {
      frame.pointee.values[slot] = .unknown
      note(error, slot, text, mark)
    }
  }

  private mutating func rareValue(
    _ kind: FieldPlan.Kind, _ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark
  ) throws(FieldProblem) -> Value {
    switch kind {
    case .instant: return try InstantText.parse(text)
    case .period: return try FieldText.period(text)
    case .integer where format == .xml: return try FieldText.integer(text)
    case .boolean where format == .xml: return try FieldText.boolean(text)
    case .codes where format == .xml: return splitCodes(text, slot, mark)
    case .objects where format == .xml && text.isEmpty:
      return Value(list: UnsafeBufferPointer(start: nil, count: 0))
    default:
      noteWrongForm(slot, "text", mark)
      return .unknown
    }
  }

  /// Text that lasts as long as the object that it belongs to.
  @inline(__always)
  mutating func store(_ text: UnsafeBufferPointer<UInt8>) -> Value {
    if isInRow {
      return borrowsText ? Value(string: text) : rowArena.string(copying: text)
    }
    return tree.store(text)
  }

  @inline(__always)
  private mutating func checkCode(
    _ text: UnsafeBufferPointer<UInt8>, _ slot: Int, _ mark: SourceMark
  ) {
    let list = frame.pointee.shape.pointee.fields[slot].codeList
    guard codes.isChecked(list), !codes.isUnremarkable(text, list: list) else { return }
    noteUnknownCode(text, slot, mark)
  }

  private mutating func splitCodes(
    _ text: UnsafeBufferPointer<UInt8>, _ slot: Int, _ mark: SourceMark
  ) -> Value {
    list.removeAll()
    var start = 0
    for index in 0...text.count where index == text.count || text[index] <= 0x20 {
      if index > start {
        addCode(UnsafeBufferPointer(rebasing: text[start..<index]), slot, mark)
      }
      start = index + 1
    }
    return finishedCodes()
  }

  /// Adds a code to the list that is being read.
  mutating func addCode(
    _ text: UnsafeBufferPointer<UInt8>, _ slot: Int, _ mark: SourceMark
  ) {
    checkCode(text, slot, mark)
    list.append(store(text))
  }

  /// The list of codes that is complete; one that holds nothing but `unknown` is unknown.
  mutating func finishedCodes() -> Value {
    if list.count == 1, list.values[0].aux == 7 || list.values[0].aux == 14,
      let word = Self.word(list.values[0].asBytes)
    {
      return word
    }
    let copy =
      isInRow ? rowArena.allocate(values: list.count) : tree.allocate(values: list.count)
    copy.update(from: list.values, count: list.count)
    return Value(list: UnsafeBufferPointer(start: UnsafePointer(copy), count: list.count))
  }

  /// Gives a field a value that a JSON token says without text, or an empty list.
  @inline(__always)
  mutating func setValue(_ slot: Int, _ value: Value, _ mark: SourceMark) {
    let frame = self.frame
    if frame.pointee.seen.contains(slot) { return noteDuplicate(slot, mark) }
    frame.pointee.seen.insert(slot)
    frame.pointee.marks[slot] = mark
    frame.pointee.values[slot] = value
  }
}

extension Assembler {
  /// The kind of a field of the object that is being read.
  @inline(__always)
  func kind(of slot: Int) -> FieldPlan.Kind {
    frame.pointee.shape.pointee.fields[slot].kind
  }

  /// Takes back what a field was given.
  mutating func makeUnknown(_ slot: Int) {
    frame.pointee.chained = frame.pointee.chained.removing(slot)
    frame.pointee.seen.insert(slot)
    frame.pointee.values[slot] = .unknown
  }
}
