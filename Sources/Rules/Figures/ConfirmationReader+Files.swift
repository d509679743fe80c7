import CivilTime
import Diagnostics
import YAMLTree

extension ConfirmationReader {
  /// The names of the columns that are read.
  public enum Column: String, CaseIterable, Sendable {
    case source, clause, figure
    case by = "confirmed by"
    case on = "on"
    case edition = "edition read"
    case asRead = "figure as read"
  }

  /// Reads a confirmation of a profile: `source`, `at`, `by`, `on`, `edition`, and where they are needed
  /// `figure` and `read`.
  mutating func read(_ node: Node, _ reader: inout DocumentReader) -> Confirmation? {
    var inner = DocumentReader(node, path: reader.path, what: "a confirmation or a file of some")
    func part(_ key: String) -> Entry.Part? {
      guard let text = inner.text(key), let value = node[key] else { return nil }
      let position = SourcePosition(path: reader.path, line: value.line, column: value.column)
      return Entry.Part(text: text, position: position)
    }
    let entry = Entry(
      source: part("source"), at: part("at"), figure: part("figure"), asRead: part("read"),
      by: part("by"), on: part("on"), edition: part("edition"), line: node.line)
    let found = inner.finish()
    reader.problems += found
    return found.isEmpty ? confirmation(entry) : nil
  }

  /// Reports a figure that was confirmed before.
  mutating func compare(_ confirmation: Confirmation, with others: [Confirmation], at node: Node) {
    let place = SourcePosition(path: path, line: node.line, column: node.column)
    compare(confirmation, with: others, at: place)
  }

  private mutating func compare(
    _ confirmation: Confirmation, with others: [Confirmation], at position: SourcePosition
  ) {
    guard let first = others.first(where: { $0.isOfSameFigure(as: confirmation) }) else { return }
    fail(
      "profile.doubled-confirmation", position,
      "\"\(confirmation.at)\" of \(confirmation.source) is confirmed twice",
      hint: "the first confirmation is at \(first.origin)")
  }

  /// Reads the table that `custos rules evidence --format csv` gives, filled in.
  ///
  /// Columns are found by their names, in any order; rows that nobody filled in say nothing.
  public mutating func read(table text: String, path: String) -> [Confirmation] {
    let rows = DelimitedText.rows(text)
    var columns: [Column: Int] = [:]
    for (number, name) in (rows.first?.fields ?? []).enumerated() {
      if let column = Column(rawValue: SourceWords.key(name)) { columns[column] = number }
    }
    let missing = [Column.source, .clause, .by, .on, .edition].filter { columns[$0] == nil }
    guard missing.isEmpty else {
      let names = missing.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      fail(
        "profile.no-table", SourcePosition(path: path, line: 1, column: 1),
        "the table has no column \(names)",
        hint: "fill in the table that custos rules evidence --format csv gives")
      return []
    }
    var confirmations: [Confirmation] = []
    for row in rows.dropFirst() {
      func part(_ column: Column) -> Entry.Part? {
        guard let number = columns[column], number < row.fields.count else { return nil }
        let text = SourceWords.folded(row.fields[number])
        guard !text.isEmpty || column == .figure else { return nil }
        let position = SourcePosition(path: path, line: row.line, column: 1)
        return Entry.Part(text: text, position: position)
      }
      let filled = [Column.by, .on, .edition, .asRead].compactMap(part)
      guard !filled.isEmpty else { continue }
      let found = confirmation(
        Entry(
          source: part(.source), at: part(.clause), figure: part(.figure), asRead: part(.asRead),
          by: part(.by), on: part(.on), edition: part(.edition), line: row.line))
      guard let found else { continue }
      compare(found, with: confirmations, at: SourcePosition(path: path, line: row.line, column: 1))
      confirmations.append(found)
    }
    return confirmations
  }
}
