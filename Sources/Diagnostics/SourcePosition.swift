/// A place in a text file or a workbook, as people and editors count.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it; `-` for standard input.
  public var path: String
  /// The line, or the row of a sheet, from 1.
  public var line: Int
  /// The column in UTF-8 bytes, or the number of the column of a sheet, from 1.
  public var column: Int
  /// The sheet of a workbook; `nil` in a text file.
  public var sheet: String?

  /// Names a place.
  public init(path: String, line: Int, column: Int, sheet: String? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.sheet = sheet
  }

  /// `path:line:column`, or `path, sheet Name, cell F12`.
  public var description: String {
    guard let sheet else { return "\(path):\(line):\(column)" }
    return "\(path), sheet \(sheet), cell \(Self.columnName(column))\(line)"
  }

  /// The cell as spreadsheets write it, such as `Systems!F12`; `nil` in a text file.
  public var cellReference: String? {
    sheet.map { "\($0)!\(Self.columnName(column))\(line)" }
  }

  /// The letters of a column of a sheet, such as `A` or `XFD`.
  public static func columnName(_ column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}

extension SourcePosition: Comparable {
  /// Orders by path (its UTF-8 bytes), then sheet, then line, then column.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    if !left.path.utf8.elementsEqual(right.path.utf8) {
      return left.path.precedes(right.path)
    }
    let (first, second) = (left.sheet ?? "", right.sheet ?? "")
    if !first.utf8.elementsEqual(second.utf8) {
      return first.precedes(second)
    }
    return (left.line, left.column) < (right.line, right.column)
  }
}
