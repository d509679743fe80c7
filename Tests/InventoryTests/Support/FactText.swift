import CEL
import CivilTime
import Diagnostics

@testable import Inventory

/// Writes facts as text, to compare readings.
struct FactText {
  let tree: InventoryTree
  var withPlaces = false

  func text(_ object: FactObject) -> String {
    var parts: [String] = []
    for (slot, field) in object.definition.fields.enumerated() {
      let value = object[slot]
      // What is not given holds what its absence means.
      if value.tag == .absent || object.mark(of: slot).isNone { continue }
      if ["datasets", "holdings", "records"].contains(field.name) { continue }
      var part = "\(field.name)=\(text(value))"
      if withPlaces { part += place(object.mark(of: slot)) }
      parts.append(part)
    }
    return (withPlaces ? place(object.mark) : "") + "{" + parts.joined(separator: " ") + "}"
  }

  private func place(_ mark: SourceMark) -> String { "@\(mark.line):\(mark.column)" }

  func text(_ value: Value) -> String {
    switch value.tag {
    case .string: "'\(value.asString)'"
    case .int: "\(value.asInt)"
    case .bool: "\(value.asBool)"
    case .date: DateInterval(first: value.firstDay, last: value.lastDay)?.description ?? "?"
    case .period: "\(value.asPeriod)"
    case .timestamp: "\(value.asInt).\(value.aux)"
    case .list: "[" + value.asList.map(text).joined(separator: ",") + "]"
    case .object: text(FactObject(value))
    default: "\(value.tag)"
    }
  }

  /// Everything in the tree, one node a line.
  var all: String {
    var lines = tree.organisations.map { "\($0.path) \(text($0.object))" }
    for system in tree.systems {
      lines.append("\(system.path) \(text(system.object))")
      lines += system.datasets.map { "\($0.path) \(text($0.object))" }
    }
    return lines.joined(separator: "\n")
  }
}

/// Keeps what it is given as text.
final class RowTexts: RowConsumer {
  var lines: [String] = []
  var withPlaces = false
  weak var reader: InventoryReader?

  func begin(_ dataset: InventoryNode) { lines.append("begin \(dataset.path)") }
  func end(_ dataset: InventoryNode) { lines.append("end \(dataset.path)") }
  func record(_ record: FactObject, ordinal: Int) { add(record, ordinal) }
  func holding(_ holding: FactObject, ordinal: Int) { add(holding, ordinal) }

  private func add(_ object: FactObject, _ ordinal: Int) {
    guard let reader else { return }
    let text = FactText(tree: reader.tree, withPlaces: withPlaces).text(object)
    lines.append("\(object.definition.name) \(ordinal) \(text)")
  }
}

/// What came of reading bytes.
struct Reading {
  var outcome: ReadOutcome
  var tree: InventoryTree
  var facts: String
  var rows: [String]

  var codes: [String] { outcome.diagnostics.map(\.code) }

  init(
    _ texts: [String], mode: ReadingMode = .everything, places: Bool = false, chunk: Int? = nil,
    options: ReaderOptions = ReaderOptions()
  ) {
    self.init(
      inputs: texts.enumerated().map { .bytes(Array($1.utf8), name: "input\($0)") }, mode: mode,
      places: places, chunk: chunk, options: options)
  }

  init(
    inputs: [InventoryInput], mode: ReadingMode = .everything, places: Bool = false,
    chunk: Int? = nil, options: ReaderOptions = ReaderOptions()
  ) {
    var options = options
    options.chunkBytes = chunk
    let reader = InventoryReader(inputs, options: options)
    let rows = RowTexts()
    rows.reader = reader
    rows.withPlaces = places
    outcome = reader.read(mode, rows: rows)
    if mode == .structure {
      let second = reader.read(.rows, rows: rows)
      outcome.diagnostics += second.diagnostics
    }
    tree = reader.tree
    facts = FactText(tree: tree, withPlaces: places).all
    self.rows = rows.lines
  }
}
