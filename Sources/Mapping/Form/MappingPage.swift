import Inventory
import YAMLTree

/// A mapping as a page of text for people.
public struct MappingPage {
  private let document: MappingDocument

  /// A page of a mapping.
  public init(_ mapping: CompiledMapping) { document = mapping.document }

  /// The page.
  public var text: String {
    var text = "\(document.name)\n\(document.title)\n\n"
    text += "reads         \(document.reads.format.rawValue)"
    if let when = document.reads.when?.text { text += " in which \(when)" }
    if !document.reads.columns.isEmpty {
      text += " with the columns " + document.reads.columns.joined(separator: ", ")
    }
    text += "\n"
    for input in document.also { text += "looks up in   \(input.name)\n" }
    text += "meets others  by \(document.join.rawValue)\n"
    text += "examples      \(document.examples.count)\nfile          \(document.path)\n\n"
    for field in document.root.fields { append(field, depth: 0, &text) }
    if !document.cannotCarry.isEmpty {
      text += "\nWhat it cannot carry\n"
      for line in document.cannotCarry { text += "- \(line)\n" }
    }
    return text
  }

  private func append(_ field: FieldForm, depth: Int, _ text: inout String) {
    let indent = String(repeating: "  ", count: depth)
    switch field.content {
    case .expression(let node): text += "\(indent)\(field.definition.name): \(node.text ?? "")\n"
    case .object(let block):
      text += "\(indent)\(field.definition.name)\n"
      for inner in block.fields { append(inner, depth: depth + 1, &text) }
    case .blocks(let blocks):
      for block in blocks {
        let rows = block.rows.map {
          $0.text ?? ($0.elements ?? []).compactMap(\.text).joined(separator: " | ")
        }
        text += "\(indent)\(field.definition.name): rows \(rows ?? "")"
        if let condition = block.condition?.text { text += " where \(condition)" }
        text += "\n"
        for inner in block.fields { append(inner, depth: depth + 1, &text) }
      }
    }
  }
}
