/// Comma-separated values after RFC 4180, as spreadsheets write them back.
///
/// The separator is that of the first line: a comma, a semicolon or a tab. A byte-order mark and
/// line ends of any kind are taken as they come, and an apostrophe that keeps a spreadsheet from
/// computing a cell does not count.
enum DelimitedText {
  /// A row with the line on which it begins.
  struct Row: Equatable {
    var fields: [String]
    var line: Int
  }

  /// The rows of a text that are not empty, the head first.
  static func rows(_ text: String) -> [Row] {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let head = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let separator = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].max { left, right in
      head.count { $0 == left } < head.count { $0 == right }
    }
    var scan = Scan(separator: separator ?? UInt8(ascii: ","))
    for byte in bytes { scan.take(byte) }
    scan.endRow()
    return scan.rows
  }

  private struct Scan {
    let separator: UInt8
    var rows: [Row] = []
    private var fields: [String] = []
    private var field: [UInt8] = []
    private var isQuoted = false
    private var endsQuotes = false
    private var wasReturn = false
    private var line = 1
    private var start = 1

    init(separator: UInt8) { self.separator = separator }

    mutating func take(_ byte: UInt8) {
      if byte == 0x0A || byte == 0x0D {
        // A line feed after a carriage return ends no other line.
        if !(byte == 0x0A && wasReturn) { line += 1 }
      }
      defer { wasReturn = byte == 0x0D }
      if isQuoted, !endsQuotes {
        if byte == 0x22 { endsQuotes = true } else { field.append(byte) }
        return
      }
      switch byte {
      case 0x22 where endsQuotes:
        field.append(byte)
        endsQuotes = false
      case 0x22 where field.isEmpty && !isQuoted: isQuoted = true
      case separator: endField()
      case 0x0A, 0x0D: endRow()
      default: field.append(byte)
      }
    }

    private mutating func endField() {
      let marks: [UInt8] = [0x3D, 0x2B, 0x2D, 0x40]
      if field.count > 1, field[0] == UInt8(ascii: "'"), marks.contains(field[1]) {
        field.removeFirst()
      }
      fields.append(String(decoding: field, as: UTF8.self))
      field = []
      (isQuoted, endsQuotes) = (false, false)
    }

    mutating func endRow() {
      endField()
      if fields.contains(where: { !$0.isEmpty }) { rows.append(Row(fields: fields, line: start)) }
      fields = []
      start = line
    }
  }
}
