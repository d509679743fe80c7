import CivilTime
import Diagnostics

/// Reads the cells of a sheet of an .xlsx workbook.
final class SheetHandler: MarkupHandler {
  private let store: TableStore
  private let strings: SharedStrings
  private let styles: NumberStyles
  private let startsIn1904: Bool
  private let line: (Int) -> Int
  private let most: Int
  private(set) var failure: InputFailure?
  private(set) var oddities: [Workbook.Oddity] = []
  private(set) var merges: [MergedCells] = []

  private var row = 0
  private var column = -1
  private var type = ""
  private var style = 0
  private var value: [UInt8] = []
  private var isValue = false
  private var isInline = false
  private var hasFormula = false
  private var hasValue = false
  private var noted: Set<String> = []
  private var rows = 0

  init(
    store: TableStore, strings: SharedStrings, styles: NumberStyles, startsIn1904: Bool,
    line: @escaping (Int) -> Int, most: Int
  ) {
    self.store = store
    self.strings = strings
    self.styles = styles
    self.startsIn1904 = startsIn1904
    self.line = line
    self.most = most
  }

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if name == "c" {
      beginCell(attributes)
    } else if name == "v" || name == "t" && isInline {
      isValue = true
    } else if name == "row" {
      beginRow(attributes)
    } else if name == "f" {
      hasFormula = true
    } else if name == "is" {
      isInline = true
    } else if name == "mergeCell" {
      if let merge = attributes["ref"].flatMap(CellName.range) { merges.append(merge) }
    } else if name == "col", attributes["hidden"].map({ $0 == "1" || $0 == "true" }) == true {
      note(
        "table.hidden", "the sheet has hidden columns, which are read like others", once: "columns")
    }
  }

  private func beginRow(_ attributes: MarkupAttributes) {
    let number = attributes["r"].flatMap { Int($0) }
    row = number.map { max($0, 1) } ?? row + 1
    column = -1
    guard row <= Workbook.mostRows else {
      failure = Workbook.tooManyRows(row)
      return
    }
    rows += 1
    guard rows <= most else { return }
    store.beginRow(number: row)
    if attributes["hidden"].map({ $0 == "1" || $0 == "true" }) == true {
      note("table.hidden", "the sheet has hidden rows, which are read like others", once: "rows")
    }
  }

  private func beginCell(_ attributes: MarkupAttributes) {
    column = attributes["r"].flatMap(CellName.column) ?? column + 1
    type = attributes["t"] ?? "n"
    style = attributes["s"].flatMap { Int($0) } ?? 0
    value.removeAll(keepingCapacity: true)
    hasFormula = false
    hasValue = false
    isInline = false
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {
    if isValue { value.append(contentsOf: text) }
  }

  func end(_ name: MarkupName) {
    if name == "v" || name == "t" {
      if isValue { hasValue = true }
      isValue = false
    } else if name == "c" {
      endCell()
    } else if name == "is" {
      isInline = false
    }
  }

  private func endCell() {
    guard rows <= most, column < DelimitedReader.mostColumns else {
      if column >= DelimitedReader.mostColumns {
        note(
          "table.too-wide", "a row has more than \(DelimitedReader.mostColumns) cells", once: "wide"
        )
      }
      return
    }
    // Programs that do not calculate write formulas with an empty value.
    if !hasValue || value.isEmpty && hasFormula && type != "str" {
      guard hasFormula else { return }
      note(
        "table.no-value", "the file does not hold what a formula gives; the cell counts as unknown",
        once: "formula")
      return add(FormulaError.unknown)
    }
    switch type {
    case "s":
      let index = Int(String(decoding: value, as: UTF8.self)) ?? -1
      guard strings.text(index, { add($0) }) != nil else {
        failure = InputFailure(
          "table.archive", "a cell refers to a text that the workbook does not have",
          line: line(row), column: column + 1)
        return
      }
    case "b": add(value == [UInt8(ascii: "1")] ? "true" : "false")
    case "e":
      note(
        "table.formula-error", "a formula gives an error; the cell counts as unknown", once: "error"
      )
      value.withUnsafeBufferPointer { add($0) }
    case "n": addNumber()
    default: value.withUnsafeBufferPointer { add($0) }
    }
  }

  private func addNumber() {
    let text = String(decoding: value, as: UTF8.self)
    guard let number = Double(text) else { return add(text) }
    if styles.showsDay(style), let day = SerialDay.text(number, startsIn1904: startsIn1904) {
      return add(day)
    }
    if let whole = Int64(exactly: number) { return add(String(whole)) }
    add("\(number)")
  }

  private func add(_ text: String) {
    var text = text
    text.withUTF8 { add($0) }
  }

  private func add(_ text: UnsafeBufferPointer<UInt8>) {
    guard failure == nil, !text.isEmpty else { return }
    do throws(InputFailure) {
      try store.append(text, index: column, line: line(row), column: column + 1)
    } catch {
      failure = error
    }
  }

  private func note(_ code: String, _ message: String, once key: String) {
    guard noted.insert(key).inserted else { return }
    oddities.append(
      Workbook.Oddity(code: code, message: message, row: max(row, 1), column: max(column + 1, 1)))
  }
}

/// What spreadsheets show where a formula gives no value.
public enum FormulaError {
  /// All that are known, as they stand in cells.
  public static let words = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!",
    "#CALC!", "Err:502", "Err:504", "Err:508", "Err:519", "Err:522",
  ]
  static let unknown = "#N/A"
}

/// The names of cells, such as `F12`.
enum CellName {
  /// The number of the column of a cell, from 0.
  static func column(_ name: String) -> Int? {
    var column = 0
    for byte in name.utf8 {
      guard UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte & 0xdf else { break }
      column = column * 26 + Int(byte & 0xdf - 0x40)
      if column > 1 << 20 { return nil }
    }
    return column > 0 ? column - 1 : nil
  }

  private static func row(_ name: Substring) -> Int? {
    Int(String(name.drop { $0.isLetter || $0 == "$" }))
  }

  /// The cells of a range such as `A1:B3`.
  static func range(_ text: String) -> MergedCells? {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let left = column(String(parts[0])),
      let right = column(String(parts[1])),
      let top = row(parts[0]), let bottom = row(parts[1]), left <= right, top <= bottom
    else { return nil }
    return MergedCells(rows: top...bottom, columns: left...right)
  }
}

/// Days as Excel keeps them: numbers of days since an epoch.
enum SerialDay {
  /// A day in ISO 8601, with its time unless that is midnight; a time alone below one day.
  ///
  /// - Parameter startsIn1904: Whether days are counted from 1904 on. Otherwise they are counted
  ///   from 1900 on, which Excel takes for a leap year.
  static func text(_ serial: Double, startsIn1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466, serial.isFinite else { return nil }
    var days = Int32(serial)
    var seconds = Int(((serial - Double(days)) * 86_400).rounded())
    if seconds == 86_400 {
      days += 1
      seconds = 0
    }
    let time = "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    // Day 0 is what a cell with a time alone has, and a cell with a zero.
    if days == 0 { return time }
    // Excel has a 29 February 1900, which was none.
    if !startsIn1904, days == 60 { return "1900-02-29" }
    let epoch =
      startsIn1904
      ? CivilDate(year: 1904, month: 1, day: 1)
      : CivilDate(year: 1899, month: 12, day: days < 60 ? 31 : 30)
    guard let epoch else { return nil }
    let day = CivilDate(dayNumber: epoch.dayNumber + days)
    return seconds == 0 ? "\(day)" : "\(day)T\(time)"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
