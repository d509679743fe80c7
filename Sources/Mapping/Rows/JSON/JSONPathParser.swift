/// Reads queries of JSON (RFC 9535).
struct JSONPathParser {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The query that a text is.
  static func parse(_ text: String) throws(JSONPathFault) -> JSONPath {
    var parser = JSONPathParser(text)
    let path = try parser.query()
    guard parser.index == parser.bytes.count else {
      throw parser.fault("this is not part of a query")
    }
    return path
  }

  private func fault(_ message: String) -> JSONPathFault {
    JSONPathFault(message: message, offset: min(index, bytes.count))
  }

  private var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func skipSpace() {
    while [0x20, 0x09, 0x0a, 0x0d].contains(current), index < bytes.count { index += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[min(index, bytes.count)...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func query() throws(JSONPathFault) -> JSONPath {
    let isRelative = current == UInt8(ascii: "@")
    guard isRelative || current == UInt8(ascii: "$") else {
      throw fault("a query begins with $ or, inside a row, with @")
    }
    index += 1
    return JSONPath(segments: try segments(), isRelative: isRelative)
  }

  private mutating func segments() throws(JSONPathFault) -> [JSONPath.Segment] {
    var segments: [JSONPath.Segment] = []
    while true {
      let start = index
      skipSpace()
      if take("..") {
        segments.append(try segment(isDescendant: true))
      } else if current == UInt8(ascii: ".") {
        index += 1
        segments.append(
          JSONPath.Segment(selectors: [try shorthand()], isDescendant: false))
      } else if current == UInt8(ascii: "[") {
        segments.append(JSONPath.Segment(selectors: try brackets(), isDescendant: false))
      } else {
        index = start
        return segments
      }
    }
  }

  private mutating func segment(isDescendant: Bool) throws(JSONPathFault) -> JSONPath.Segment {
    let selectors = current == UInt8(ascii: "[") ? try brackets() : [try shorthand()]
    return JSONPath.Segment(selectors: selectors, isDescendant: isDescendant)
  }

  /// A name or `*` behind a dot.
  private mutating func shorthand() throws(JSONPathFault) -> JSONPath.Selector {
    if take("*") { return .wildcard }
    let start = index
    while index < bytes.count, Self.isNameByte(current, isFirst: index == start) { index += 1 }
    guard index > start else { throw fault("a name or * is expected after the dot") }
    return .name(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private static func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_")
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
      || !isFirst && 0x30...0x39 ~= byte
  }

  private mutating func brackets() throws(JSONPathFault) -> [JSONPath.Selector] {
    index += 1
    var selectors: [JSONPath.Selector] = []
    while true {
      skipSpace()
      selectors.append(try selector())
      skipSpace()
      if take(",") { continue }
      guard take("]") else { throw fault("\",\" or \"]\" is expected") }
      return selectors
    }
  }

  private mutating func selector() throws(JSONPathFault) -> JSONPath.Selector {
    switch current {
    case UInt8(ascii: "*"):
      index += 1
      return .wildcard
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .name(try string())
    case UInt8(ascii: "?"):
      index += 1
      skipSpace()
      return .filter(try or())
    default: break
    }
    let start = try integer()
    skipSpace()
    guard take(":") else {
      guard let start else { throw fault("a name, a number, *, a slice or a filter is expected") }
      return .index(start)
    }
    skipSpace()
    let end = try integer()
    skipSpace()
    var step: Int?
    if take(":") {
      skipSpace()
      step = try integer()
    }
    return .slice(start: start, end: end, step: step ?? 1)
  }

  private mutating func integer() throws(JSONPathFault) -> Int? {
    let start = index
    if current == UInt8(ascii: "-") { index += 1 }
    let digits = index
    while 0x30...0x39 ~= current { index += 1 }
    if index == start { return nil }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    let hasZero = bytes[digits] == 0x30 && (index > digits + 1 || digits > start)
    guard index > digits, !hasZero, let value = Int(text), abs(value) <= 9_007_199_254_740_991
    else {
      index = start
      throw fault("this is not a number")
    }
    return value
  }

  private mutating func string() throws(JSONPathFault) -> String {
    let quote = current
    index += 1
    var text: [UInt8] = []
    while index < bytes.count, current != quote {
      guard current >= 0x20 else { throw fault("a name contains a control character") }
      guard current == UInt8(ascii: "\\") else {
        text.append(current)
        index += 1
        continue
      }
      guard index + 1 < bytes.count else { break }
      try escape(quote, &text)
    }
    guard index < bytes.count else { throw fault("a quotation mark is never closed") }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(_ quote: UInt8, _ text: inout [UInt8]) throws(JSONPathFault) {
    let letter = bytes[index + 1]
    if letter == UInt8(ascii: "u") {
      let rest = bytes[index...].prefix(12)
      let isPair =
        rest.count == 12 && rest.dropFirst(6).starts(with: "\\u".utf8)
        && rest.dropFirst(2).first.map { $0 | 0x20 == UInt8(ascii: "d") } == true
        && rest.dropFirst(3).first.map { "89abAB".utf8.contains($0) } == true
      let length = isPair ? 12 : 6
      let decoded = JSONDocument.unescaped(rest.prefix(length))
      guard rest.count >= length, !decoded.contains("\u{fffd}") else {
        throw fault("an escape \\u needs four hexadecimal digits of a character")
      }
      text += Array(decoded.utf8)
      index += length
      return
    }
    let known: [UInt8: UInt8] = [
      UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
      UInt8(ascii: "t"): 9, UInt8(ascii: "/"): UInt8(ascii: "/"),
      UInt8(ascii: "\\"): UInt8(ascii: "\\"),
      quote: quote,
    ]
    guard let byte = known[letter] else { throw fault("this is not an escape sequence") }
    text.append(byte)
    index += 2
  }
}

extension JSONPathParser {
  private mutating func or() throws(JSONPathFault) -> JSONPath.Logical {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { throw fault("the filter nests too deep") }
    var terms = [try and()]
    while true {
      skipSpace()
      guard take("||") else { return terms.count == 1 ? terms[0] : .or(terms) }
      skipSpace()
      terms.append(try and())
    }
  }

  private mutating func and() throws(JSONPathFault) -> JSONPath.Logical {
    var terms = [try basic()]
    while true {
      skipSpace()
      guard take("&&") else { return terms.count == 1 ? terms[0] : .and(terms) }
      skipSpace()
      terms.append(try basic())
    }
  }

  private mutating func basic() throws(JSONPathFault) -> JSONPath.Logical {
    if current == UInt8(ascii: "!"), index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "=")
    {
      index += 1
      skipSpace()
      return .not(try basic())
    }
    if take("(") {
      skipSpace()
      let inner = try or()
      skipSpace()
      guard take(")") else { throw fault("\")\" is expected") }
      return inner
    }
    let left = try operand()
    skipSpace()
    for comparison in [
      JSONPath.Comparison.equal, .notEqual, .lessOrEqual, .greaterOrEqual, .less, .greater,
    ] where take(comparison.rawValue) {
      skipSpace()
      let right = try operand()
      for side in [left, right] {
        if case .query(let path) = side, !path.isSingular {
          throw fault("a comparison needs a query that finds one value")
        }
        if case .call(let call) = side, call.name == .match || call.name == .search {
          throw fault("\(call.name.rawValue)() is a condition and cannot be compared")
        }
      }
      return .compare(left, comparison, right)
    }
    switch left {
    case .query(let path): return .exists(path)
    case .call(let call) where call.name == .match || call.name == .search: return .call(call)
    default: throw fault("a comparison is expected")
    }
  }

  private mutating func operand() throws(JSONPathFault) -> JSONPath.Operand {
    switch current {
    case UInt8(ascii: "@"), UInt8(ascii: "$"): return .query(try query())
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .literal(.string(try string()))
    default: break
    }
    for (word, literal) in [
      ("true", JSONPath.Literal.bool(true)), ("false", .bool(false)), ("null", .null),
    ] where take(word) { return .literal(literal) }
    for name in ["length", "count", "match", "search", "value"] where take("\(name)(") {
      return .call(try call(JSONPath.Call.Name(rawValue: name) ?? .value))
    }
    let start = index
    while index < bytes.count, 0x30...0x39 ~= current || "+-.eE".utf8.contains(current) {
      index += 1
    }
    guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)) else {
      throw fault("a value or a query is expected")
    }
    return .literal(.number(number))
  }

  private mutating func call(_ name: JSONPath.Call.Name) throws(JSONPathFault) -> JSONPath.Call {
    var arguments: [JSONPath.Operand] = []
    skipSpace()
    while current != UInt8(ascii: ")") {
      arguments.append(try operand())
      skipSpace()
      if !take(",") { break }
      skipSpace()
    }
    guard take(")") else { throw fault("\")\" is expected") }
    let wanted = name == .match || name == .search ? 2 : 1
    guard arguments.count == wanted else {
      throw fault("\(name.rawValue)() takes \(wanted == 1 ? "one argument" : "two arguments")")
    }
    return JSONPath.Call(name: name, arguments: arguments)
  }
}
