import Diagnostics

/// Reads the names of the sheets of an .ods workbook.
final class OpenBookHandler: MarkupHandler {
  var sheets: [Workbook.Sheet] = []
  private var hidden: Set<String> = []
  private var style = ""
  let failure: InputFailure? = nil

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if name == "style" {
      style = attributes["name"] ?? ""
    } else if name == "table-properties", attributes["display"] == "false" {
      hidden.insert(style)
    } else if name == "table" {
      sheets.append(
        Workbook.Sheet(
          name: attributes["name"] ?? "",
          isHidden: attributes["style-name"].map { hidden.contains($0) } ?? false,
          entry: "\(sheets.count)"))
    }
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {}
  func end(_ name: MarkupName) {}
}

/// Reads the cells of a sheet of an .ods workbook.
final class OpenSheetHandler: MarkupHandler {
  private struct Cell {
    var text: [UInt8]
    var count: Int
  }

  /// How often a row that has text may be repeated: a few bytes stand for all of it.
  private static let mostRepeated = 10_000

  private let store: TableStore
  private let number: Int
  private let line: (Int) -> Int
  private let most: Int
  private(set) var failure: InputFailure?
  private(set) var oddities: [Workbook.Oddity] = []
  private(set) var merges: [MergedCells] = []

  private var table = -1
  private var row = 1
  private var rowCount = 1
  private var cells: [Cell] = []
  private var columns = 0
  private var value: String?
  private var paragraphs = 0
  private var text: [UInt8] = []
  private var isParagraph = 0
  private var annotations = 0
  private var cellCount = 1
  private var rows = 0
  private var noted: Set<String> = []

  init(store: TableStore, number: Int, line: @escaping (Int) -> Int, most: Int) {
    self.store = store
    self.number = number
    self.line = line
    self.most = most
  }

  private var isOurs: Bool { table == number }

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if name == "table" {
      table += 1
      row = 1
      return
    }
    guard isOurs else { return }
    if name == "table-cell" || name == "covered-table-cell" {
      beginCell(attributes)
    } else if name == "table-row" {
      rowCount = Self.count(attributes["number-rows-repeated"])
      cells.removeAll(keepingCapacity: true)
      columns = 0
      if attributes["visibility"].map({ $0 != "visible" }) == true {
        note("table.hidden", "the sheet has hidden rows, which are read like others", once: "rows")
      }
    } else if name == "table-column" {
      if attributes["visibility"].map({ $0 != "visible" }) == true {
        note(
          "table.hidden", "the sheet has hidden columns, which are read like others",
          once: "columns")
      }
    } else if name == "p" || name == "h" {
      if isParagraph == 0, annotations == 0 {
        if paragraphs > 0 { text.append(0x0a) }
        paragraphs += 1
      }
      isParagraph += 1
    } else if name == "s", isParagraph > 0, annotations == 0 {
      let count = attributes["c"].flatMap { Int($0) } ?? 1
      text.append(contentsOf: repeatElement(0x20, count: min(max(count, 1), 1_000)))
    } else if name == "tab" || name == "line-break", isParagraph > 0 {
      text.append(name == "tab" ? 0x09 : 0x0a)
    } else if name == "annotation" {
      annotations += 1
    }
  }

  /// How often something is repeated; what is no number, or has too many digits, is more than a sheet has.
  private static func count(_ text: String?) -> Int {
    guard let text else { return 1 }
    return min(max(Int(text) ?? .max, 1), Workbook.mostRows + 1)
  }

  private func beginCell(_ attributes: MarkupAttributes) {
    cellCount = Self.count(attributes["number-columns-repeated"])
    text.removeAll(keepingCapacity: true)
    paragraphs = 0
    switch attributes["value-type"] {
    case "date": value = attributes["date-value"].map(Self.day)
    case "float", "percentage", "currency": value = attributes["value"]
    case "boolean": value = attributes["boolean-value"]
    default: value = nil
    }
    let across = attributes["number-columns-spanned"].flatMap { Int($0) } ?? 1
    let down = attributes["number-rows-spanned"].flatMap { Int($0) } ?? 1
    if across > 1 || down > 1, 1...Workbook.mostRows ~= across, 1...Workbook.mostRows ~= down {
      merges.append(
        MergedCells(
          rows: row...(row + down - 1), columns: columns...(columns + across - 1)))
    }
  }

  /// A day without a time of midnight.
  private static func day(_ text: String) -> String {
    text.hasSuffix("T00:00:00") ? String(text.dropLast(9)) : text
  }

  func text(_ characters: UnsafeBufferPointer<UInt8>) {
    if isParagraph > 0, annotations == 0, isOurs { text.append(contentsOf: characters) }
  }

  func end(_ name: MarkupName) {
    guard isOurs else { return }
    if name == "table-cell" || name == "covered-table-cell" {
      let content = value.map { Array($0.utf8) } ?? text
      if !content.isEmpty || !cells.isEmpty {
        cells.append(Cell(text: content, count: cellCount))
      } else {
        cells.append(Cell(text: [], count: cellCount))
      }
      columns += cellCount
    } else if name == "table-row" {
      endRow()
    } else if name == "p" || name == "h" {
      isParagraph -= 1
    } else if name == "annotation" {
      annotations -= 1
    }
  }

  private func endRow() {
    defer { row += rowCount }
    guard cells.contains(where: { !$0.text.isEmpty }), failure == nil else { return }
    guard row <= Workbook.mostRows else {
      failure = Workbook.tooManyRows(row)
      return
    }
    guard rowCount <= Self.mostRepeated, row + rowCount - 1 <= Workbook.mostRows else {
      failure = InputFailure(
        "table.too-large",
        "row \(row) of the sheet is repeated \(rowCount) times with text in it, which is more than "
          + "\(Self.mostRepeated) times or than a sheet has rows",
        hint: "delete the rows that were filled down")
      return
    }
    for repetition in 0..<rowCount {
      rows += 1
      guard rows <= most else { return }
      let number = row + repetition
      store.beginRow(number: number)
      var column = 0
      for cell in cells {
        for _ in 0..<cell.count {
          if cell.text.isEmpty || column >= DelimitedReader.mostColumns { break }
          add(cell.text, number, column)
          column += 1
        }
        if cell.text.isEmpty { column += cell.count }
      }
    }
  }

  private func add(_ text: [UInt8], _ row: Int, _ column: Int) {
    text.withUnsafeBufferPointer { bytes in
      do throws(InputFailure) {
        try store.append(bytes, index: column, line: line(row), column: column + 1)
      } catch {
        failure = error
      }
    }
  }

  private func note(_ code: String, _ message: String, once key: String) {
    guard noted.insert(key).inserted else { return }
    oddities.append(Workbook.Oddity(code: code, message: message, row: row, column: 1))
  }
}
