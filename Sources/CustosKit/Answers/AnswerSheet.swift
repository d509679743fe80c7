import Diagnostics
import Inventory
import Tables

/// The sheet of a file that holds answers.
struct AnswerSheet {
  /// Its rows.
  let store: TableStore
  /// The names of the sheets of a workbook; none of other tables.
  let names: [String]
  /// The first bytes that are not UTF-8, of a table that was read as Windows-1252 for their sake.
  var oldBytes: InputFailure?

  /// Finds the table of answers in a file in CSV or a workbook.
  ///
  /// - Parameter isWhole: Whether the bytes are all of the file; otherwise only the heads are read.
  /// - Returns: `nil` if no table has the columns of answers.
  /// - Throws: What is wrong with the file.
  static func find(in bytes: [UInt8], isWhole: Bool) throws(InputFailure) -> AnswerSheet? {
    guard !bytes.starts(with: [0x50, 0x4b, 3, 4]) else { return try sheet(of: Workbook(bytes)) }
    do throws(InputFailure) {
      return try table(bytes, isWhole, nil)
    } catch {
      guard error.code == "table.encoding", bytes.allSatisfy({ $0 != 0 }) else { throw error }
      // "CSV" of Excel is Windows-1252 on the computers that the table is sent to; the caller says so.
      var sheet = try table(bytes, isWhole, .windows1252)
      sheet?.oldBytes = error
      return sheet
    }
  }

  private static func table(
    _ bytes: [UInt8], _ isWhole: Bool, _ encoding: TextEncoding?
  ) throws(InputFailure) -> AnswerSheet? {
    var reader = try DelimitedReader(BytesInMemory.supply(bytes), encoding: encoding)
    let store = TableStore()
    guard try reader.read() else { return nil }
    try store.append(reader.cells)
    guard AnswerTable.isOne(heads(of: store)) else { return nil }
    while isWhole, try reader.read() { try store.append(reader.cells) }
    return AnswerSheet(store: store, names: [])
  }

  private static func sheet(of workbook: Workbook) throws(InputFailure) -> AnswerSheet? {
    for index in workbook.sheets.indices {
      let (store, _) = try workbook.read(
        index, line: { SheetPlace(sheet: index, row: $0).line })
      if AnswerTable.isOne(heads(of: store)) {
        return AnswerSheet(store: store, names: workbook.sheets.map(\.name))
      }
    }
    return nil
  }

  private static func heads(of store: TableStore) -> [String] {
    guard store.rowCount > 0 else { return [] }
    return (0..<store.width(ofRow: 0)).map { store.string(row: 0, index: $0) }
  }
}
