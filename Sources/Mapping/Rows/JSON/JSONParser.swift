/// Parses JSON into the nodes of a ``JSONDocument``.
struct JSONParser {
  private let bytes: [UInt8]
  private var index = 0
  private(set) var nodes: [JSONDocument.Node] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { index = 3 }
  }

  /// An array or object whose end has not come.
  private struct Open {
    var node: Int
    var last: Int32
    var isObject: Bool
    /// Where the last comma stands; -1 where none came since a value.
    var comma: Int
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
    if let top = open.last, top.isObject {
      key = try self.key(top)
      open[open.count - 1].comma = -1
    } else if let top = open.last {
      if top.comma >= 0, index < bytes.count, bytes[index] == UInt8(ascii: "]") {
        throw trailingComma(top.comma)
      }
      open[open.count - 1].comma = -1
    }
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
    open.append(Open(node: number, last: -1, isObject: isObject, comma: -1))
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
      open[open.count - 1].comma = index
      index += 1
      return false
    }
    guard byte == (top.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
      throw JSONFault(
        message: "expected a comma or \"\(top.isObject ? "}" : "]")\", found \(found)",
        offset: index)
    }
    index += 1
    open.removeLast()
    return true
  }

  private mutating func key(_ top: Open) throws(JSONFault) -> (Int, Int, Bool) {
    guard index < bytes.count else { throw end }
    if bytes[index] == UInt8(ascii: "}"), top.comma >= 0 { throw trailingComma(top.comma) }
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

  private func trailingComma(_ place: Int) -> JSONFault {
    JSONFault(
      message: "there is a comma after the last item, which JSON does not allow",
      hint: "remove the comma", offset: place)
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
      try number()
      return .init(kind: .number, offset: Int32(start), length: Int32(index - start))
    default:
      throw JSONFault(message: "expected a value, found \(found)", offset: index)
    }
  }

  private mutating func word(
    _ word: String, _ kind: JSONDocument.Kind
  ) throws(JSONFault) -> JSONDocument.Node {
    let start = index
    guard bytes[index...].starts(with: word.utf8) else {
      throw JSONFault(message: "expected a value, found \(found)", offset: index)
    }
    index += word.utf8.count
    return .init(kind: kind, offset: Int32(start), length: Int32(word.utf8.count))
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
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        if !isASCII { try check(start + 1, index - 1) }
        return hasEscape
      }
      if byte == UInt8(ascii: "\\") {
        hasEscape = true
        try escape()
        continue
      }
      guard byte >= 0x20 else {
        throw JSONFault(
          message: "a string contains an unescaped control character",
          hint: "write it as an escape",
          offset: index)
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
      throw JSONFault(message: "this is not an escape sequence of JSON", offset: index)
    }
    if isHexadecimal {
      guard index + 6 <= bytes.count,
        bytes[(index + 2)..<(index + 6)].allSatisfy({
          0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 | 0x20
        })
      else {
        throw JSONFault(message: "an escape \\u needs four hexadecimal digits", offset: index)
      }
      index += 4
    }
    index += 2
  }

  private func check(_ start: Int, _ stop: Int) throws(JSONFault) {
    do { _ = try UTF8Span(validating: bytes.span.extracting(start..<stop)) } catch {
      throw JSONFault(
        message: "these bytes are not valid UTF-8", offset: start + error.byteOffsets.lowerBound)
    }
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index] <= 0x20,
      bytes[index] == 0x20 || bytes[index] == 0x0a || bytes[index] == 0x0d || bytes[index] == 0x09
    {
      index += 1
    }
  }

  /// The byte that comes next, in words.
  private var found: String {
    guard index < bytes.count else { return "the end of the file" }
    let byte = bytes[index]
    if byte > 0x20, byte < 0x7f { return "\"\(Character(Unicode.Scalar(byte)))\"" }
    return "the byte 0x" + String(byte, radix: 16)
  }
}
