import CEL
import CLibXML2
import Diagnostics
import Glibc

/// The attributes of an element as the parser hands them over, five pointers each.
typealias XMLAttributes = UnsafeMutablePointer<UnsafePointer<xmlChar>?>

extension XMLState {
  /// A start tag was read.
  mutating func startElement(
    _ name: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, _ count: Int,
    _ attributes: XMLAttributes?
  ) {
    depth &+= 1
    if strayText != nil { tellText() }
    if unreadElements > 0 {
      unreadElements &-= 1
      return
    }
    if skipped > 0 || depth > Self.deepest {
      if isInUnread { noteUnread(name) }
      return skip()
    }
    if depth == 1 { return startRoot(name, uri, count, attributes) }
    if prose >= 0 {
      noteElementInText()
      return skip()
    }
    if let uri, uri != namespace { return startForeign(name, uri) }
    let slot = child(name)
    guard slot >= 0 else { return startOther(name, count) }
    if assembler.mode == .structure, isRow(slot) {
      if assembler.frame.pointee.values[slot].tag != .list {
        assembler.giveList(slot, beginTag())
      }
      assembler.noteRows()
      return skip()
    }
    let mark = beginTag()
    if assembler.kind(of: slot) == .prose { return startProse(slot, mark) }
    let frame = assembler.frame
    if frame.pointee.isClosed, !isLevel(slot) { return noteOutOfOrder(slot, mark) }
    if assembler.mode == .rows, !assembler.isInRow, !isLevel(slot) { return skip() }
    switch assembler.beginObject(slot, mark) {
    case .enter:
      if depth <= Self.rowDepth { keepOpening() }
      readAttributes(count, attributes)
    case .skip: skipObject()
    case .late:
      isLate = true
      skip()
      stop()
    }
  }

  /// Passes over an element and all in it.
  @inline(__always)
  private mutating func skip() {
    skipped &+= 1
    if depth > Self.deepest {
      refuse(
        "reader.too-deep", "elements are nested deeper than \(Self.deepest) levels", at: cursor)
    }
  }

  private mutating func skipObject() {
    skip()
    if assembler.hasChanged, failure == nil {
      failure = .changed
      stop()
    }
  }

