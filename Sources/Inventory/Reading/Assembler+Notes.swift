import CEL
import Diagnostics

extension Assembler {
  /// The kind of object that is being read.
  var definition: ObjectDefinition {
    Vocabulary.objects[frame.pointee.shape.pointee.number - 1]
  }

  func position(_ mark: SourceMark) -> SourcePosition? { tree.position(of: mark) }

  /// How much a value matters that its field cannot be read from: whoever writes our own forms
  /// means them, while other files were written for something else.
  private var valueSeverity: Diagnostic.Severity {
    isForgiving && !isStrict ? .notice : .error
  }

  /// Whether a value that cannot be read is only told, because somebody else's file has it. An answer
  /// to a question was written for this vocabulary.
  private var isForgiving: Bool { format == .mapped && !tree.files[file].fillsGaps }

  /// Counts a text of a foreign input that a field could not be read from.
  private mutating func countMisread(_ slot: Int, _ text: UnsafeBufferPointer<UInt8>) {
    misreads.count(
      definition.name, definition.fields[slot],
      isShown(slot, text) ? String(decoding: text.prefix(200), as: UTF8.self) : nil)
  }

  /// Whether messages show a text that a field was given.
  ///
  /// A text that is none of the values of its field is often that of another column. Rows of other
  /// forms are about people, so that theirs are not shown; of rows in our own form those are that are
  /// written as codes are.
  private func isShown(_ slot: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    isShown(definition.fields[slot], text, inRow: isInRow)
  }

  /// Whether messages show a text that a field was given in a row, or elsewhere.
  func isShown(
    _ field: FieldDefinition, _ text: UnsafeBufferPointer<UInt8>, inRow isInRow: Bool
  ) -> Bool {
    guard field.privacy == .open, !hidesTexts else { return false }
    guard isInRow else { return true }
    return format != .mapped && text.count <= 40
      && text.allSatisfy { 0x61...0x7a ~= $0 || $0 == UInt8(ascii: "-") }
  }

  /// Notes that a field was given twice; which of the two holds is not known.
  @inline(never)
  mutating func noteDuplicate(_ slot: Int, _ mark: SourceMark) {
    let name = definition.fields[slot].name
    let first = frame.pointee.marks[slot]
    frame.pointee.chained = frame.pointee.chained.removing(slot)
    frame.pointee.values[slot] = .unknown
    log.add(
      Diagnostic(
        .error, "reader.duplicate-field", at: position(mark),
        "\(ReaderMessages.words(definition)) has \"\(name)\" twice",
        related: position(first).map { [.init(at: $0, "the first one")] } ?? []))
  }

  /// Notes a value that could not be read.
  @inline(never)
  mutating func note(
    _ problem: FieldProblem, _ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark
  ) {
    let field = definition.fields[slot]
    let kind = frame.pointee.shape.pointee.fields[slot].kind
    if format == .mapped { countMisread(slot, text) }
    let isSentinel = problem == .dateSentinel
    let key = isSentinel ? "sentinel \(definition.name) \(slot)" : nil
    if let key, !log.isFirst(key) { return }
    let isShown =
      isShown(slot, text)
      || isInRow && format != .mapped && field.privacy == .open
        && PlainValue.isOne(text)
    if problem == .numberOutOfRange {
      return noteOutOfRange(slot, isShown ? ReaderMessages.quoted(text) : "the value", mark)
    }
    let shown = isShown ? "\(ReaderMessages.quoted(text)) is" : "the value is"
    log.add(
      Diagnostic(
        isSentinel ? .notice : valueSeverity, ReaderMessages.code(problem), at: position(mark),
        "\"\(field.name)\": \(shown) \(ReaderMessages.problem(problem))",
        hint: isSentinel
          ? "leave it out or write unknown; it is read as unknown"
          : "expected \(ReaderMessages.expected(kind)), unknown or not-applicable"),
      once: key)
  }

  /// Notes a text that says nothing, such as a dash, once for each field.
  @inline(never)
  mutating func noteBlank(
    _ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ value: Value, _ mark: SourceMark
  ) {
    let key = "blank \(definition.name) \(slot)"
    guard log.isFirst(key) else { return }
    let effect =
      switch value.tag {
      case .unknown: "counts as unknown"
      case .absent: "counts as not given"
      default: "counts as an empty text"
      }
    log.add(
      Diagnostic(
        .notice, "reader.blank-text", at: position(mark),
        "\"\(definition.fields[slot].name)\": \(ReaderMessages.quoted(text)) says nothing and \(effect)",
        hint: "leave it out, or write unknown or not-applicable"), once: key)
  }

