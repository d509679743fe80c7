/// Something odd about a row of a delimited file, which is read all the same.
public struct RowOddity: Equatable, Sendable {
  /// The stable code of a notice.
  public var code: String
  /// What was met.
  public var message: String
  /// What to do.
  public var hint: String
  /// Where the cell begins.
  public var line: Int
  public var column: Int
  /// Whether rows are missing because of it for certain.
  public var losesRows = false

  /// Text behind the quotation mark that closes a cell.
  static func afterQuote(line: Int, column: Int, isOver: Bool) -> RowOddity {
    RowOddity(
      code: "table.stray-quote",
      message: isOver
        ? "the quotation mark that opens this cell is closed in the middle of another line"
        : "text follows the quotation mark that closes this cell",
      hint: isOver
        ? "is a quotation mark missing? the rows between are part of the cell"
        : "a quotation mark inside a quoted cell is written twice",
      line: line, column: column, losesRows: isOver)
  }

  /// A cell over several lines, of which one looks like a row.
  static func rowInQuotes(line: Int, column: Int) -> RowOddity {
    RowOddity(
      code: "table.stray-quote",
      message: "a cell in quotation marks goes over lines that look like rows",
      hint: "is a quotation mark missing? what is in the cell is read as its text", line: line,
      column: column)
  }

  /// A byte 0.
  static func zero(line: Int, column: Int) -> RowOddity {
    RowOddity(
      code: "table.zero", message: "the cell has the character U+0000 in it, which no text has",
      hint: "the file may be damaged; export it again", line: line, column: column)
  }
}
