import CEL
import CLibXML2
import Inventory
import Tables

/// A row that is being read, with the rows around it.
final class RowFrame {
  /// What the row is.
  enum Kind {
    /// The whole file, or no row at all.
    case nothing
    /// A row of a table in memory, the first of its group.
    case table(row: Int, group: [Int])
    /// A row of a table that is read as it comes.
    case stream
    /// An object in JSON that is read as it comes, whose members are in ``MappingRun/flat``.
    case flat
    /// A value of a document in JSON.
    case json(JSONDocument, Int)
    /// An element of a document in XML.
    case xml(UnsafeMutablePointer<xmlNode>)
  }

  var kind: Kind
  /// Where the row begins.
  var mark: SourceMark
  let parent: RowFrame?
  /// The number of the block whose row it is; -1 where that does not matter.
  var block = -1
  /// Of a group of rows, another value of a column than the first one; `nil` where all agree.
  var others: [Int: TableCell]?
  /// The cells of the columns that the mapping refers to, of a table; a text without an address
  /// where there is none.
  let cells: UnsafeMutableBufferPointer<TableCell>
  /// Places of text inside another text, which stands at one place.
  var innerMark: SourceMark?
  /// The row as a value, once it was needed.
  var value: Value?

  init(_ kind: Kind, mark: SourceMark, parent: RowFrame?, columns: Int) {
    self.kind = kind
    self.mark = mark
    self.parent = parent
    cells = .allocate(capacity: columns)
    clear()
  }

  deinit { cells.deallocate() }

  /// Forgets the cells of the row before.
  @inline(__always)
  func clear() {
    for index in cells.indices {
      cells[index] = TableCell(
        text: UnsafeBufferPointer(start: nil, count: 0), line: 0, column: 0)
    }
    value = nil
  }
}
