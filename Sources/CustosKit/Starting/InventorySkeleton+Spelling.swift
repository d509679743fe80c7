import Inventory

extension InventorySkeleton {
  /// The skeleton as XML, each object with a comment before it.
  var xml: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml(of: root, depth: 0) }

  private func xml(of element: Element, depth: Int) -> String {
    let indent = String(repeating: "  ", count: depth)
    var lines = Self.wrapped(element.note, "  ")
    for (field, _) in element.values where !Self.isPlain(field) {
      lines += Self.wrapped(words(for: field), "    ", first: "  ")
    }
    // Two hyphens end a comment, and none of the words has them.
    var text = "\(indent)<!--\n" + lines.map { "\(indent)\($0)\n" }.joined() + "\(indent)-->\n"
    text += "\(indent)<\(element.name)"
    if depth == 0 { text += " xmlns=\"\(Vocabulary.namespace)\"" }
    for (field, value) in element.values { text += " \(field.name)=\"\(Self.escaped(value))\"" }
    guard !element.children.isEmpty else { return text + "/>\n" }
    text += ">\n" + element.children.map { xml(of: $0, depth: depth + 1) }.joined()
    return text + "\(indent)</\(element.name)>\n"
  }

  /// The skeleton as JSON, each object with a member `x-note` first.
  var json: String { json(of: root, depth: 0) + "\n" }

  private func json(of element: Element, depth: Int) -> String {
    let indent = String(repeating: "  ", count: depth + 1)
    let notes =
      [element.note]
      + element.values.filter { !Self.isPlain($0.field) }.map { words(for: $0.field) }
    let quotedNotes = notes.map { "\(indent)  \(JSONText.quoted($0))" }.joined(separator: ",\n")
    var members = ["\(indent)\"x-note\": [\n\(quotedNotes)\n\(indent)]"]
    members += element.values.map { field, value in
      "\(indent)\"\(field.name)\": \(Self.jsonValue(value, field))"
    }
    members += element.children.map { child in
      let text = json(of: child, depth: depth + (child.isListed ? 2 : 1))
      return child.isListed
        ? "\(indent)\"\(child.key)\": [\n\(indent)  \(text)\n\(indent)]"
        : "\(indent)\"\(child.key)\": \(text)"
    }
    return "{\n" + members.joined(separator: ",\n") + "\n" + String(indent.dropLast(2)) + "}"
  }

  private static func jsonValue(_ value: String, _ field: FieldDefinition) -> String {
    if value == "unknown" { return JSONText.quoted(value) }
    return switch field.kind {
    case .codes: "[\(JSONText.quoted(value))]"
    case .integer, .boolean: value
    default: JSONText.quoted(value)
    }
  }

  /// Fields that need no explanation.
  private static func isPlain(_ field: FieldDefinition) -> Bool {
    ["id", "name", "version", "source"].contains(field.name)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }

  /// A text in lines of at most 100 characters.
  private static func wrapped(_ text: String, _ indent: String, first: String? = nil) -> [String] {
    var lines: [String] = []
    var line = first ?? indent
    for word in text.split(separator: " ") {
      if line.count + word.count + 1 > 100, !line.allSatisfy({ $0 == " " }) {
        lines.append(line)
        line = indent
      }
      line += line.last == " " || line.isEmpty ? word : " " + word
    }
    return lines + [line]
  }
}
