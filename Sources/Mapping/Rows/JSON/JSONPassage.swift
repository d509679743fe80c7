import Diagnostics
import Inventory

/// Goes through the parts of a document that nothing reads, and checks that they are JSON.
struct JSONPassage {
  /// Where a name was met.
  typealias Names = [String: InputFailure.Place]

  private let reader: JSONByteReader
  /// What is wrong and does not keep from reading on.
  var faults: [InputFailure] = []

  init(_ reader: JSONByteReader) { self.reader = reader }

  /// Takes a value of any kind.
  ///
  /// - Parameter depth: How many arrays and objects are open around it.
  mutating func value(_ depth: Int) throws(ForeignStop) {
    guard depth < JSONDocument.deepest else {
      throw reader.failure("values are nested deeper than \(JSONDocument.deepest) levels")
    }
    switch try reader.peek() {
    case UInt8(ascii: "{")?:
      reader.take()
      var names: Names = [:]
      var isFirst = true
      while try key(&names, isFirst: isFirst) != nil {
        try value(depth + 1)
        isFirst = false
      }
    case UInt8(ascii: "[")?:
      reader.take()
      var isFirst = true
      while try hasItem(isFirst: isFirst) {
        try value(depth + 1)
        isFirst = false
      }
    case UInt8(ascii: "\"")?: _ = try string()
    default: try word()
    }
  }

  /// Takes the name of the next member of an object that was begun, up to its value.
  ///
  /// - Parameter names: The names that the object has had.
  /// - Returns: `nil` where the object ends instead.
  mutating func key(_ names: inout Names, isFirst: Bool) throws(ForeignStop) -> String? {
    guard try goesOn(to: UInt8(ascii: "}"), isFirst: isFirst) else { return nil }
    guard let byte = try reader.peek() else { throw end }
    guard byte == UInt8(ascii: "\"") else {
      throw reader.failure(
        "expected a key in quotation marks, found \(JSONFault.words(byte))")
    }
    let place = InputFailure.Place(line: reader.line, column: reader.column)
    let name = try string()
    if let first = names[name] {
      var failure = InputFailure(
        "reader.duplicate-field", JSONFault.doubledWords(name),
        hint: JSONFault.doubledName(name, 0, first: 0).hint, line: place.line, column: place.column)
      failure.first = first
      faults.append(failure)
    } else {
      names[name] = place
    }
    try reader.skipSpace()
    let colon = try reader.peek()
    guard colon == UInt8(ascii: ":") else {
      throw reader.failure("expected \":\", found \(JSONFault.words(colon))")
    }
    reader.take()
    try reader.skipSpace()
    return name
  }

  /// Takes the comma before the next item of an array that was begun.
  ///
  /// - Returns: `false` where the array ends instead.
  mutating func hasItem(isFirst: Bool) throws(ForeignStop) -> Bool {
    try goesOn(to: UInt8(ascii: "]"), isFirst: isFirst)
  }

  private mutating func goesOn(to close: UInt8, isFirst: Bool) throws(ForeignStop) -> Bool {
    try reader.skipSpace()
    guard let byte = try reader.peek() else { throw end }
    if byte == close {
      reader.take()
      return false
    }
    if isFirst { return true }
    guard byte == UInt8(ascii: ",") else {
      let end = Character(Unicode.Scalar(close))
      throw reader.failure("expected a comma or \"\(end)\", found \(JSONFault.words(byte))")
    }
    let comma = (line: reader.line, column: reader.column)
    reader.take()
    try reader.skipSpace()
    guard try reader.peek() == close else { return true }
    let fault = JSONFault.trailingComma(0)
    faults.append(
      InputFailure(
        fault.code, fault.message, hint: fault.hint, line: comma.line, column: comma.column))
    reader.take()
    return false
  }

  /// Takes a string.
  ///
  /// - Returns: Its text.
  private mutating func string() throws(ForeignStop) -> String {
    let place = (line: reader.line, column: reader.column)
    var text: [UInt8] = []
    try reader.takeString { text.append($0) }
    let inner = text.dropFirst().dropLast()
    let isPlain = inner.allSatisfy { 0x20..<0x80 ~= $0 && $0 != UInt8(ascii: "\\") }
    if !isPlain { try check(text, place.line, place.column) }
    return isPlain ? String(decoding: inner, as: UTF8.self) : JSONDocument.unescaped(inner)
  }

  /// Takes a number, `true`, `false` or `null`.
  private mutating func word() throws(ForeignStop) {
    let place = (line: reader.line, column: reader.column)
    var text: [UInt8] = []
    while let byte = try reader.peek(), byte > 0x20, !",:[]{}\"".utf8.contains(byte),
      text.count < 1_024
    {
      text.append(byte)
      reader.take()
    }
    guard !text.isEmpty else {
      throw reader.failure("expected a value, found \(JSONFault.words(try reader.peek()))")
    }
    // With a space behind it, so that a word which is none can be passed over.
    try check(text + [0x20], place.line, place.column)
  }

  /// Checks that a text is a value by itself.
  private mutating func check(
    _ text: [UInt8], _ line: Int, _ column: Int
  ) throws(ForeignStop) {
    do throws(JSONFault) { _ = try JSONDocument(text) } catch {
      let failures = error.failures(in: text, line: line, column: column)
      if error.breaksForm, let last = failures.last {
        faults += failures.dropLast()
        throw .failed(last)
      }
      faults += failures
    }
  }

  private var end: ForeignStop { reader.failure("the file ends in the middle") }
}

extension JSONByteReader {
  func skipSpace() throws(ForeignStop) {
    while let byte = try peek(), byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 9 {
      take()
    }
  }

  /// Takes a string with its quotation marks.
  func takeString(_ body: (UInt8) -> Void) throws(ForeignStop) {
    var isEscaped = false
    var isFirst = true
    while true {
      guard let byte = try peek() else { throw failure("the file ends in the middle") }
      if byte == 0x0a || byte == 0x0d {
        // A quotation mark that is missing lets a string run on to the next line.
        let fault = JSONFault.controlCharacter(0)
        throw failure(fault.message, hint: fault.hint)
      }
      body(byte)
      take()
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
