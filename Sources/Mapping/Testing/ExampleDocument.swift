import Bytes
import CEL
import Inventory
import YAMLTree

/// Makes the documents that the rows of an example stand in.
struct ExampleDocument {
  let mapping: CompiledMapping

  /// The bytes that an example reads; `nil` where rows need a document around them that cannot be
  /// made.
  func bytes(_ given: MappingExample.Given) -> [UInt8]? {
    switch given {
    case .document(let text): return Array(text.utf8)
    case .rows(let rows):
      switch mapping.document.reads.format {
      case .table: return Array(table(rows).utf8)
      case .ndjson: return Array(rows.map { Self.json($0) + "\n" }.joined().utf8)
      case .json: return document(rows).map { Array($0.utf8) }
      case .xml: return nil
      }
    }
  }

  /// Rows as CSV under all heads that they or the mapping have.
  private func table(_ rows: [Node]) -> String {
    var heads = mapping.columns
    for row in rows {
      for member in row.members ?? [] where !heads.contains(member.key) { heads.append(member.key) }
    }
    let delimiter = mapping.document.reads.delimiter.map { String(Unicode.Scalar($0)) } ?? ","
    let header = (mapping.document.reads.header ?? 1) - 1
    var text = String(repeating: "-\(delimiter)-\n", count: max(header, 0))
    text += heads.map(Self.quoted).joined(separator: delimiter) + "\n"
    for row in rows {
      let cells = heads.map { head in Self.quoted(row[head]?.text ?? "") }
      text += cells.joined(separator: delimiter) + "\n"
    }
    return text
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\"", with: "\"\""))\""
  }

  /// Rows where the first block looks for them.
  private func document(_ rows: [Node]) -> String? {
    let block =
      mapping.root.blocks.last { $0.definition.name == "System" } ?? mapping.root.blocks.first
    guard let block, let names = Self.names(block) else { return nil }
    let list = "[\(rows.map(Self.json).joined(separator: ", "))]"
    return names.reversed().reduce(list) { inner, name in "{\(Self.text(name)): \(inner)}" }
  }

  private static func names(_ block: CompiledBlock) -> [String]? {
    guard case .json(let paths)? = block.selector, paths.count == 1 else { return nil }
    return paths[0].streamedNames
  }

  /// A node of YAML as JSON: plain numbers and words of JSON are what they look like.
  static func json(_ node: Node) -> String {
    switch node.content {
    case .scalar(let scalar, .plain):
      if ["true", "false", "null"].contains(scalar) { return scalar }
      if node.isNull { return "null" }
      let isNumber = (try? JSONDocument(Array(scalar.utf8)))?.nodes.first?.kind == .number
      return isNumber ? scalar : text(scalar)
    case .scalar(let scalar, _): return text(scalar)
    case .sequence(let items): return "[\(items.map(json).joined(separator: ", "))]"
    case .mapping(let members):
      return "{\(members.map { "\(text($0.key)): \(json($0.value))" }.joined(separator: ", "))}"
    }
  }

  private static func text(_ text: String) -> String {
    var output = OutputBuffer()
    output.writeJSON(text)
    return output.text
  }
}
