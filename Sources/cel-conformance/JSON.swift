/// A JSON value, with numbers as they are written.
enum JSON: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  var elements: [JSON] {
    if case .array(let elements) = self { elements } else { [] }
  }

  var isTrue: Bool { self == .bool(true) }
}

/// Reads JSON that is known to be well formed; `nil` otherwise.
struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0

  static func read(_ bytes: [UInt8]) -> JSON? {
    var reader = JSONReader(bytes: bytes)
    return reader.value()
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
  }

  private mutating func accept(_ text: String) -> Bool {
    skipBlanks()
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func value() -> JSON? {
    if accept("{") { return object() }
    if accept("[") { return array() }
    if accept("\"") { return string().map(JSON.string) }
    if accept("true") { return .bool(true) }
    if accept("false") { return .bool(false) }
    if accept("null") { return .null }
    let start = index
    while index < bytes.count, "+-.0123456789eE".utf8.contains(bytes[index]) { index += 1 }
    return index > start ? .number(String(decoding: bytes[start..<index], as: UTF8.self)) : nil
  }

  private mutating func object() -> JSON? {
    var members: [String: JSON] = [:]
    if accept("}") { return .object(members) }
    repeat {
      guard accept("\""), let key = string(), accept(":"), let value = value() else { return nil }
      members[key] = value
    } while accept(",")
    return accept("}") ? .object(members) : nil
  }

  private mutating func array() -> JSON? {
    var elements: [JSON] = []
    if accept("]") { return .array(elements) }
    repeat {
      guard let element = value() else { return nil }
      elements.append(element)
    } while accept(",")
    return accept("]") ? .array(elements) : nil
  }

  private mutating func string() -> String? {
    var content: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let unit = escape() else { return nil }
        var units = [unit]
        if UTF16.isLeadSurrogate(unit), bytes[index...].starts(with: "\\u".utf8) {
          index += 1
          if let second = escape() { units.append(second) }
        }
        content += Array(String(decoding: units, as: UTF16.self).utf8)
      default: content.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> UInt16? {
    let letter = bytes[index]
    index += 1
    switch letter {
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[index..<index + 4], as: UTF8.self)
      index += 4
      return UInt16(digits, radix: 16)
    default: return UInt16(letter)
    }
  }
}
