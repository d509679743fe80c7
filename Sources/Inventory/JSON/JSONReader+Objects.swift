import CEL
import Diagnostics

extension JSONReader {
  /// Reads the members of an object that is read at once; the scanner stands at its brace.
  @inline(__always)
  mutating func readMembers(depth: Int) throws(JSONStop) {
    guard try scanner.open(UInt8(ascii: "}")) else { return }
    var index = 0
    repeat {
      _ = try scanner.peek()
      switch takeExpected(&index) {
      case .closed: return
      case .separator: continue
      case .member: try readMember(index, depth: depth)
      }
      index &+= 1
    } while try scanner.separator(UInt8(ascii: "}"))
  }

  /// Reads a member that did not come at this place in the last object of the kind.
  @inline(never)
  private mutating func readMember(_ index: Int, depth: Int) throws(JSONStop) {
    let name = try scanner.key()
    let slot = self.slot(of: name, index)
    if slot >= 0 {
      try readValue(slot, depth: depth)
    } else {
      try skipUnknown(name, depth: depth)
    }
  }

  @inline(never)
  private mutating func skipUnknown(
    _ name: UnsafeBufferPointer<UInt8>, depth: Int
  ) throws(JSONStop) {
    let text = String(decoding: name.prefix(200), as: UTF8.self)
    let mark = mark
    let first = try scanner.peek()
    noteUnread(text, beforeValue: first, mark, isDocument: false)
    try skipUnread(isOwn: Self.isOwn(text), moves: false, depth: depth)
    noteUnreadParts(isDocument: false)
  }

  /// Whether a name is one of a user's own additions.
  static func isOwn(_ name: String) -> Bool { name.utf8.starts(with: "x-".utf8) }

  /// Notes a member that the vocabulary does not have at its place.
  mutating func noteUnread(
    _ name: String, beforeValue first: UInt8, _ mark: SourceMark, isDocument: Bool
  ) {
    if Self.isOwn(name) { return }
    let holds = first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    guard holds, PartNames.json.contains(name) else {
      var copy = name
      return copy.withUTF8 { assembler.noteUnknownName($0, isElement: false, mark) }
    }
    if isDocument {
      misplaced.append((name, mark))
    } else {
      assembler.noteMisplaced(name, isElement: false, mark)
    }
  }

  /// Passes over the value of a member that is not read, looking out for parts of the inventory in it.
  mutating func skipUnread(isOwn: Bool, moves: Bool, depth: Int) throws(JSONStop) {
    scanner.passed = []
    scanner.watched = isOwn ? PartNames.jsonInAdditions : PartNames.json
    defer { scanner.watched = [] }
    try scanner.skipValue(moves: moves, depth: depth)
  }

  /// Notes the parts of the inventory that stood in what was passed over.
  mutating func noteUnreadParts(isDocument: Bool) {
    for part in scanner.passed {
      let mark = SourceMark(file: assembler.file, line: part.line, column: part.column)
      if isDocument {
        unread.append((part.name, mark))
      } else {
        assembler.noteUnreadPart(part.name, isElement: false, mark)
      }
    }
    scanner.passed = []
  }

  /// Notes what was misplaced in a document, once it is known to be an inventory.
  mutating func noteUnreadOfDocument() {
    guard isInventory else { return }
    for (name, mark) in misplaced { assembler.noteMisplaced(name, isElement: false, mark) }
    for (name, mark) in unread { assembler.noteUnreadPart(name, isElement: false, mark) }
  }

  /// Reads the value of a field.
  mutating func readValue(_ slot: Int, depth: Int) throws(JSONStop) {
    let first = try scanner.peek()
    let mark = self.mark
    guard first == UInt8(ascii: "\"") else {
      return try readOther(slot, first, mark, depth: depth)
    }
    assembler.setText(slot, try scanner.string(), mark)
  }

  @inline(never)
  private mutating func readOther(
    _ slot: Int, _ first: UInt8, _ mark: SourceMark, depth: Int
  ) throws(JSONStop) {
    switch first {
    case UInt8(ascii: "{"): try readObject(slot, mark, depth: depth + 1)
    case UInt8(ascii: "["): try readArray(slot, mark, depth: depth + 1)
    case UInt8(ascii: "t"):
      try scanner.word("true")
      setBoolean(slot, true, mark)
    case UInt8(ascii: "f"):
      try scanner.word("false")
      setBoolean(slot, false, mark)
    case UInt8(ascii: "n"):
      try scanner.word("null")
      assembler.setValue(slot, .unknown, mark)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      setNumber(slot, try scanner.number(), mark)
    default:
      throw scanner.fail("expected a value, found \(scanner.found)")
    }
  }

  private mutating func setBoolean(_ slot: Int, _ value: Bool, _ mark: SourceMark) {
    if assembler.kind(of: slot) == .boolean {
      assembler.setValue(slot, Value(value), mark)
    } else {
      setWrong(slot, value ? "true" : "false", mark)
    }
  }

