import CEL
import Diagnostics

extension JSONReader {
  /// Reads the members of the inventory, an organisation, a system or a dataset.
  ///
  /// The scanner stands at the opening brace.
  mutating func readLevel(depth: Int) throws(JSONStop) {
    var isMore = false
    try piece { reader throws(JSONStop) in
      isMore = try reader.scanner.open(UInt8(ascii: "}"))
    }
    var index = 0
    while isMore {
      try readMember(index, depth: depth)
      index += 1
      try piece { reader throws(JSONStop) in
        isMore = try reader.scanner.separator(UInt8(ascii: "}"))
      }
    }
  }

  /// What is to be done with a member once its key was read.
  private enum Member {
    case done
    case skip
    /// Not known at its place: passed over, looking out for parts of the inventory.
    case unread(isOwn: Bool)
    case list(Int)
  }

  private mutating func readMember(_ index: Int, depth: Int) throws(JSONStop) {
    var member = Member.done
    try piece { reader throws(JSONStop) in
      member = try reader.memberKey(index, depth: depth)
    }
    switch member {
    case .done: return
    case .skip: try scanner.skipValue(moves: true, depth: depth)
    case .unread(let isOwn):
      let isDocument = assembler.frame.pointee.shape.pointee.role == .inventory
      try skipUnread(isOwn: isOwn, moves: true, depth: depth)
      if assembler.mode != .rows { noteUnreadParts(isDocument: isDocument) }
    case .list(let slot): try readList(slot, depth: depth + 1)
    }
  }

  /// Reads a key, and its value too if that is read at once.
  private mutating func memberKey(_ index: Int, depth: Int) throws(JSONStop) -> Member {
    _ = try scanner.peek()
    let keyMark = mark
    let name = try scanner.key()
    let slot = self.slot(of: name, index)
    let isDocument = assembler.frame.pointee.shape.pointee.role == .inventory
    guard slot >= 0 else {
      let text = String(decoding: name.prefix(200), as: UTF8.self)
      let first = try scanner.peek()
      noteUnknown(text, beforeValue: first, isDocument: isDocument, keyMark)
      return .unread(isOwn: Self.isOwn(text))
    }
    if isDocument { hasKnownMember = true }
    let field = assembler.frame.pointee.shape.pointee.fields + slot
    let first = try scanner.peek()
    if isLevel(field), first == UInt8(ascii: "[") {
      if isDocument { hasLevels = true }
      return .list(slot)
    }
    if assembler.mode == .rows { return .skip }
    if assembler.frame.pointee.isSettled { throw .late }
    try readValue(slot, depth: depth)
    return .done
  }

  private mutating func noteUnknown(
    _ name: String, beforeValue first: UInt8, isDocument: Bool, _ mark: SourceMark
  ) {
    if Self.isOwn(name) { return }
    if isDocument {
      hasUnknownMember = true
      if name == "schema" || name == "findings" { resultMarks += 1 }
    }
    if assembler.mode != .rows {
      noteUnread(name, beforeValue: first, mark, isDocument: isDocument)
    }
  }

  private func isLevel(_ field: UnsafePointer<FieldPlan>) -> Bool {
    guard field.pointee.kind == .objects else { return false }
    switch assembler.shapes[field.pointee.child].role {
    case .organisation, .system, .dataset, .record, .holding: return true
    default: return false
    }
  }

  /// Reads a list of organisations, systems, datasets or rows; the scanner stands at its bracket.
  private mutating func readList(_ slot: Int, depth: Int) throws(JSONStop) {
    let child = assembler.shapes[assembler.frame.pointee.shape.pointee.fields[slot].child]
    let isRows = child.role == .record || child.role == .holding
    if assembler.frame.pointee.seen.contains(slot) {
      // The reading of the structure has told it already.
      if assembler.mode != .rows { assembler.noteDuplicate(slot, mark) }
      return try scanner.skipValue(moves: true, depth: depth)
    }
    assembler.frame.pointee.seen.insert(slot)
    if assembler.mode != .rows { assembler.giveList(slot, mark) }
    var isMore = false
    try piece { reader throws(JSONStop) in
      isMore = try reader.scanner.open(UInt8(ascii: "]"))
    }
    if isRows, assembler.mode == .structure {
      guard isMore else { return }
      assembler.noteRows()
      return try scanner.skipRest(depth: depth)
    }
    if isRows { return try readRows(slot, isMore, depth: depth + 1) }
    while isMore {
      try readLevelItem(slot, depth: depth + 1)
      try piece { reader throws(JSONStop) in
        isMore = try reader.scanner.separator(UInt8(ascii: "]"))
      }
    }
  }

  private mutating func readLevelItem(_ slot: Int, depth: Int) throws(JSONStop) {
    try piece { reader throws(JSONStop) in _ = try reader.scanner.peek() }
    guard scanner.next.pointee == UInt8(ascii: "{") else {
      try failAtEnd()
      noteNoObject(slot)
      return try scanner.skipValue(moves: true, depth: depth)
    }
    switch assembler.beginObject(slot, mark) {
    case .enter:
      try readLevel(depth: depth)
      assembler.endObject()
      if assembler.isLate { throw .late }
    case .skip:
      if assembler.hasChanged {
        scanner.failure = .changed
        throw .failed
      }
      try scanner.skipValue(moves: true, depth: depth)
    case .late:
      throw .late
    }
  }

  /// Fails where a list ends behind a comma, which is told alone.
  private mutating func failAtEnd() throws(JSONStop) {
    guard scanner.next.pointee == UInt8(ascii: "]") else { return }
    throw scanner.fail("expected a value, found \(scanner.found)")
  }

  private mutating func noteNoObject(_ slot: Int) {
    guard assembler.mode != .rows else { return }
    assembler.noteWrongForm(slot, "a list that contains something other than objects", mark)
  }

  /// Reads the rows of a dataset.
  private mutating func readRows(_ slot: Int, _ hasFirst: Bool, depth: Int) throws(JSONStop) {
    var isMore = hasFirst
    while isMore {
      if assembler.pieces != nil, assembler.isDelivering { cutRun(slot, depth: depth) }
      try piece { reader throws(JSONStop) in
        isMore = try reader.readRow(slot, depth: depth)
      }
    }
  }

  /// Reads a row and what follows it.
  ///
  /// - Returns: Whether another one comes.
  @inline(__always)
  mutating func readRow(_ slot: Int, depth: Int) throws(JSONStop) -> Bool {
    guard try scanner.peek() == UInt8(ascii: "{") else {
      try failAtEnd()
      assembler.noteWrongForm(slot, "a list that contains something other than objects", mark)
      try scanner.skipValue(moves: false, depth: depth)
      return try scanner.separator(UInt8(ascii: "]"))
    }
    guard case .enter = assembler.beginObject(slot, mark) else { throw .late }
    try readMembers(depth: depth)
    let isMore = try scanner.separator(UInt8(ascii: "]"))
    assembler.endObject()
    return isMore
  }
}
