import Bytes

/// Tables of comma-separated values after RFC 4180, for people with a spreadsheet.
enum CSVText {
  /// A row with its end.
  static func row(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// A cell, in quotes where it needs them, and with an apostrophe before what a spreadsheet would
  /// compute.
  static func cell(_ text: String) -> String {
    let isFormula = text.utf8.first.map { "=+-@".utf8.contains($0) } ?? false
    let line = PlainText.inline(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    let safe = (isFormula ? "'" : "") + line
    guard safe.utf8.contains(where: { [0x22, 0x2C, 0x3B].contains($0) }) else { return safe }
    return "\"\(safe.replacing("\"", with: "\"\""))\""
  }

  /// What a cell that ``cell(_:)`` wrote says.
  static func plain(_ cell: String) -> String {
    guard cell.utf8.first == UInt8(ascii: "'"), let second = cell.utf8.dropFirst().first,
      "=+-@".utf8.contains(second)
    else { return cell }
    return String(cell.dropFirst())
  }
}
