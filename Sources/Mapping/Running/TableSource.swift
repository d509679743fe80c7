import Diagnostics
import Inventory
import Tables

/// A table whose header was found, with the columns that a mapping refers to.
final class TableSource {
  /// In how many rows at the top the heads are looked for.
  static let headerDepth = 30

  let store: TableStore
  /// The rows of the store that are data.
  let rows: Range<Int>
  /// The heads of the file, in order; empty where a column has none.
  let heads: [String]
  /// The place of the header.
  let headerPlace: (line: Int, column: Int)
  /// For each column that the mapping refers to, its number in the file; `nil` where it has none.
  let binding: [Int?]
  /// For each column of the file, what the mapping refers to it as; -1 where it does not.
  let slots: [Int]
  init(
    store: TableStore, header: Int?, columns: [String], required: [String]
  ) throws(InputFailure) {
    self.store = store
    let found = try Self.header(in: store, declared: header, columns, required)
    let heads = (0..<store.width(ofRow: found)).map {
      XMLNodeText.collapsed(UnknownWords.trimmed(store.string(row: found, index: $0)))
    }
    self.heads = heads
    headerPlace = store.place(ofRow: found) ?? (1, 1)
    rows = found + 1..<store.rowCount
    let folded = heads.map { HeadName.folded($0) }
    binding = columns.map { column in
      heads.firstIndex(of: column) ?? folded.firstIndex(of: HeadName.folded(column))
    }
    var slots = [Int](repeating: -1, count: heads.count)
    for (slot, index) in binding.enumerated() { if let index { slots[index] = slot } }
    self.slots = slots
  }

  /// The row of the heads.
  private static func header(
    in store: TableStore, declared: Int?, _ columns: [String], _ required: [String]
  ) throws(InputFailure) -> Int {
    if let declared {
      guard let row = store.row(number: declared) else {
        throw InputFailure(
          "table.no-header",
          "the mapping says that the heads are in row \(declared), and the table "
            + "has \(store.rowCount == 1 ? "1 row" : "\(store.rowCount) rows")", line: 1, column: 1)
      }
      return row
    }
    let wanted = required.isEmpty ? columns : required
    let rows = (0..<min(store.rowCount, headerDepth)).filter { !store.isBlank(row: $0) }
    guard let first = rows.first else {
      throw InputFailure("table.empty", "the table has no rows", line: 1, column: 1)
    }
    var best = (row: first, count: 0)
    for row in rows {
      let heads = Set(
        (0..<store.width(ofRow: row)).map { HeadName.folded(store.string(row: row, index: $0)) })
      let count = wanted.filter { heads.contains(HeadName.folded($0)) }.count
      if count == wanted.count { return row }
      if count > best.count { best = (row, count) }
    }
    if best.count == 0, !required.isEmpty {
      let place = store.place(ofRow: first)
      let shown = required.prefix(6).map { "\"\($0)\"" }.joined(separator: ", ")
      throw InputFailure(
        "table.no-header",
        "none of the first \(headerDepth) rows has one of the columns \(shown)",
        hint:
          "the mapping may be for another table; header: N under \"reads\" says where the heads are",
        line: place?.line ?? 1, column: place?.column ?? 1)
    }
    return best.row
  }

  /// Puts the cells of a row of the store into a frame.
  func load(_ row: Int, into frame: RowFrame) {
    frame.clear()
    store.forEachCell(ofRow: row) { index, cell in
      guard index < slots.count, slots[index] >= 0 else { return }
      frame.cells[slots[index]] = cell
    }
  }

  /// Takes over from the other rows of a group what its first row lacks, and notes where they differ.
  func compare(_ group: [Int], in frame: RowFrame) {
    for row in group.dropFirst() {
      store.forEachCell(ofRow: row) { index, cell in
        guard index < slots.count, slots[index] >= 0 else { return }
        let slot = slots[index]
        let text = CellText.trimmed(cell.text)
        let known = CellText.trimmed(frame.cells[slot].text)
        guard !text.isEmpty, !text.elementsEqual(known) else { return }
        if known.isEmpty {
          frame.cells[slot] = cell
        } else if frame.others?[slot] == nil,
          UnknownWords.folded(Self.string(text))
            != UnknownWords.folded(Self.string(known))
        {
          frame.others = frame.others ?? [:]
          frame.others?[slot] = cell
        }
      }
    }
  }

  private static func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: text, as: UTF8.self)
  }

  /// The heads from which no expression takes anything, if the file is recognised by them.
  func unused(by mapping: CompiledMapping) -> [String] {
    let ignored = Set(mapping.document.ignores.map { HeadName.folded($0) })
    let names = mapping.usedNames
    return heads.enumerated().compactMap { index, head in
      let isUsed = slots[index] >= 0 && names.contains(mapping.columns[slots[index]])
      return isUsed || head.isEmpty || ignored.contains(HeadName.folded(head)) ? nil : head
    }
  }
}

/// Compares heads of columns.
enum HeadName {
  /// A head without regard to case, white space and what it ends with.
  static func folded(_ head: String) -> String {
    var text = XMLNodeText.collapsed(UnknownWords.folded(head))
    while let last = text.last, last == ":" || last == "*" || last == " " { text.removeLast() }
    return text
  }

  /// Whether a first row holds data and no heads: a day, a number or an address of e-mail is no name
  /// of a column, and may be personal data.
  static func looksLikeData(_ heads: [String]) -> Bool {
    heads.contains { head in
      let text = UnknownWords.trimmed(head)
      guard let first = text.utf8.first else { return false }
      return text.contains("@") || 0x30...0x39 ~= first && ValueShape([text]).dayPattern != nil
        || text.utf8.count > 3 && NumberText.whole(text) != nil && !isYear(text)
    }
  }

  /// Sheets have years as heads: "2024".
  private static func isYear(_ text: String) -> Bool {
    text.utf8.count == 4 && (text.hasPrefix("19") || text.hasPrefix("20"))
  }
}
