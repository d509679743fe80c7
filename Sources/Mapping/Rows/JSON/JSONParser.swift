/// Parses JSON into the nodes of a ``JSONDocument``.
struct JSONParser {
  let bytes: [UInt8]
  private var index = 0
  private(set) var nodes: [JSONDocument.Node] = []
  /// What is wrong and does not keep from reading on.
  private(set) var faults: [JSONFault] = []
  /// Tells the names of large objects apart.
  var names: UniqueNames?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { index = 3 }
  }

  /// The most faults of a text that are told.
  private static let mostFaults = 1_000

  /// An array or object whose end has not come.
  private struct Open {
    var node: Int
    var last: Int32
    var isObject: Bool
  }

  mutating func parse() throws(JSONFault) {
    var open: [Open] = []
    while true {
      skipSpace()
      try value(&open)
      while let top = open.last, try closes(top, &open) {}
      if open.isEmpty { break }
    }
    skipSpace()
    guard index == bytes.count else {
      throw JSONFault(
        message: "found \(found) after the end of the document",
        hint: "several documents in one file, a line each, are NDJSON", offset: index)
    }
  }

  /// Takes a scalar, or the beginning of an array or object.
  private mutating func value(_ open: inout [Open]) throws(JSONFault) {
    var key: (offset: Int, length: Int, hasEscape: Bool)?
    if open.last?.isObject == true { key = try self.key() }
    let number = nodes.count
    var node = try scalar()
    if let key {
      node.keyOffset = Int32(key.offset)
      node.keyLength = Int32(key.length)
      node.keyHasEscape = key.hasEscape
    }
    nodes.append(node)
    if let top = open.last {
      if top.last >= 0 {
        nodes[Int(top.last)].next = Int32(number)
      } else {
        nodes[top.node].first = Int32(number)
      }
      nodes[top.node].count += 1
      open[open.count - 1].last = Int32(number)
    }
    guard node.kind == .array || node.kind == .object else { return }
    guard open.count < JSONDocument.deepest else {
      throw JSONFault(
        message: "values are nested deeper than \(JSONDocument.deepest) levels", offset: index)
    }
    let isObject = node.kind == .object
    skipSpace()
    if index < bytes.count, bytes[index] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      index += 1
      return
    }
    open.append(Open(node: number, last: -1, isObject: isObject))
    skipSpace()
    try value(&open)
  }

  /// Takes a comma, or the end of an array or object.
  ///
  /// - Returns: Whether it ended.
  private mutating func closes(_ top: Open, _ open: inout [Open]) throws(JSONFault) -> Bool {
    skipSpace()
    guard index < bytes.count else { throw end }
    let byte = bytes[index]
    if byte == UInt8(ascii: ",") {
      let comma = index
      let end = top.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
      index += 1
      skipSpace()
      guard index < bytes.count, bytes[index] == end else { return false }
      note(.trailingComma(comma))
    } else {
      try checkEnd(byte, top)
    }
    index += 1
    if top.isObject { checkNames(of: top.node) }
    open.removeLast()
    return true
  }

  private func checkEnd(_ byte: UInt8, _ top: Open) throws(JSONFault) {
    guard byte == (top.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
      throw JSONFault(
        message: "expected a comma or \"\(top.isObject ? "}" : "]")\", found \(found)",
        offset: index)
    }
  }

  /// Notes something that does not keep from reading on.
  mutating func note(_ fault: JSONFault) {
    var fault = fault
    fault.breaksForm = false
    if faults.count < Self.mostFaults { faults.append(fault) }
  }

  private mutating func key() throws(JSONFault) -> (Int, Int, Bool) {
    guard index < bytes.count else { throw end }
    guard bytes[index] == UInt8(ascii: "\"") else {
      throw JSONFault(
        message: "expected a key in quotation marks, found \(found)", offset: index)
    }
    let start = index
    let hasEscape = try string()
    let key = (start + 1, index - start - 2, hasEscape)
    skipSpace()
    guard index < bytes.count else { throw end }
    guard bytes[index] == UInt8(ascii: ":") else {
      throw JSONFault(message: "expected \":\", found \(found)", offset: index)
    }
    index += 1
    skipSpace()
    return key
  }

  private var end: JSONFault {
    JSONFault(message: "the file ends in the middle", offset: bytes.count)
  }

  private mutating func scalar() throws(JSONFault) -> JSONDocument.Node {
    guard index < bytes.count else { throw end }
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "{"):
      index += 1
      return .init(kind: .object, offset: Int32(start), length: 1)
    case UInt8(ascii: "["):
      index += 1
      return .init(kind: .array, offset: Int32(start), length: 1)
    case UInt8(ascii: "\""):
      let hasEscape = try string()
      var node = JSONDocument.Node(
        kind: .string, offset: Int32(start), length: Int32(index - start))
      node.hasEscape = hasEscape
      return node
    case UInt8(ascii: "t"): return try word("true", .yes)
    case UInt8(ascii: "f"): return try word("false", .no)
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      do throws(JSONFault) { try number() } catch { return try noValue(error) }
      return .init(kind: .number, offset: Int32(start), length: Int32(index - start))
    default:
      return try noValue(JSONFault(message: "expected a value, found \(found)", offset: index))
    }
  }

  private mutating func word(
    _ word: String, _ kind: JSONDocument.Kind
  ) throws(JSONFault) -> JSONDocument.Node {
    let start = index
    guard bytes[index...].starts(with: word.utf8), isDelimited(index + word.utf8.count) else {
      return try noValue(JSONFault(message: "expected a value, found \(found)", offset: index))
    }
    index += word.utf8.count
    return .init(kind: kind, offset: Int32(start), length: Int32(word.utf8.count))
  }

  /// Whether a word ends before an offset, as it must: `nullx` is no value.
  private func isDelimited(_ offset: Int) -> Bool {
    offset >= bytes.count || bytes[offset] <= 0x20 || ",]}".utf8.contains(bytes[offset])
  }

  /// Passes over a word that is no value, so that what follows can be read.
  ///
  /// - Returns: What stands for it.
  /// - Throws: The fault, where it cannot be told where the word ends.
  private mutating func noValue(_ fault: JSONFault) throws(JSONFault) -> JSONDocument.Node {
    var end = fault.offset
    while end < bytes.count, Self.isOfWord(bytes[end]) { end += 1 }
    guard end > fault.offset, isDelimited(end), end < bytes.count else { throw fault }
    note(fault)
    index = end
    return .init(kind: .null, offset: Int32(fault.offset), length: Int32(end - fault.offset))
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x61...0x7a ~= byte | 0x20 || "+-._".utf8.contains(byte)
  }

  private mutating func number() throws(JSONFault) {
    func digits() -> Int {
      var count = 0
      while index < bytes.count, 0x30...0x39 ~= bytes[index] {
        index += 1
        count += 1
      }
      return count
    }
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let isZero = index < bytes.count && bytes[index] == UInt8(ascii: "0")
    var isSound = digits() > 0
    if isZero, index - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) { isSound = false }
    if isSound, index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      isSound = digits() > 0
    }
    if isSound, index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      isSound = digits() > 0
    }
    guard isSound else { throw JSONFault(message: "this is not a JSON number", offset: start) }
  }

  /// Takes a string.
  ///
  /// - Returns: Whether it has escapes.
  private mutating func string() throws(JSONFault) -> Bool {
    let start = index
    var hasEscape = false
    var isASCII = true
    var isSound = true
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        if !isASCII { check(start + 1, index - 1) }
        return hasEscape
      }
      if byte == UInt8(ascii: "\\") {
        hasEscape = true
        try escape()
        continue
      }
      if byte < 0x20 {
        let fault = JSONFault.controlCharacter(index)
        // A quotation mark that is missing lets a string run on to the next line.
        if byte == 0x0a || byte == 0x0d { throw fault }
        if isSound { note(fault) }
        isSound = false
      }
      if byte >= 0x80 { isASCII = false }
      index += 1
    }
    throw end
  }

  private mutating func escape() throws(JSONFault) {
    guard index + 1 < bytes.count else { throw end }
    let isHexadecimal = bytes[index + 1] == UInt8(ascii: "u")
    guard isHexadecimal || "\"\\/bfnrt".utf8.contains(bytes[index + 1]) else {
      note(JSONFault(message: "this is not an escape sequence of JSON", offset: index))
      index += 1
      return
    }
    if isHexadecimal {
      guard index + 6 <= bytes.count,
        bytes[(index + 2)..<(index + 6)].allSatisfy({
          0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 | 0x20
        })
      else {
        note(JSONFault(message: "an escape \\u needs four hexadecimal digits", offset: index))
        index += 2
        return
      }
      index += 4
    }
    index += 2
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index] <= 0x20,
      bytes[index] == 0x20 || bytes[index] == 0x0a || bytes[index] == 0x0d || bytes[index] == 0x09
    {
      index += 1
    }
  }

  /// The byte that comes next, in words.
  private var found: String { JSONFault.words(index < bytes.count ? bytes[index] : nil) }
}
