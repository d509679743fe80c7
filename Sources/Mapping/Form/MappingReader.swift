public import Diagnostics
import Inventory
public import YAMLTree

/// Reads mappings.
public enum MappingReader {
  /// The version of the form that is read.
  public static let formVersion = "1"

  /// Reads a mapping from the text of its file.
  public static func read(
    text: String, path: String
  ) -> (mapping: MappingDocument?, problems: [Diagnostic]) {
    let (root, problems) = YAMLReader.read(text, path: path)
    guard let root else { return (nil, problems) }
    let read = read(root, path: path)
    return (read.mapping, problems + read.problems)
  }

  /// Reads a mapping from the tree of its file.
  ///
  /// - Returns: The mapping, unless there is an error, and what is wrong with it.
  public static func read(
    _ node: Node, path: String
  ) -> (mapping: MappingDocument?, problems: [Diagnostic]) {
    var reader = DocumentReader(node, path: path, what: "a mapping", area: "mapping")
    checkVersion(&reader)
    let name = reader.requiredText("mapping")
    checkName(name, &reader)
    let mapping = MappingDocument(
      name: name, title: reader.requiredText("title"), path: path, reads: form(&reader),
      also: further(&reader), unknown: words(&reader),
      phrases: PhraseTableReader.table(&reader), join: reader.choice("join", JoinKey.self) ?? .id,
      ignores: reader.texts("ignores"), cannotCarry: reader.texts("cannotCarry"),
      root: root(&reader), examples: ExampleReader.examples(&reader))
    if mapping.root.fields.isEmpty, node.members != nil {
      reader.fail(
        "mapping.empty", at: node, "the mapping gives neither organisations nor systems",
        hint: "systems: {rows: …, id: …}")
    }
    let problems = reader.finish().sorted()
    return (problems.contains { $0.severity == .error } ? nil : mapping, problems)
  }

  private static func checkVersion(_ reader: inout DocumentReader) {
    guard let value = reader.value("version"), value.text != formVersion else { return }
    reader.fail(
      "mapping.unknown-version", at: value,
      "the version of a mapping is \(value.kindName); this version of custos reads "
        + formVersion)
  }

  private static func checkName(_ name: String, _ reader: inout DocumentReader) {
    guard !name.isEmpty, let value = reader.node["mapping"] else { return }
    let isName = name.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || byte == UInt8(ascii: "-")
    }
    guard !isName else { return }
    reader.fail(
      "mapping.name", at: value, "\"\(name)\" is not a valid name for a mapping",
      hint: "small letters, digits and hyphens, such as asset-register")
  }

  private static func words(_ reader: inout DocumentReader) -> UnknownWords {
    var words = UnknownWords()
    for element in reader.elements("unknown") {
      if element.isNull {
        words.includesNull = true
      } else if let text = element.text {
        words.insert(text)
      } else {
        reader.fail(
          "mapping.wrong-kind", at: element,
          "expected a word that means unknown, found \(element.kindName)")
      }
    }
    return words
  }

  private static func further(_ reader: inout DocumentReader) -> [FurtherInput] {
    reader.members("also").compactMap { member in
      var inner = DocumentReader(
        member.value, path: reader.path, what: "a further input", area: "mapping")
      let reads = form(&inner)
      inner.reportMissing("rows")
      inner.reportMissing("key")
      let rows = inner.value("rows")
      let key = inner.value("key")
      reader.problems += inner.finish()
      guard let rows, let key else { return nil }
      return FurtherInput(name: member.key, reads: reads, rows: rows, key: key)
    }
  }

  private static func root(_ reader: inout DocumentReader) -> BlockForm {
    var fields =
      reader.members("inventory").isEmpty
      ? []
      : BlockReader(path: reader.path).fields(
        reader.node["inventory"], of: Vocabulary.inventory, except: ["organisations", "systems"],
        &reader.problems)
    let blocks = BlockReader(path: reader.path)
    for (slot, field) in Vocabulary.inventory.fields.enumerated()
    where field.name == "organisations" || field.name == "systems" {
      guard let value = reader.value(field.name), let child = field.kind.child else { continue }
      let found = blocks.blocks(value, of: child, &reader.problems)
      fields.append(
        FieldForm(
          slot: slot, definition: field,
          position: SourcePosition(path: reader.path, line: value.line, column: value.column),
          content: .blocks(found)))
    }
    return BlockForm(definition: Vocabulary.inventory, rows: nil, condition: nil, fields: fields)
  }

  /// What `reads` says.
  static func form(_ reader: inout DocumentReader) -> InputForm {
    var form = InputForm(
      format: .json, when: nil, columns: [], sheet: nil, header: nil, delimiter: nil, encoding: nil,
      namespaces: [])
    guard let value = reader.value("reads") else {
      reader.reportMissing("reads")
      return form
    }
    var inner = DocumentReader(
      value, path: reader.path, what: "what the mapping reads", area: "mapping")
    inner.reportMissing("format")
    form.format = inner.choice("format", InputForm.Format.self) ?? .json
    form.when = inner.value("when")
    form.columns = inner.texts("columns")
    form.sheet = inner.text("sheet")
    form.header = inner.number("header")
    form.encoding = inner.text("encoding")
    readDelimiter(&inner, &form)
    readNamespaces(&inner, &form)
    reader.problems += inner.finish()
    return form
  }

  private static func readDelimiter(_ reader: inout DocumentReader, _ form: inout InputForm) {
    guard let text = reader.text("delimiter"), let node = reader.node["delimiter"] else { return }
    let known = ["tab": UInt8(ascii: "\t"), "\\t": UInt8(ascii: "\t")]
    if let byte = known[text] ?? (text.utf8.count == 1 ? text.utf8.first : nil) {
      form.delimiter = byte
    } else {
      reader.fail(
        "mapping.wrong-kind", at: node, "expected one character, found \(node.kindName)",
        hint: "such as ; or tab")
    }
  }

  private static func readNamespaces(_ reader: inout DocumentReader, _ form: inout InputForm) {
    for member in reader.members("namespaces") {
      let uris = member.value.text.map { [$0] } ?? (member.value.elements ?? []).compactMap(\.text)
      form.namespaces.append((prefix: member.key, uris: uris))
    }
  }
}