  /// Notes a number that may not stand where it does; the caller leaves the field unknown.
  @inline(never)
  mutating func noteOutOfRange(_ slot: Int, _ found: String, _ mark: SourceMark) {
    let field = definition.fields[slot]
    let shown = field.privacy == .open ? found : "the value"
    let plan = frame.pointee.shape.pointee.fields[slot]
    let isVersion = frame.pointee.shape.pointee.role == .inventory
    let range =
      plan.least == plan.greatest ? "\(plan.least)" : "\(plan.least) to \(plan.greatest)"
    log.add(
      Diagnostic(
        isVersion ? .error : valueSeverity,
        isVersion ? "reader.unsupported-version" : "reader.wrong-value",
        at: position(mark),
        "\"\(field.name)\": \(shown) is not \(range)",
        hint: isVersion
          ? "this program reads version \(range) of the vocabulary"
          : "expected a whole number, \(range), unknown or not-applicable"))
  }

  /// Notes a value of another type than its field; the caller leaves the field unknown.
  @inline(never)
  mutating func noteWrongForm(
    _ slot: Int, _ found: String, _ mark: SourceMark, hint: String? = nil
  ) {
    let field = definition.fields[slot]
    let kind = frame.pointee.shape.pointee.fields[slot].kind
    log.add(
      Diagnostic(
        .error, "reader.wrong-type", at: position(mark),
        "\"\(field.name)\" is \(found), but \(ReaderMessages.expected(kind)) is expected",
        hint: hint))
  }

  @inline(never)
  mutating func noteUnknownCode(
    _ text: UnsafeBufferPointer<UInt8>, _ slot: Int, _ mark: SourceMark
  ) {
    let field = definition.fields[slot]
    let list = frame.pointee.shape.pointee.fields[slot].codeList
    let code = String(decoding: text.prefix(200), as: UTF8.self)
    if format == .mapped { countMisread(slot, text) }
    let isShown = isShown(slot, text)
    let key = isShown ? "code \(list) \(code)" : "code \(list) of \(definition.name) \(slot)"
    guard log.isFirst(key) else { return }
    let known = codes.codes(list)
    let isClosed = codes.isClosed(list)
    let effect = isClosed && !isForgiving ? "" : "; the field counts as unknown"
    log.add(
      Diagnostic(
        isStrict || isClosed && !isForgiving ? .error : .notice, "reader.unknown-code",
        at: position(mark),
        "\"\(field.name)\": \(isShown ? ReaderMessages.quoted(code) : "the value") "
          + "is not a recognised value\(effect)",
        hint: isShown
          ? ReaderMessages.hint(for: code, among: known) : Diagnostics.hint(listing: known)),
      once: key)
  }

  /// Notes a name that the vocabulary does not have.
  @inline(never)
  mutating func noteUnknownName(
    _ name: UnsafeBufferPointer<UInt8>, isElement: Bool, _ mark: SourceMark
  ) {
    let text = String(decoding: name.prefix(200), as: UTF8.self)
    let key = "name \(definition.name) \(text)"
    guard log.isFirst(key) else { return }
    let words = ReaderMessages.words(definition)
    log.add(
      Diagnostic(
        isStrict ? .error : .notice, "reader.unknown-name", at: position(mark),
        "no \(isElement ? "element" : "field") \(ReaderMessages.quoted(text)) in \(words)",
        hint: hint(for: text)), once: key)
  }

  /// Notes a part of an inventory at a place that has none of it: it is not read, so that nothing in it
  /// would be checked.
  @inline(never)
  mutating func noteMisplaced(_ name: String, isElement: Bool, _ mark: SourceMark) {
    let home = PartNames.home(of: name)
    log.add(
      Diagnostic(
        .error, "reader.misplaced", at: position(mark),
        "\(isElement ? "an element" : "a member") \(ReaderMessages.quoted(name)) has no place in "
          + "\(ReaderMessages.words(definition)) and is not read",
        hint: hint(for: name) ?? home.map { "move it to \($0)" }))
  }

