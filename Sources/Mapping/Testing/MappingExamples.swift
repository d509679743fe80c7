import CEL
public import Diagnostics
public import Inventory
import YAMLTree

/// Runs the tests inside a mapping.
public struct MappingExamples {
  private let mapping: CompiledMapping
  private let codes: CodeBook?

  /// A runner.
  ///
  /// - Parameter codes: The known codes; without them codes are not checked.
  public init(_ mapping: CompiledMapping, codes: CodeBook?) {
    self.mapping = mapping
    self.codes = codes
  }

  /// How many there are.
  public var count: Int { mapping.document.examples.count }

  /// What does not hold, each at the place of its example.
  public func run() -> [Diagnostic] {
    unknownCodes(mapping.root) + mapping.document.examples.flatMap(run)
  }

  /// The codes that the mapping itself gives fields and that no list has.
  private func unknownCodes(_ block: CompiledBlock) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for field in block.fields {
      switch field.content {
      case .expression(let expression):
        let source = expression.program.source
        problems += CodeLiterals.all(in: source).compactMap { unknown($0, field) }
      case .object(let inner): problems += unknownCodes(inner)
      }
    }
    return problems + block.blocks.flatMap(unknownCodes)
  }

  private func unknown(_ code: String, _ compiled: CompiledField) -> Diagnostic? {
    let field = compiled.field
    let name: String
    switch field.kind {
    case .code(let list), .codes(let list): name = list
    default: return nil
    }
    let known = codes?.lists[name] ?? []
    guard !known.isEmpty, !known.contains(code), !["unknown", "not-applicable"].contains(code),
      codes?.closed.contains(name) == true
    else { return nil }
    return Diagnostic(
      .error, "mapping.constant", at: compiled.position,
      "\"\(field.name)\": \"\(code)\" is not a recognised value",
      hint: nearestName(to: code, among: known).map { "did you mean \"\($0)\"?" }
        ?? hint(listing: known))
  }

  private func run(_ example: MappingExample) -> [Diagnostic] {
    let names = ExampleNames(mapping).problems(of: example)
    if !names.isEmpty { return names.map { fail(example, $0.message, hint: $0.hint) } }
    guard let bytes = ExampleDocument(mapping: mapping).bytes(example.given) else {
      return [
        fail(
          example, "rows alone are not enough for this mapping",
          hint: "give the whole as text: document: |")
      ]
    }
    let read = read(bytes, further(example))
    var problems: [Diagnostic] = []
    let codes = Set(read.diagnostics.map(\.code))
    for code in example.notices where !codes.contains(code) {
      problems.append(fail(example, "no notice \(code) comes of it"))
    }
    for diagnostic in read.diagnostics
    where diagnostic.severity == .error && !example.notices.contains(diagnostic.code) {
      problems.append(fail(example, "\(diagnostic.message) [\(diagnostic.code)]"))
    }
    guard let document = read.document else { return problems }
    let check = ExampleCheck(document)
    if let systems = example.systems, check.systems != systems {
      problems.append(fail(example, "\(check.systems) systems come of it, not \(systems)"))
    }
    problems += check.differences(example).map { fail(example, $0) }
    return problems
  }

  private func further(_ example: MappingExample) -> FurtherRows {
    var rows = FurtherRows()
    for (name, nodes) in example.also {
      guard let input = mapping.further.first(where: { $0.name == name }) else { continue }
      let data = nodes.compactMap { node in
        (try? JSONDocument(Array(ExampleDocument.json(node).utf8))).map { $0.datum($0.root) }
      }
      rows.add(data, input: input)
    }
    return rows
  }

  private func read(
    _ bytes: [UInt8], _ further: FurtherRows
  ) -> (document: JSONDocument?, diagnostics: [Diagnostic]) {
    var options = ReaderOptions()
    options.codes = codes
    let input = InventoryInput.bytes(bytes, name: "example")
      .mapped(by: MappedInput(mapping, path: "example", further: further, isExample: true))
    let reader = InventoryReader([input], options: options)
    let structure = reader.read(.structure)
    var text: [UInt8] = []
    let writer = InventoryWriter(reader.tree, format: .json) { text += $0 }
    let rows = reader.read(.rows, rows: writer)
    writer.finish()
    let known = Set(structure.diagnostics)
    return (
      try? JSONDocument(text),
      structure.diagnostics + rows.diagnostics.filter { !known.contains($0) }
    )
  }

  private func fail(
    _ example: MappingExample, _ message: String, hint: String? = nil
  ) -> Diagnostic {
    let name = example.title.isEmpty ? "" : "\(example.title): "
    return Diagnostic(.error, "mapping.example", at: example.position, name + message, hint: hint)
  }
}

/// The codes that an expression gives by itself: a text that is all of it, and what `code` translates
/// into.
enum CodeLiterals {
  static func all(in source: String) -> [String] {
    let text = UnknownWords.trimmed(source)
    if let whole = literal(text) { return [whole] }
    guard text.hasPrefix("code({"), let end = text.firstIndex(of: "}") else { return [] }
    return text[..<end].dropFirst("code({".count).split(separator: ",").compactMap { entry in
      entry.lastIndex(of: ":").flatMap {
        literal(UnknownWords.trimmed(String(entry[entry.index(after: $0)...])))
      }
    }
  }

  private static func literal(_ text: String) -> String? {
    guard let quote = text.first, quote == "'" || quote == "\"", text.count > 1, text.last == quote
    else { return nil }
    let inner = text.dropFirst().dropLast()
    return inner.contains(quote) || inner.contains("\\") ? nil : String(inner)
  }
}
