import Diagnostics
import Foundation
import YAMLTree

/// Writes a Swift file that holds the trees of YAML files: `embed-rules OUTPUT FOLDER NAME…`.
@main
struct EmbedRules {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else { throw Failure(message: "usage: OUTPUT FOLDER NAME...") }
    var text = "extension EmbeddedFile {\n  static let all: [EmbeddedFile] = [\n"
    for name in arguments[3...] {
      let path = "\(arguments[2])/\(name)"
      let (root, problems) = YAMLReader.read(
        try String(contentsOfFile: path, encoding: .utf8), path: path)
      guard let root else { throw Failure(message: problems.map(\.description).joined()) }
      let full = NodeCoding.encode(root)
      let core = NodeCoding.encode(root.core)
      let head = root.head.map(NodeCoding.encode) ?? ""
      text += "    EmbeddedFile(\n      name: \(quoted(name)),\n      head: \(quoted(head)),\n"
      text += "      core: \(quoted(core)),\n"
      text += "      full: \(quoted(full))),\n"
    }
    text += "  ]\n}\n"
    try text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
  }

  struct Failure: Error, CustomStringConvertible {
    var message: String
    var description: String { message }
  }

  /// A Swift string literal of a text.
  static func quoted(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