  private mutating func setNumber(_ slot: Int, _ number: JSONScanner.Number, _ mark: SourceMark) {
    if case .integer(let value) = number, value >= 0, assembler.kind(of: slot) == .integer {
      guard assembler.isInRange(value, slot) else {
        assembler.setValue(slot, .unknown, mark)
        return assembler.noteOutOfRange(slot, "\(value)", mark)
      }
      return assembler.setValue(slot, Value(value), mark)
    }
    let found =
      switch number {
      case .integer(let value) where value < 0: "a number below zero"
      case .integer: "a number"
      case .large: "too large a number"
      case .fraction: "a number with a fraction"
      }
    let isText = assembler.kind(of: slot) == .text || assembler.kind(of: slot) == .code
    setWrong(slot, found, mark, hint: isText ? "put it in quotation marks" : nil)
  }

  /// Leaves a field unknown whose value is of another type.
  private mutating func setWrong(
    _ slot: Int, _ found: String, _ mark: SourceMark, hint: String? = nil
  ) {
    assembler.setValue(slot, .unknown, mark)
    assembler.noteWrongForm(slot, found, mark, hint: hint)
  }

  private mutating func readObject(_ slot: Int, _ mark: SourceMark, depth: Int) throws(JSONStop) {
    let field = assembler.frame.pointee.shape.pointee.fields + slot
    if field.pointee.kind == .object {
      guard case .enter = assembler.beginObject(slot, mark) else {
        return try scanner.skipValue(moves: false, depth: depth)
      }
      try readNested(depth: depth)
    } else if assembler.shapes[field.pointee.child].role == .property {
      try readProperties(slot, mark, depth: depth)
    } else {
      setWrong(slot, "an object", mark)
      try scanner.skipValue(moves: false, depth: depth)
    }
  }

  private mutating func readNested(depth: Int) throws(JSONStop) {
    try readMembersOut(depth: depth)
    assembler.endObject()
  }

  /// As ``readMembers(depth:)``, kept out of line for objects within objects.
  @inline(never)
  private mutating func readMembersOut(depth: Int) throws(JSONStop) {
    try readMembers(depth: depth)
  }

  private mutating func readArray(_ slot: Int, _ mark: SourceMark, depth: Int) throws(JSONStop) {
    if assembler.frame.pointee.seen.contains(slot) {
      assembler.noteDuplicate(slot, mark)
      return try scanner.skipValue(moves: false, depth: depth)
    }
    switch assembler.kind(of: slot) {
    case .codes: try readCodes(slot, mark, depth: depth)
    case .objects: try readObjects(slot, mark, depth: depth)
    default:
      setWrong(slot, "a list", mark)
      try scanner.skipValue(moves: false, depth: depth)
    }
  }

  private mutating func readCodes(_ slot: Int, _ mark: SourceMark, depth: Int) throws(JSONStop) {
    assembler.list.removeAll()
    var isSound = true
    if try scanner.open(UInt8(ascii: "]")) {
      repeat {
        if try scanner.peek() == UInt8(ascii: "\"") {
          let place = self.mark
          assembler.addCode(try scanner.string(), slot, place)
        } else {
          isSound = false
          try scanner.skipValue(moves: false, depth: depth + 1)
        }
      } while try scanner.separator(UInt8(ascii: "]"))
    }
    if isSound {
      assembler.setValue(slot, assembler.finishedCodes(), mark)
    } else {
      setWrong(slot, "a list that contains something other than text", mark)
    }
  }

  private mutating func readObjects(_ slot: Int, _ mark: SourceMark, depth: Int) throws(JSONStop) {
    guard try scanner.open(UInt8(ascii: "]")) else {
      let empty = Value(list: UnsafeBufferPointer(start: nil, count: 0))
      return assembler.setValue(slot, empty, mark)
    }
    var isSound = true
    repeat {
      let isObject = try scanner.peek() == UInt8(ascii: "{")
      if isObject, case .enter = assembler.beginObject(slot, self.mark) {
        try readNested(depth: depth + 1)
      } else {
        isSound = false
        try scanner.skipValue(moves: false, depth: depth + 1)
      }
    } while try scanner.separator(UInt8(ascii: "]"))
    if !isSound {
      assembler.makeUnknown(slot)
      assembler.noteWrongForm(slot, "a list that contains something other than objects", mark)
    }
  }

  /// Reads local additions, whose names are members.
  private mutating func readProperties(
    _ slot: Int, _ mark: SourceMark, depth: Int
  ) throws(JSONStop) {
    guard try scanner.open(UInt8(ascii: "}")) else {
      let empty = Value(list: UnsafeBufferPointer(start: nil, count: 0))
      return assembler.setValue(slot, empty, mark)
    }
    repeat {
      _ = try scanner.peek()
      let place = self.mark
      let name = try scanner.key()
      guard case .enter = assembler.beginObject(slot, place) else {
        try scanner.skipValue(moves: false, depth: depth)
        continue
      }
      assembler.setText(0, name, place)
      _ = try scanner.peek()
      let start = scanner.next
      let valuePlace = self.mark
      if start.pointee == UInt8(ascii: "\"") {
        assembler.setText(1, try scanner.string(), valuePlace)
      } else {
        try scanner.skipValue(moves: false, depth: depth)
        let text = UnsafeBufferPointer(start: start, count: scanner.next - start)
        assembler.setText(1, text, valuePlace)
      }
      assembler.endObject()
    } while try scanner.separator(UInt8(ascii: "}"))
  }
}