  private mutating func startRoot(
    _ name: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, _ count: Int,
    _ attributes: XMLAttributes?
  ) {
    guard strcmp(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self), "inventory") == 0,
      uri == nil || uri == namespace
    else { return skip() }
    isInventory = true
    assembler.beginInventory(beginTag())
    keepOpening()
    readAttributes(count, attributes)
  }

  /// The field of the object that is being read that an element is; -1 if it is none.
  @inline(__always)
  private mutating func child(_ name: UnsafePointer<xmlChar>) -> Int {
    let shape = assembler.frame.pointee.shape
    // Children are declared last and come often: look from the end.
    var slot = shape.pointee.count &- 1
    while slot >= 0 {
      let field = shape.pointee.fields + slot
      if isName(field.pointee.element, name),
        field.pointee.child > 0 || field.pointee.kind == .prose
      {
        return slot
      }
      slot &-= 1
    }
    return -1
  }

  private mutating func isLevel(_ slot: Int) -> Bool {
    switch assembler.shapes[assembler.frame.pointee.shape.pointee.fields[slot].child].role {
    case .system, .dataset, .record, .holding: true
    case .organisation: !assembler.frame.pointee.isClosed
    default: false
    }
  }

  @inline(__always)
  private mutating func isRow(_ slot: Int) -> Bool {
    let child = assembler.frame.pointee.shape.pointee.fields[slot].child
    let role = assembler.shapes[child].role
    return role == .record || role == .holding
  }

  private mutating func noteOutOfOrder(_ slot: Int, _ mark: SourceMark) {
    skip()
    guard assembler.mode != .rows else { return }
    let field = assembler.definition.fields[slot]
    var name = field.name
    if case .objects(_, let singular) = field.kind { name = singular }
    let before =
      switch assembler.frame.pointee.shape.pointee.role {
      case .inventory: "the systems"
      case .system: "the datasets"
      default: "the holdings and records"
      }
    assembler.log.add(
      Diagnostic(
        .error, "reader.out-of-order", at: assembler.position(mark),
        "\"\(name)\" comes after \(before) and is not read", hint: "move it before \(before)"))
  }

  /// An element that is no child of its parent.
  private mutating func startOther(_ name: UnsafePointer<xmlChar>, _ count: Int) {
    let mark = beginTag()
    skip()
    guard assembler.mode != .rows || assembler.isInRow else { return }
    let fields = assembler.frame.pointee.shape.pointee.fields
    for slot in 0..<assembler.frame.pointee.shape.pointee.count
    where isName(fields[slot].attribute, name) && fields[slot].kind != .objects {
      assembler.setValue(slot, .unknown, mark)
      return assembler.noteWrongForm(
        slot, "an element", mark,
        hint: "write it as an attribute of \(ReaderMessages.words(assembler.definition))")
    }
    isInUnread = true
    if PartNames.elements.contains(Self.text(name)) {
      misplaced = (Self.text(name), mark)
    } else {
      assembler.noteUnknownName(Self.bytes(name), isElement: true, mark)
    }
  }

  /// An element of another namespace, which is passed over with all in it.
  private mutating func startForeign(
    _ name: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>
  ) {
    let mark = beginTag()
    skip()
    guard assembler.mode != .rows || assembler.isInRow else { return }
    isInUnread = true
    assembler.noteForeignElement(
      Self.bytes(name), of: Self.bytes(uri), isKnown: PartNames.elements.contains(Self.text(name)),
      mark)
  }

  /// An element inside one that is passed over, since it is no part of an inventory.
  @inline(never)
  private mutating func noteUnread(_ name: UnsafePointer<xmlChar>) {
    guard PartNames.elements.contains(Self.text(name)) else { return }
    assembler.noteUnreadPart(Self.text(name), isElement: true, beginTag())
  }

  private static func text(_ name: UnsafePointer<xmlChar>) -> String {
    String(decoding: bytes(name), as: UTF8.self)
  }

  static func bytes(_ text: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
    let length = strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self))
    return UnsafeBufferPointer(start: text, count: length)
  }

  private mutating func startProse(_ slot: Int, _ mark: SourceMark) {
    if assembler.frame.pointee.isClosed { return noteOutOfOrder(slot, mark) }
    if assembler.mode == .rows, !assembler.isInRow { return skip() }
    prose = slot
    proseMark = mark
    text.removeAll(keepingCapacity: true)
  }

  /// An end tag was read.
  mutating func endElement() {
    if strayText != nil { tellText() }
    depth &-= 1
    if skipped > 0 {
      skipped &-= 1
      if skipped == 0 { endUnread() }
      return
    }
    if prose >= 0 {
      let slot = prose
      prose = -1
      let value = text
      value.withUnsafeBufferPointer { assembler.setText(slot, $0, proseMark) }
      return
    }
    assembler.endObject()
    if assembler.isLate {
      isLate = true
      stop()
    }
  }

  /// An element ended that was passed over. Only now its name is known to be whole: a document may be cut
  /// off after `<hold` of `<holding`.
  private mutating func endUnread() {
    isInUnread = false
    guard let (name, mark) = misplaced else { return }
    misplaced = nil
    assembler.noteMisplaced(name, isElement: true, mark)
  }

  /// Text was read, or a part of it.
  mutating func characters(_ bytes: UnsafeBufferPointer<xmlChar>) {
    if skipped > 0 || depth == 0 { return }
    if prose >= 0 {
      let room = Self.longestText - text.count
      guard bytes.count <= room else {
        return refuse(
          "reader.too-large", "a text is longer than 10 MB", at: offset(of: bytes, room))
      }
      return text.append(contentsOf: bytes)
    }
    guard strayText == nil, let first = bytes.firstIndex(where: { $0 > 0x20 }) else { return }
    noteText(at: offset(of: bytes, first))
  }

  /// The longest text of a field, in bytes.
  private static let longestText = 10_000_000

  /// Where a byte of a text stands in the file.
  ///
  /// The parser hands texts over in pieces that depend on how much it was given, so that where it stands
  /// itself is another place each time. Only of a reference it has the text elsewhere, and is behind it.
  private func offset(of bytes: UnsafeBufferPointer<xmlChar>, _ index: Int) -> Int {
    guard let start = bytes.baseAddress, let input = context?.pointee.input,
      let base = input.pointee.base, let end = input.pointee.end, start >= base, start < end
    else { return cursor }
    return Int(input.pointee.consumed) &+ leftOut &+ (start - base) &+ index
  }

  /// Keeps in mind that there is a text where there may be none.
  ///
  /// It is told of once a tag follows: how much of a text the parser hands over before something that is
  /// wrong depends on how much it was given at a time.
  @inline(never)
  private mutating func noteText(at offset: Int) {
    guard assembler.mode != .rows || assembler.isInRow else {
      hasTextBetweenRows = true
      return
    }
    strayText = window.lookAhead(to: offset)
  }

  /// Tells of a text where there may be none.
  @inline(never)
  mutating func tellText() {
    guard let place = strayText else { return }
    strayText = nil
    let key = "text \(place.line)"
    guard assembler.log.isFirst(key) else { return }
    assembler.log.add(
      Diagnostic(
        .error, "reader.unexpected-text",
        at: SourcePosition(path: assembler.log.path, line: place.line, column: place.column),
        "text stands in \(ReaderMessages.words(assembler.definition)), where only elements may"),
      once: key)
  }

  private mutating func noteElementInText() {
    let mark = beginTag()
    let name = assembler.definition.fields[prose].name
    assembler.log.add(
      Diagnostic(
        .error, "reader.unexpected-element", at: assembler.position(mark),
        "an element stands in the text of \"\(name)\", where only text may"))
  }
}
