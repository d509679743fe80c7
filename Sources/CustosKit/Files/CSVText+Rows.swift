import Bytes
import Reports

extension CSVText {
  /// A row of one-line cells, with its end.
  static func row(_ cells: [String]) -> String {
    var output = OutputBuffer()
    write(
      cells.map {
        PlainText.inline($0.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      }, to: &output)
    return output.text
  }

  /// What a cell that ``row(_:)`` wrote says.
  static func plain(_ cell: String) -> String {
    guard cell.utf8.first == UInt8(ascii: "'"), let second = cell.utf8.dropFirst().first,
      "=+-@".utf8.contains(second)
    else { return cell }
    return String(cell.dropFirst())
  }
}
