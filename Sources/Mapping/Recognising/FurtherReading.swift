import CEL
import CLibXML2
import Diagnostics
public import Inventory
import Tables

extension CompiledMapping {
  /// The further inputs that it looks things up in.
  public var furtherInputs: [CompiledFurther] { further }
}

/// Passes over an input that other inputs look things up in; its rows were read before.
public final class FurtherInputReader: ForeignInventory {
  /// What reports call it.
  public let formatName = "look-up"
  /// It has no systems.
  public let joinsByName = false
  /// What is wrong with it.
  private let faults: [InputFailure]

  /// A reader of an input that was looked at.
  public init(_ look: InputLook) { faults = look.documentFaults }

  /// Passes over all of it.
  public func read(_ bytes: ForeignBytes, into sink: inout ForeignSink) throws(ForeignStop) {
    try bytes.passOver()
    for fault in faults { sink.note(fault) }
  }
}

extension FurtherRows {
  /// Reads the rows of a further input of a mapping.
  public mutating func read(_ look: InputLook, named name: String, of mapping: CompiledMapping) {
    guard let input = mapping.further.first(where: { $0.name == name }), look.fits(input) else {
      return
    }
    add(input: name)
    let unknown = mapping.document.unknown
    for row in look.rows(of: input, unknown: unknown) { add(row.datum, key: row.key, input: name) }
  }

  /// Adds rows that an example gives.
  mutating func add(_ rows: [Datum], input: CompiledFurther) {
    add(input: input.name)
    for row in rows {
      if let key = input.keyText(of: row) { add(row, key: key, input: input.name) }
    }
  }
}

extension CompiledFurther {
  /// The key of a row.
  func keyText(of row: Datum) -> String? {
    let value = key.program.evaluate(["row": row])
    switch value {
    case .string(let text): return UnknownWords.trimmed(text).isEmpty ? nil : text
    case .int(let int): return String(int)
    case .double(let double): return NumberText.text(double)
    default: return nil
    }
  }
}

extension InputLook {
  /// The rows of a further input with their keys.
  func rows(
    of input: CompiledFurther, unknown: UnknownWords
  ) -> [(key: String, datum: Datum)] {
    let rows: [Datum]
    switch input.reads.format {
    case .json: rows = jsonRows(input, unknown)
    case .xml: rows = xmlRows(input, unknown)
    case .table: rows = tableRows(input, unknown)
    case .ndjson: rows = []
    }
    return rows.compactMap { row in input.keyText(of: row).map { ($0, row) } }
  }

  private func jsonRows(_ input: CompiledFurther, _ unknown: UnknownWords) -> [Datum] {
    guard case .json(let paths) = input.selector, paths.count == 1, let document else { return [] }
    return paths[0].nodes(in: document, from: document.root).map { node in
      document.datum(node) { member in
        switch document.nodes[member].kind {
        case .null: true
        case .string:
          UnknownWords.trimmed(document.string(member)).isEmpty
            || unknown.contains(document.string(member))
        default: false
        }
      }
    }
  }

  private func xmlRows(_ input: CompiledFurther, _ unknown: UnknownWords) -> [Datum] {
    guard case .xml(let path) = input.selector, let parser = tree, let document = parser.document,
      let root = xmlDocGetRootElement(document),
      let paths = XPathEvaluator(
        document, namespaces: input.reads.namespaces, used: parser.namespaces)
    else { return [] }
    return paths.nodes(path, at: root).map { node in
      XMLNodeDatum.datum(node) { $0.isEmpty || unknown.contains($0) }
    }
  }

  private func tableRows(_ input: CompiledFurther, _ unknown: UnknownWords) -> [Datum] {
    guard let store = store(input.reads),
      let table = try? TableSource(
        store: store, header: input.reads.header, columns: input.columns,
        required: input.reads.columns)
    else { return [] }
    return table.rows.filter { !store.isBlank(row: $0) }.map { row in
      var entries: [Datum.Entry] = []
      store.forEachCell(ofRow: row) { index, cell in
        let text = String(decoding: CellText.trimmed(cell.text), as: UTF8.self)
        guard index < table.heads.count, !text.isEmpty, !unknown.contains(text) else { return }
        let slot = table.slots[index]
        let head = slot >= 0 ? input.columns[slot] : table.heads[index]
        entries.append(Datum.Entry(.string(head), .string(text)))
      }
      return .map(entries)
    }
  }
}
