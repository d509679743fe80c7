import Diagnostics
import Inventory
import YAMLTree

/// Reads the blocks and fields of a mapping against the vocabulary.
struct BlockReader {
  let path: String

  /// The keys of a block that are no fields.
  private static let selectors: Set<String> = ["rows", "where"]

  /// One block, or a list of them.
  func blocks(
    _ node: Node, of definition: ObjectDefinition, _ problems: inout [Diagnostic]
  ) -> [BlockForm] {
    (node.elements ?? [node]).compactMap { block($0, of: definition, &problems) }
  }

  private func block(
    _ node: Node, of definition: ObjectDefinition, _ problems: inout [Diagnostic]
  ) -> BlockForm? {
    var reader = DocumentReader(
      node, path: path, what: "a block with rows and fields", area: "mapping")
    if node.members != nil, node["rows"] == nil {
      reader.fail(
        "mapping.missing-key", at: node, "the key \"rows\" is missing",
        hint: "say which rows these are, such as rows: all or rows: $.items[*]")
    }
    problems += reader.problems
    guard node.members != nil else { return nil }
    let fields = fields(node, of: definition, except: Self.selectors, &problems)
    return BlockForm(
      definition: definition, rows: node["rows"], condition: node["where"], fields: fields)
  }

  /// The fields of a mapping of keys.
  ///
  /// - Parameter excluded: Keys that are something else.
  func fields(
    _ node: Node?, of definition: ObjectDefinition, except excluded: Set<String>,
    _ problems: inout [Diagnostic]
  ) -> [FieldForm] {
    var fields: [FieldForm] = []
    for member in node?.members ?? [] where !excluded.contains(member.key) {
      let position = SourcePosition(path: path, line: member.line, column: member.column)
      guard let slot = definition.fields.firstIndex(where: { $0.name == member.key }) else {
        problems.append(unknownField(member.key, definition, position, excluded))
        continue
      }
      let field = definition.fields[slot]
      fields.append(
        FieldForm(
          slot: slot, definition: field, position: position,
          content: content(member.value, field, &problems)))
    }
    return fields
  }

  private func content(
    _ node: Node, _ field: FieldDefinition, _ problems: inout [Diagnostic]
  ) -> FieldForm.Content {
    switch field.kind {
    case .object(let child) where node.members != nil:
      let fields = fields(node, of: child, except: [], &problems)
      return .object(BlockForm(definition: child, rows: nil, condition: nil, fields: fields))
    case .objects(let child, _) where node.text == nil:
      return .blocks(blocks(node, of: child, &problems))
    default:
      if node.text == nil {
        problems.append(
          Diagnostic(
            .error, "mapping.wrong-kind",
            at: SourcePosition(path: path, line: node.line, column: node.column),
            "expected an expression, found \(node.kindName)"))
      }
      return .expression(node)
    }
  }

  private func unknownField(
    _ name: String, _ definition: ObjectDefinition, _ position: SourcePosition,
    _ excluded: Set<String>
  ) -> Diagnostic {
    let names = definition.fields.map(\.name) + excluded.sorted()
    return Diagnostic(
      .error, "mapping.unknown-field", at: position,
      "the vocabulary has no field \"\(name)\" in \(definition.name)",
      hint: nearestName(to: name, among: names).map { "did you mean \"\($0)\"?" })
  }
}
