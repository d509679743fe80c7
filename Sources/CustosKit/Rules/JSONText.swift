import Bytes
import YAMLTree

/// Writes a YAML tree as JSON, plain scalars as YAML's core schema reads them.
enum JSONText {
  static func of(_ node: Node) -> String {
    var text = ""
    append(node, to: &text)
    return text
  }

  private static func append(_ node: Node, to text: inout String) {
    switch node.content {
    case .scalar(let scalar, let style):
      text += style == .plain ? plain(scalar) : quoted(scalar)
    case .sequence(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        append(element, to: &text)
      }
      text += "]"
    case .mapping(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        text += quoted(member.key) + ":"
        append(member.value, to: &text)
      }
      text += "}"
    }
  }

  private static func plain(_ scalar: String) -> String {
    switch scalar {
    case "true", "false": return scalar
    case "", "~", "null": return "null"
    default:
      let digits = scalar.utf8.first == UInt8(ascii: "-") ? scalar.dropFirst() : scalar[...]
      let isNumber =
        !digits.isEmpty && digits.utf8.count < 19
        && digits.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        && (digits == "0" || digits.utf8.first != UInt8(ascii: "0"))
      return isNumber ? scalar : quoted(scalar)
    }
  }

  static func quoted(_ string: String) -> String {
    var buffer = OutputBuffer()
    buffer.writeJSON(string)
    return buffer.text
  }
}