  /// Notes a part of an inventory inside something that is not read.
  @inline(never)
  mutating func noteUnreadPart(_ name: String, isElement: Bool, _ mark: SourceMark) {
    let what = isElement ? "an element" : "a member"
    log.add(
      Diagnostic(
        .error, "reader.unread-element", at: position(mark),
        "\(what) \(ReaderMessages.quoted(name)) is inside \(what) that is not read, so it is not "
          + "read either",
        hint: "move it to its place in the inventory"))
  }

  /// Notes an element of another namespace, which is not read; an error where the vocabulary has an
  /// element of that name there, which was likely meant.
  @inline(never)
  mutating func noteForeignElement(
    _ name: UnsafeBufferPointer<UInt8>, of namespace: UnsafeBufferPointer<UInt8>, isKnown: Bool,
    _ mark: SourceMark
  ) {
    noteForeign("element", name, of: namespace, isKnown: isKnown, mark)
  }

  /// Notes an attribute of another namespace that has the name of a field of the object: it was likely
  /// meant. Others are somebody's own, and are passed over.
  @inline(never)
  mutating func noteForeignAttribute(
    _ name: UnsafeBufferPointer<UInt8>, of namespace: UnsafeBufferPointer<UInt8>, _ mark: SourceMark
  ) {
    let text = String(decoding: name, as: UTF8.self)
    guard definition.fields.contains(where: { $0.name == text }) else { return }
    noteForeign("attribute", name, of: namespace, isKnown: true, mark)
  }

  private mutating func noteForeign(
    _ what: String, _ name: UnsafeBufferPointer<UInt8>, of namespace: UnsafeBufferPointer<UInt8>,
    isKnown: Bool, _ mark: SourceMark
  ) {
    let text = String(decoding: name.prefix(200), as: UTF8.self)
    let space = String(decoding: namespace.prefix(200), as: UTF8.self)
    let key = "foreign \(what) \(definition.name) \(text) \(space)"
    guard isKnown || log.isFirst(key) else { return }
    let home = what == "element" ? "the namespace \"\(Vocabulary.namespace)\" or into none" : "none"
    log.add(
      Diagnostic(
        isKnown || isStrict ? .error : .notice, "reader.foreign-\(what)", at: position(mark),
        "the \(what) \(ReaderMessages.quoted(text)) is of the namespace "
          + "\(ReaderMessages.quoted(space)) and is not read",
        hint: isKnown ? "if it is a part of the inventory, put it into \(home)" : nil),
      once: isKnown ? nil : key)
  }

  private func hint(for name: String) -> String? {
    for field in definition.fields {
      if case .objects(_, let singular) = field.kind, format == .xml, field.name == name {
        return "write each item as an element \"\(singular)\""
      }
    }
    let names = definition.fields.map { field -> String in
      if case .objects(_, let singular) = field.kind, format == .xml { return singular }
      return field.name
    }
    return nearestName(to: name, among: names).map { "did you mean \"\($0)\"?" }
  }

  /// Notes items of a list that have the same id.
  mutating func checkIdentities(of list: UnsafeBufferPointer<Value>, in child: Int) {
    let slot = shapes[child].identity
    guard slot >= 0, list.count > 1 else { return }
    var firsts: [IdentityKey: SourceMark] = [:]
    for item in list where item.tag == .object {
      let object = FactObject(item)
      guard object[slot].tag == .string else { continue }
      if let first = firsts.updateValue(
        object.mark(of: slot), forKey: IdentityKey(object[slot].asBytes))
      {
        noteSameIdentity(object, slot, first)
      }
    }
  }

  private mutating func noteSameIdentity(_ object: FactObject, _ slot: Int, _ first: SourceMark) {
    let isOpen = object.definition.fields[slot].privacy == .open
    let shown = isOpen ? ReaderMessages.quoted(object[slot].asBytes) : "the same id"
    log.add(
      Diagnostic(
        .error, "reader.duplicate-id", at: position(object.mark(of: slot)),
        "\(shown) is the id of more than one item",
        related: position(first).map { [.init(at: $0, "the first one")] } ?? []))
  }
}

/// Days, numbers and the like, which are no personal data by themselves.
enum PlainValue {
  /// Whether a text has nothing but digits and what stands between them.
  static func isOne(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count <= 30
      && text.allSatisfy { 0x30...0x39 ~= $0 || "-/:.,+TZP YMD".utf8.contains($0) }
  }
}
