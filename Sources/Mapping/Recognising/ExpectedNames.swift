import Diagnostics
import Tables

extension InputLook {
  /// The heads of columns that hold the names of systems, the surest first.
  private static let systemHeads = [
    "system", "system name", "application", "application name", "asset", "asset name", "name",
    "system id", "id",
  ]

  /// The names of systems in a table under a head such as System, or in lines of text, with their
  /// places, each once; `nil` of documents, and where there are none.
  public var expectedNames: [(name: String, line: Int, column: Int)]? {
    switch kind {
    case .table, .workbook, .other("text"): break
    default: return nil
    }
    guard let store = store(Self.plainTable()) else { return nil }
    let (column, first) = Self.column(ofSystemsIn: store) ?? (0, 0)
    var met: Set<String> = []
    return (first..<store.rowCount).compactMap { row in
      let name = UnknownWords.trimmed(store.string(row: row, index: column))
      guard !name.isEmpty, !name.hasPrefix("#"), met.insert(JoinKey.folded(name)).inserted,
        let place = store.place(ofRow: row)
      else {
        return nil
      }
      return (name, place.line, place.column)
    }
  }

  /// The name of the sheet that they stand on, of a workbook.
  public var expectedSheet: String? {
    guard let workbook else { return nil }
    let index = (try? WorkbookHeads(workbook).sheet(with: [])) ?? 0
    return index < workbook.sheets.count ? workbook.sheets[index].name : nil
  }

  /// The column of systems and the row behind its head, which may stand below a title.
  private static func column(ofSystemsIn store: TableStore) -> (column: Int, first: Int)? {
    for row in 0..<min(store.rowCount, TableSource.headerDepth) {
      let heads = (0..<store.width(ofRow: row)).map {
        HeadName.folded(store.string(row: row, index: $0))
      }
      if let head = systemHeads.first(where: heads.contains),
        let column = heads.firstIndex(of: head)
      {
        return (column, row + 1)
      }
    }
    return nil
  }
}
