import Diagnostics
import Inventory

/// The items of a list in a document of JSON, as they come.
final class JSONRows {
  /// The most bytes of one item.
  static let mostBytes = 64 << 20

  private let reader: JSONByteReader
  private var passage: JSONPassage
  private var names: [String]
  private var isInside = false
  private var isOver = false
  private var isFirst = true
  /// What ends the reading, once what was found before it is told.
  private var stop: ForeignStop?
  /// The names that were met in the objects that are open around the items.
  private var open: [JSONPassage.Names] = []

  private var flat: FlatReading?

  /// - Parameter flat: Where members of items go that need no tree; `nil` where all need one.
  init(_ bytes: ForeignBytes, names: [String], flat: FlatRow? = nil) {
    reader = JSONByteReader(bytes)
    passage = JSONPassage(reader)
    self.names = names
    self.flat = flat.map { FlatReading($0) }
  }

  /// The next item, or what is wrong before it; `nil` once there is none.
  func next() throws(ForeignStop) -> JSONItem? {
    if isBetween, flat?.isWorthIt == true, reader.takeComma(before: UInt8(ascii: "{")) {
      if let place = try flat?.next(reader, isLine: false) {
        return .flat(line: place.line, column: place.column)
      }
      return try told { () throws(ForeignStop) in try item() }
    }
    if let stop { throw stop }
    return try told { () throws(ForeignStop) in try step() }
  }

  /// Whether an item was read and nothing is to be told, so that a comma comes next, or the end.
  private var isBetween: Bool { isInside && !isOver && !isFirst && stop == nil }

  /// What a reading gives, and what is to be told first where it ends the file.
  private func told(_ read: () throws(ForeignStop) -> JSONItem?) throws(ForeignStop) -> JSONItem? {
    do throws(ForeignStop) { return try read() } catch {
      guard !passage.faults.isEmpty else { throw error }
      stop = error
      return faults()
    }
  }

  private func step() throws(ForeignStop) -> JSONItem? {
    if !passage.faults.isEmpty { return faults() }
    if isOver { return nil }
    if !isInside {
      isInside = try descend()
      guard isInside else { return try finish() }
      if !passage.faults.isEmpty { return faults() }
    }
    guard try hasItem() else { return try finish() }
    if try reader.peek() == UInt8(ascii: "{"), flat?.isWorthIt == true,
      let place = try flat?.next(reader, isLine: false)
    {
      return .flat(line: place.line, column: place.column)
    }
    return try item()
  }

  /// Takes the comma before the next item, if there is one.
  @inline(__always)
  private func hasItem() throws(ForeignStop) -> Bool {
    defer { isFirst = false }
    return try passage.hasItem(isFirst: isFirst)
  }

  /// What was found to be wrong.
  private func faults() -> JSONItem {
    defer { passage.faults = [] }
    return .faults(passage.faults)
  }

  /// Takes an item of which a tree is made; one that is wrong in itself hides none of those behind it,
  /// if it is certain where it ends.
  private func item() throws(ForeignStop) -> JSONItem {
    let (line, column) = (reader.line, reader.column)
    var text: [UInt8] = []
    let isClosed = try take(&text)
    do throws(JSONFault) {
      return .document(DocumentRow(document: try JSONDocument(text), line: line, column: column))
    } catch {
      let failures = error.failures(in: text, line: line, column: column)
      try reader.skipSpace()
      let next = try reader.peek()
      if isClosed, next == UInt8(ascii: ",") || next == UInt8(ascii: "]") {
        return .faults(failures)
      }
      passage.faults += failures.dropLast()
      throw .failed(failures[failures.count - 1])
    }
  }

  /// Goes down to the list.
  ///
  /// - Returns: Whether there is one.
  private func descend() throws(ForeignStop) -> Bool {
    while let name = names.first {
      try reader.skipSpace()
      guard try reader.peek() == UInt8(ascii: "{") else {
        try passage.value(open.count)
        return false
      }
      reader.take()
      open.append([:])
      guard try find(name) else { return false }
      names.removeFirst()
    }
    try reader.skipSpace()
    guard try reader.peek() == UInt8(ascii: "[") else {
      try passage.value(open.count)
      return false
    }
    reader.take()
    return true
  }

  /// Goes to the value of a member of the object that was begun, or to its end.
  private func find(_ name: String) throws(ForeignStop) -> Bool {
    var isFirst = true
    let last = open.count - 1
    while let key = try passage.key(&open[last], isFirst: isFirst) {
      if key == name { return true }
      try passage.value(open.count)
      isFirst = false
    }
    open.removeLast()
    return false
  }

  /// Takes what is behind the list, up to the end.
  ///
  /// - Returns: What is wrong with it.
  private func finish() throws(ForeignStop) -> JSONItem? {
    isOver = true
    while !open.isEmpty {
      let last = open.count - 1
      while try passage.key(&open[last], isFirst: false) != nil { try passage.value(open.count) }
      open.removeLast()
    }
    try reader.skipSpace()
    if let byte = try reader.peek() {
      throw reader.failure(
        "found \(JSONFault.words(byte)) after the end of the document",
        hint: "several documents in one file, a line each, are NDJSON")
    }
    return passage.faults.isEmpty ? nil : faults()
  }

  /// Takes an item of any kind.
  ///
  /// - Returns: Whether every bracket was closed by one of its kind.
  private func take(_ text: inout [UInt8]) throws(ForeignStop) -> Bool {
    var open: [UInt8] = []
    while let byte = try reader.peek() {
      guard text.count < Self.mostBytes else {
        throw reader.failure("a single item is larger than \(Self.mostBytes >> 20) MiB")
      }
      switch byte {
      case UInt8(ascii: "\""):
        try reader.takeString { text.append($0) }
        if open.isEmpty { return true }
        continue
      case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
      case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        text.append(byte)
        // A bracket that closes nothing, or another: the parser tells where.
        guard open.last == byte else { return false }
        reader.take()
        open.removeLast()
        if open.isEmpty { return true }
        continue
      case UInt8(ascii: ","), 0x20, 0x0a, 0x0d, 0x09:
        guard !open.isEmpty else {
          if text.isEmpty { text.append(byte) }
          return true
        }
      default: break
      }
      text.append(byte)
      reader.take()
    }
    guard open.isEmpty, !text.isEmpty else { throw reader.failure("the file ends in the middle") }
    return true
  }
}
