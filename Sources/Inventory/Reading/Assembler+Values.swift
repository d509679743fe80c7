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
    fill(
      slot, frame.pointee.shape.pointee.fields + slot, text, mark,
      at: frame.pointee.values + slot)
  }

  /// Gives a field its text, once it is noted that it is given, and where.
  ///
  /// - Parameter place: Where its value goes.
  @inline(__always)
  mutating func fill(
    _ slot: Int, _ field: UnsafePointer<FieldPlan>, _ text: UnsafeBufferPointer<UInt8>,
    _ mark: SourceMark, at place: UnsafeMutablePointer<Value>
  ) {
    switch field.pointee.kind {
    case .date:
      if let date = FieldText.usualDate(text) {
        place.pointee = date
        if isFuture(date) { noteFuture(slot, date, mark) }
        return
      }
    case .text:
      if let text = usualText(text) {
        place.pointee = text
        return
      }
    case .code:
      if !Self.mayBeWord(text) {
        place.pointee = code(text, slot, field.pointee.codeList, mark)
        return
      }
    case .integer where text.count == 1 && format != .json:
      let digit = text[0] &- UInt8(ascii: "0")
      if digit <= 9, field.pointee.least <= digit, field.pointee.greatest >= digit {
        place.pointee = Value(Int64(digit))
        return
      }
    default: break
    }
    setRareText(slot, text, mark)
  }

  /// The value of a text that stands for itself; `nil` if it may be a word or say nothing.
  @inline(__always)
  private mutating func usualText(_ text: UnsafeBufferPointer<UInt8>) -> Value? {
    Self.mayBeWord(text) || BlankText.isPossible(text) ? nil : store(text)
  }

  /// The value of a text of which nothing is to be told; `nil` if it has to be looked at.
  @inline(__always)
  mutating func usualValue(
    _ kind: FieldPlan.Kind, _ text: UnsafeBufferPointer<UInt8>, _ field: UnsafePointer<FieldPlan>
  ) -> Value? {
    if kind == .text { return usualText(text) }
    if Self.mayBeWord(text) { return nil }
    let list = field.pointee.codeList
    return !codes.isChecked(list) || codes.isRemembered(text, list: list) ? store(text) : nil
  }

  /// Whether a text is as long as a word that stands for a value, and begins like it.
  @inline(__always)
  private static func mayBeWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count == 7 && text[0] == UInt8(ascii: "u")
      || text.count == 14 && text[0] == UInt8(ascii: "n")
  }

  /// `unknown` or `not-applicable`, as words that stand for a value.
  static func word(_ text: UnsafeBufferPointer<UInt8>) -> Value? {
    if text.elementsEqual("unknown".utf8) { return .unknown }
    return text.elementsEqual("not-applicable".utf8) ? .notApplicable : nil
  }

  @inline(never)
  private mutating func setRareText(
    _ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark
  ) {
    if text.count == 7 || text.count == 14, let word = Self.word(text) {
      frame.pointee.values[slot] = word
      return
    }
    let kind = frame.pointee.shape.pointee.fields[slot].kind
    do throws(FieldProblem) {
      frame.pointee.values[slot] = try rareValue(kind, slot, text, mark)
    } catch {
      frame.pointee.values[slot] = .unknown
      note(error, slot, text, mark)
    }
  }

  /// A text that is given, if it says something.
  private mutating func textValue(
    _ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark
  ) -> Value {
    let blank = frame.pointee.shape.pointee.fields[slot].blank
    guard blank != .kept, let sort = BlankText.sort(of: text) else { return store(text) }
    let value: Value =
      switch (sort, blank) {
      case (.placeholder, _): .unknown
      case (.blank, .absent): .absent
      case (.blank, _): store(UnsafeBufferPointer(rebasing: text[..<0]))
      }
    if !text.isEmpty { noteBlank(slot, text, value, mark) }
    return value
  }

  private mutating func rareValue(
    _ kind: FieldPlan.Kind, _ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark
  ) throws(FieldProblem) -> Value {
    switch kind {
    case .text, .prose: return textValue(slot, text, mark)
    case .code:
      return code(text, slot, frame.pointee.shape.pointee.fields[slot].codeList, mark)
    case .date:
      let days = try FieldText.date(text)
      if isFuture(days) { noteFuture(slot, days, mark) }
      return days
    case .instant:
      let time = try InstantText.parse(text)
      // A day more, since the day of a check is that of a place.
      if time.asInt / 86_400 - 1 > Int64(latestDay) { noteFuture(slot, time, mark) }
      return time
    case .period:
      let period = try FieldText.period(text)
      checkLength(period, slot, mark)
      return period
    case .integer where format != .json:
      let number = try FieldText.integer(text)
      guard isInRange(number.asInt, slot) else { throw .numberOutOfRange }
      return number
    case .boolean where format != .json: return try FieldText.boolean(text)
    case .codes where format != .json: return splitCodes(text, slot, mark)
    case .objects where format != .json && text.isEmpty:
      return Value(list: UnsafeBufferPointer(start: nil, count: 0))
    default:
      noteWrongForm(slot, "text", mark)
      return .unknown
    }
  }

  /// Text that lasts as long as the object that it belongs to.
  @inline(__always)
  mutating func store(_ text: UnsafeBufferPointer<UInt8>) -> Value {
    guard isInRow else { return tree.store(text) }
    if borrowsText { return Value(string: text) }
    guard text.count <= 16 else { return rowArena.string(copying: text) }
    let copy = rowArena.allocate(bytes: 16)
    ShortText.copy(text, to: copy)
    return Value(
      string: UnsafeBufferPointer(
        start: copy.assumingMemoryBound(to: UInt8.self), count: text.count))
  }

  /// Whether a number may stand in a field.
  func isInRange(_ number: Int64, _ slot: Int) -> Bool {
    let field = frame.pointee.shape.pointee.fields[slot]
    return field.least <= number && number <= field.greatest
  }

  /// A code as a value: its text, or unknown where its list does not know it.
  ///
  /// What is unknown for that reason keeps its text; see ``FactObject/stated(_:)``.
  @inline(__always)
  private mutating func code(
    _ text: UnsafeBufferPointer<UInt8>, _ slot: Int, _ list: Int, _ mark: SourceMark
  ) -> Value {
    let value = store(text)
    guard codes.isChecked(list) else { return value }
    let standing = codes.standing(of: text, list: list)
    if case .known = standing { return value }
    if case .new = standing { noteUnknownCode(text, slot, mark) }
    return Value(tag: .unknown, aux: value.aux, bits: value.bits)
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
    let value = code(text, slot, frame.pointee.shape.pointee.fields[slot].codeList, mark)
    if value.tag == .unknown { list.holdsUnknownCode = true }
    list.append(Value(tag: .string, aux: value.aux, bits: value.bits))
  }

  /// The list of codes that is complete; one that holds nothing but `unknown` is unknown, and so is
  /// one with a code that is not known.
  mutating func finishedCodes() -> Value {
    if list.count == 1, list.values[0].aux == 7 || list.values[0].aux == 14,
      let word = Self.word(list.values[0].asBytes)
    {
      return word
    }
    let copy =
      isInRow ? rowArena.allocate(values: list.count) : tree.allocate(values: list.count)
    copy.update(from: list.values, count: list.count)
    let whole = Value(list: UnsafeBufferPointer(start: UnsafePointer(copy), count: list.count))
    guard list.holdsUnknownCode else { return whole }
    return Value(tag: .unknown, aux: whole.aux, bits: whole.bits)
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

  /// Gives a field a day.
  @inline(__always)
  mutating func setDay(_ slot: Int, _ day: Value, _ mark: SourceMark) {
    setValue(slot, day, mark)
    if isFuture(day) { noteFuture(slot, day, mark) }
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
