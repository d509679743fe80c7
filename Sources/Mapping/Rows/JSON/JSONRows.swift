import Diagnostics
import Inventory

/// The items of a list in a document of JSON, as they come.
final class JSONRows {
  /// The most bytes of one item.
  static let mostBytes = 64 << 20

  private let reader: JSONByteReader
  private var names: [String]
  private var isInside = false
  private var isOver = false
  private var isFirst = true
  /// The arrays and objects that are open around the items.
  private var open: [UInt8] = []

  private var flat: FlatReading?

  /// - Parameter flat: Where members of items go that need no tree; `nil` where all need one.
  init(_ bytes: ForeignBytes, names: [String], flat: FlatRow? = nil) {
    reader = JSONByteReader(bytes)
    self.names = names
    self.flat = flat.map { FlatReading($0) }
  }

  /// The next item; `nil` once there is none.
  func next() throws(ForeignStop) -> JSONItem? {
    if isOver { return nil }
    if !isInside {
      guard try descend() else {
        isOver = true
        return nil
      }
      isInside = true
    }
    try skipSpace()
    guard var byte = try reader.peek() else { throw reader.failure("the file ends in the middle") }
    if byte == UInt8(ascii: "]") {
      reader.take()
      try finish()
      return nil
    }
    if !isFirst {
      guard byte == UInt8(ascii: ",") else {
        throw reader.failure("a comma or \"]\" is expected between items")
      }
      let place = (reader.line, reader.column)
      reader.take()
      try skipSpace()
      byte = try reader.peek() ?? 0
      if byte == UInt8(ascii: "]") {
        throw ForeignStop.failed(
          InputFailure(
            "reader.malformed", "there is a comma after the last item, which JSON does not allow",
            hint: "remove the comma", line: place.0, column: place.1))
      }
    }
    isFirst = false
    if byte == UInt8(ascii: "{"), flat?.isWorthIt == true,
      let place = try flat?.next(reader, isLine: false)
    {
      return .flat(line: place.line, column: place.column)
    }
    return .document(try item())
  }

  private func item() throws(ForeignStop) -> DocumentRow {
    let (line, column) = (reader.line, reader.column)
    var text: [UInt8] = []
    try value { byte in text.append(byte) }
    do throws(JSONFault) {
      return DocumentRow(document: try JSONDocument(text), line: line, column: column)
    } catch {
      throw JSONRows.stop(error, text, line: line, column: column)
    }
  }

  /// The failure of a document that begins at a place.
  static func stop(_ fault: JSONFault, _ text: [UInt8], line: Int, column: Int) -> ForeignStop {
    let place = LineTable(text).position(of: fault.offset)
    return .failed(
      InputFailure(
        "reader.malformed", fault.message, hint: fault.hint, line: line + place.line - 1,
        column: place.line == 1 ? column + place.column - 1 : place.column))
  }

  /// Goes down to the list.
  ///
  /// - Returns: Whether there is one.
  private func descend() throws(ForeignStop) -> Bool {
    while let name = names.first {
      try skipSpace()
      guard try reader.peek() == UInt8(ascii: "{") else { return false }
      reader.take()
      open.append(UInt8(ascii: "}"))
      guard try find(name) else { return false }
      names.removeFirst()
    }
    try skipSpace()
    guard try reader.peek() == UInt8(ascii: "[") else { return false }
    reader.take()
    return true
  }

  /// Goes to the value of a member of the object that was begun.
  private func find(_ name: String) throws(ForeignStop) -> Bool {
    while true {
      try skipSpace()
      guard let byte = try reader.peek() else {
        throw reader.failure("the file ends in the middle")
      }
      if byte == UInt8(ascii: "}") { return false }
      if byte == UInt8(ascii: ",") {
        reader.take()
        continue
      }
      guard byte == UInt8(ascii: "\"") else {
        throw reader.failure("a key in quotation marks is expected")
      }
      var key: [UInt8] = []
      try string { key.append($0) }
      try skipSpace()
      guard try reader.peek() == UInt8(ascii: ":") else {
        throw reader.failure("\":\" is expected")
      }
      reader.take()
      try skipSpace()
      if JSONDocument.unescaped(key.dropFirst().dropLast()) == name { return true }
      try value { _ in }
    }
  }

  /// Takes what is behind the list, up to the end.
  private func finish() throws(ForeignStop) {
    isOver = true
    while let close = open.last {
      try skipSpace()
      guard let byte = try reader.peek() else {
        throw reader.failure("the file ends in the middle")
      }
      if byte == close {
        reader.take()
        open.removeLast()
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") {
        reader.take()
      } else {
        try value { _ in }
      }
    }
    try skipSpace()
    if try reader.peek() != nil {
      throw reader.failure(
        "something follows the end of the document",
        hint: "several documents in one file, a line each, are NDJSON")
    }
  }

  private func skipSpace() throws(ForeignStop) {
    while let byte = try reader.peek(), byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 9 {
      reader.take()
    }
  }

  /// Takes a value of any kind.
  private func value(_ body: (UInt8) -> Void) throws(ForeignStop) {
    var depth = 0
    var count = 0
    while true {
      guard let byte = try reader.peek() else {
        if depth == 0, count > 0 { return }
        throw reader.failure("the file ends in the middle")
      }
      count += 1
      guard count < Self.mostBytes else {
        throw reader.failure("a single item is larger than \(Self.mostBytes >> 20) MiB")
      }
      switch byte {
      case UInt8(ascii: "\""):
        try string(body)
        if depth == 0 { return }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
        body(byte)
        reader.take()
        if depth == 0 { return }
        continue
      case UInt8(ascii: ","), 0x20, 0x0a, 0x0d, 0x09:
        if depth == 0 { return }
      default: break
      }
      body(byte)
      reader.take()
    }
  }

  private func string(_ body: (UInt8) -> Void) throws(ForeignStop) {
    var isEscaped = false
    var isFirst = true
    while true {
      guard let byte = try reader.peek() else {
        throw reader.failure("the file ends in the middle")
      }
      body(byte)
      reader.take()
      if isFirst {
        isFirst = false
      } else if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        return
      }
    }
  }
}
