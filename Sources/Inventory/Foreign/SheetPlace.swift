/// A row of a sheet of a workbook, as the line of a mark.
///
/// A mark has 29 bits for a line: 21 of them are the row, of which a sheet has at most 1,048,576, and
/// 8 the sheet.
public struct SheetPlace: Equatable, Sendable {
  /// The index of the sheet.
  public var sheet: Int
  /// The row, from 1.
  public var row: Int

  /// A row of a sheet.
  public init(sheet: Int, row: Int) {
    self.sheet = sheet
    self.row = row
  }

  /// What the line of a mark stands for.
  public init(line: Int) {
    sheet = line >> 21
    row = line & 0x1f_ffff
  }

  /// The line of a mark.
  public var line: Int { sheet << 21 | row }
}
