public import Diagnostics
import Glibc

/// Rows of cells in memory, for tables whose rows have to be grouped.
///
/// Text stands in one block, 24 bytes beside it for each cell.
public final class TableStore: @unchecked Sendable {
  /// The most bytes of text.
  public static let mostBytes = 1 << 30

  private struct Cell {
    var offset: Int
    var length: Int32
    var column: Int32
    var line: Int32
    /// The index of the column in its row.
    var index: Int32
  }

  private var text: UnsafeMutablePointer<UInt8>
  private var textCapacity = 1 << 16
  private var textCount = 0
  private var cells: [Cell] = []
  /// Where the cells of each row begin.
  private var starts: [Int] = []
  /// The number of each row in its file, from 1.
  private var numbers: [Int32] = []

  /// A table without rows.
  public init() { text = .allocate(capacity: textCapacity) }

  deinit { text.deallocate() }

  /// How many rows there are.
  public var rowCount: Int { starts.count }

  /// Adds a row.
  public func append(_ row: UnsafeBufferPointer<TableCell>) throws(InputFailure) {
    beginRow(number: starts.count + 1)
    for (index, cell) in row.enumerated() where !cell.text.isEmpty {
      try append(cell.text, index: index, line: cell.line, column: cell.column)
    }
  }

  /// Begins a row, whose cells follow.
  ///
  /// - Parameter number: Its number in the file, from 1.
  public func beginRow(number: Int) {
    starts.append(cells.count)
    numbers.append(Int32(clamping: number))
  }

  /// The row of a number in the file.
  public func row(number: Int) -> Int? { numbers.firstIndex(of: Int32(clamping: number)) }

  /// Adds a cell to the last row.
  ///
  /// - Parameters:
  ///   - index: The number of its column, from 0.
  ///   - line: Its place; of a sheet the row and the column from 1.
  public func append(
    _ bytes: UnsafeBufferPointer<UInt8>, index: Int, line: Int, column: Int
  ) throws(InputFailure) {
    guard textCount + bytes.count <= Self.mostBytes, line <= Int(Int32.max) else {
      throw InputFailure(
        "table.too-large", "the table has more than \(Self.mostBytes >> 20) MiB of text",
        hint: "split it, or map its rows as records of one dataset, which are read row by row",
        line: line, column: 1)
    }
    cells.append(
      Cell(
        offset: textCount, length: Int32(bytes.count),
        column: Int32(clamping: column), line: Int32(line), index: Int32(index)))
    if textCount + bytes.count > textCapacity { grow(bytes.count) }
    if let start = bytes.baseAddress { memcpy(text + textCount, start, bytes.count) }
    textCount += bytes.count
  }

  private func grow(_ more: Int) {
    textCapacity = max(textCapacity * 2, textCount + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: textCapacity)
    memcpy(larger, text, textCount)
    text.deallocate()
    text = larger
  }

  /// The place of the first cell of a row that has any text; `nil` of an empty row.
  public func place(ofRow row: Int) -> (line: Int, column: Int)? {
    let range = range(ofRow: row)
    guard let first = range.first else { return nil }
    return (Int(cells[first].line), Int(cells[first].column))
  }

  private func range(ofRow row: Int) -> Range<Int> {
    starts[row]..<(row + 1 < starts.count ? starts[row + 1] : cells.count)
  }

  private func cell(_ cell: Cell) -> TableCell {
    TableCell(
      text: UnsafeBufferPointer(start: text + cell.offset, count: Int(cell.length)),
      line: Int(cell.line), column: Int(cell.column))
  }

  /// Calls a function with the cells of a row that have text: the number of the column, and the
  /// cell, whose text holds until a row is added.
  public func forEachCell(ofRow row: Int, _ body: (_ index: Int, _ cell: TableCell) -> Void) {
    for number in range(ofRow: row) { body(Int(cells[number].index), cell(cells[number])) }
  }

  /// The text of a cell; empty where the row has none there.
  public func string(row: Int, index: Int) -> String {
    for number in range(ofRow: row) where Int(cells[number].index) == index {
      return String(decoding: cell(cells[number]).text, as: UTF8.self)
    }
    return ""
  }

  /// Whether a row has no text at all but white space.
  public func isBlank(row: Int) -> Bool {
    range(ofRow: row).allSatisfy { cell(cells[$0]).text.allSatisfy { $0 <= 0x20 } }
  }

  /// How many columns a row has, up to the last that has text.
  public func width(ofRow row: Int) -> Int {
    range(ofRow: row).last.map { Int(cells[$0].index) + 1 } ?? 0
  }

  /// How many cells are filled at most because they are shown as one with another.
  private static let mostFilled = 1_000_000

  /// Gives all cells that are shown as one what stands in the first of them, as far to the right as the
  /// sheet has cells: a title may be shown over thousands of columns that have none.
  func fill(_ merges: [MergedCells]) {
    guard !merges.isEmpty else { return }
    var fillings: [Int: [Cell]] = [:]
    var count = 0
    let width = cells.reduce(0) { max($0, Int($1.index) + 1) }
    // Sorted, so that many merges of many rows do not take their product.
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    for merge in merges {
      let rows = order[Self.places(of: merge.rows, in: order, numbers)]
      guard let top = rows.first, numbers[top] == Int32(clamping: merge.rows.lowerBound),
        let first = range(ofRow: top).first(where: {
          Int(cells[$0].index) == merge.columns.lowerBound
        })
      else { continue }
      let columns = Range(merge.columns).clamped(to: 0..<width)
      count += rows.count * columns.count
      // Programs write no cell into two merges; a file that does is not to multiply them.
      guard count <= Self.mostFilled else { break }
      for row in rows {
        fillings[row, default: []] += columns.map { column in
          var copy = cells[first]
          copy.index = Int32(column)
          return copy
        }
      }
    }
    rebuild(fillings)
  }

  /// Where the rows of some numbers stand in an order of rows by their numbers.
  private static func places(
    of range: ClosedRange<Int>, in order: [Int], _ numbers: [Int32]
  ) -> Range<Int> {
    func first(after number: Int) -> Int {
      var (low, high) = (0, order.count)
      while low < high {
        let middle = (low + high) / 2
        if Int(numbers[order[middle]]) <= number { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(after: range.lowerBound - 1)..<first(after: range.upperBound)
  }

  private func rebuild(_ fillings: [Int: [Cell]]) {
    var all: [Cell] = []
    var newStarts: [Int] = []
    all.reserveCapacity(cells.count)
    for row in starts.indices {
      let own = range(ofRow: row)
      newStarts.append(all.count)
      all += cells[own]
      guard let filled = fillings[row] else { continue }
      var taken = Set(cells[own].map(\.index))
      all += filled.filter { taken.insert($0.index).inserted }
      all[newStarts[row]...].sort { $0.index < $1.index }
    }
    starts = newStarts
    cells = all
  }
}
