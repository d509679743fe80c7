import Bytes

/// A JSON value whose members keep their order, to be written.
indirect enum JSONText {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The value on several lines, indented by two spaces a level.
  var pretty: String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += String(value)
    case .string(let value): text += Self.quoted(value)
    case .array(let items):
      list(items.isEmpty, "[", "]", indent, to: &text) { text, inner in
        for (index, item) in items.enumerated() {
          text += index > 0 ? ",\n\(inner)" : inner
          item.write(to: &text, indent: inner)
        }
      }
    case .object(let members):
      list(members.isEmpty, "{", "}", indent, to: &text) { text, inner in
        for (index, (name, value)) in members.enumerated() {
          text += index > 0 ? ",\n\(inner)" : inner
          text += "\(Self.quoted(name)): "
          value.write(to: &text, indent: inner)
        }
      }
    }
  }

  private func list(
    _ isEmpty: Bool, _ opening: String, _ closing: String, _ indent: String,
    to text: inout String, _ body: (inout String, String) -> Void
  ) {
    text += opening
    if !isEmpty {
      text += "\n"
      body(&text, indent + "  ")
      text += "\n\(indent)"
    }
    text += closing
  }

  /// A string in quotation marks, with escapes where RFC 8259, section 7, wants them.
  static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where PlainText.isUnsafe(scalar):
        for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
