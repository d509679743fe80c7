import Diagnostics
import Inventory
import Testing

@testable import Mapping

/// Reads texts along mappings, for tests.
enum Reading {
  /// What came of it: the inventory in our JSON, and what was said.
  struct Outcome {
    var json: String
    var diagnostics: [Diagnostic]
    var summary: ForeignSummary?
    var codes: [String] { diagnostics.map(\.code) }

    /// The first diagnostic of a code.
    func first(_ code: String) -> Diagnostic? { diagnostics.first { $0.code == code } }
  }

  static func mapping(_ text: String) throws -> CompiledMapping {
    let (document, problems) = MappingReader.read(text: text, path: "test.yaml")
    let read = try #require(document, "\(problems)")
    let (compiled, found) = MappingCompiler().compile(read)
    return try #require(compiled, "\(found)")
  }

  /// The problems of a mapping that is wrong.
  static func problems(_ text: String) -> [Diagnostic] {
    let (document, problems) = MappingReader.read(text: text, path: "test.yaml")
    return problems + (document.map { MappingCompiler().compile($0).problems } ?? [])
  }

  static func read(
    _ bytes: [UInt8], _ mapping: String, isStrict: Bool = false, name: String = "input",
    isPlain: Bool = false
  ) throws -> Outcome {
    let reader = MappedInput(try Self.mapping(mapping), path: name)
    reader.isPlain = isPlain
    var options = ReaderOptions()
    options.isStrict = isStrict
    options.codes = CodeBook(
      lists: ["system-status": ["planned", "live", "archive", "retired"], "regime": ["general"]],
      closed: ["system-status"])
    let inventory = InventoryReader(
      [InventoryInput.bytes(bytes, name: name).mapped(by: reader)], options: options)
    let structure = inventory.read(.structure)
    var text: [UInt8] = []
    let writer = InventoryWriter(inventory.tree, format: .json) { text += $0 }
    let rows = inventory.read(.rows, rows: writer)
    writer.finish()
    let known = Set(structure.diagnostics)
    return Outcome(
      json: String(decoding: text, as: UTF8.self).split(separator: "\n").joined(),
      diagnostics: structure.diagnostics + rows.diagnostics.filter { !known.contains($0) },
      summary: rows.inputs.first?.summary)
  }

  static func read(
    _ text: String, _ mapping: String, isStrict: Bool = false, name: String = "input"
  ) throws -> Outcome {
    try read(Array(text.utf8), mapping, isStrict: isStrict, name: name)
  }
}
