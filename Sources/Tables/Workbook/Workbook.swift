public import Diagnostics

/// A spreadsheet: Excel's .xlsx or OpenDocument's .ods.
public final class Workbook {
  /// A sheet of the workbook.
  public struct Sheet: Sendable {
    /// Its name.
    public var name: String
    /// Whether it is hidden; it can be read all the same.
    public var isHidden: Bool
    /// Where it stands in the archive; of .ods its number.
    var entry: String
  }

  /// Something odd that was met while a sheet was read.
  public struct Oddity: Sendable {
    /// The stable code of a notice.
    public var code: String
    /// What was met.
    public var message: String
    /// The row and column, from 1.
    public var row: Int
    public var column: Int
  }

  /// The form of a workbook.
  public enum Form: String, Sendable {
    case xlsx, ods
  }

  /// The most bytes of the file itself.
  public static let mostBytes = 512 << 20
  /// The most rows of a sheet.
  static let mostRows = 1_048_576

  /// The failure of a sheet that has a row of a number that no sheet has.
  static func tooManyRows(_ row: Int) -> InputFailure {
    InputFailure(
      "table.too-large", "the sheet has a row \(row); a sheet has \(mostRows) rows at most",
      hint: "the program that wrote the workbook went too far: write several sheets, or CSV",
      line: 1, column: 1)
  }

  private let archive: Archive
  /// Which of the two it is.
  public let form: Form
  /// Its sheets, in order.
  public private(set) var sheets: [Sheet] = []
  private var strings: SharedStrings?
  private var styles = NumberStyles()
  private var startsIn1904 = false

  /// Opens a workbook.
  public init(_ bytes: [UInt8]) throws(InputFailure) {
    archive = try Archive(bytes)
    if archive.has("xl/workbook.xml") {
      form = .xlsx
      let book = BookHandler()
      try MarkupParser.read("xl/workbook.xml", of: archive, into: book)
      let links = LinkHandler()
      try MarkupParser.read("xl/_rels/workbook.xml.rels", of: archive, into: links)
      startsIn1904 = book.startsIn1904
      sheets = book.sheets.compactMap { sheet in
        links.targets[sheet.entry].map {
          Sheet(name: sheet.name, isHidden: sheet.isHidden, entry: Self.path($0))
        }
      }
    } else if archive.has("content.xml") {
      form = .ods
      let book = OpenBookHandler()
      try MarkupParser.read("content.xml", of: archive, into: book)
      sheets = book.sheets
    } else {
      throw InputFailure(
        "table.archive",
        "the archive is no spreadsheet: it has neither xl/workbook.xml (.xlsx) nor "
          + "content.xml (.ods)", hint: "unpack it first", line: 1, column: 1)
    }
    sheets = Array(sheets.prefix(255))
  }

  /// The path of a target in the archive.
  private static func path(_ target: String) -> String {
    target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
  }

  /// Reads a sheet.
  ///
  /// - Parameters:
  ///   - most: How many rows are read at most.
  /// - Returns: Its rows, whose cells have as their line the sheet and row as
  ///   ``TableStore`` keeps them.
  public func read(
    _ index: Int, line: @escaping (_ row: Int) -> Int, most: Int = .max
  ) throws(InputFailure) -> (store: TableStore, oddities: [Oddity]) {
    let store = TableStore()
    switch form {
    case .xlsx:
      if strings == nil { try readTables() }
      let handler = SheetHandler(
        store: store, strings: strings ?? SharedStrings(), styles: styles,
        startsIn1904: startsIn1904, line: line, most: most)
      guard try MarkupParser.read(sheets[index].entry, of: archive, into: handler) else {
        throw InputFailure(
          "table.archive", "the sheet \"\(sheets[index].name)\" is missing in the archive", line: 1,
          column: 1)
      }
      store.fill(handler.merges)
      return (store, handler.oddities)
    case .ods:
      let handler = OpenSheetHandler(store: store, number: index, line: line, most: most)
      try MarkupParser.read("content.xml", of: archive, into: handler)
      store.fill(handler.merges)
      return (store, handler.oddities)
    }
  }

  private func readTables() throws(InputFailure) {
    let strings = SharedStrings()
    try MarkupParser.read("xl/sharedStrings.xml", of: archive, into: strings)
    self.strings = strings
    let handler = StyleHandler()
    try MarkupParser.read("xl/styles.xml", of: archive, into: handler)
    styles = handler.styles
  }
}

/// Cells that are shown as one.
struct MergedCells {
  var rows: ClosedRange<Int>
  /// From 0.
  var columns: ClosedRange<Int>
}
