public import Bytes

/// Comma-separated values after RFC 4180, in which no cell is a formula.
public enum CSVText {
  /// The byte order mark at the beginning of a file.
  ///
  /// Excel on Windows takes a file without it for one in the machine's old encoding.
  public static let mark = "\u{FEFF}"

  /// Writes a record, which ends in CRLF.
  public static func write(_ fields: [String], to output: inout OutputBuffer) {
    for (index, field) in fields.enumerated() {
      if index > 0 { output.write(byte: UInt8(ascii: ",")) }
      write(field, to: &output)
    }
    output.write("\r\n")
  }

  /// Writes a field, in quotes where it needs them (RFC 4180, section 2).
  ///
  /// It looks at bytes, not characters: a quote that carries a combining accent is one character and
  /// would slip through.
  static func write(_ field: String, to output: inout OutputBuffer) {
    let isFormula = looksLikeFormula(field)
    let needsQuotes = field.utf8.contains { byte in
      switch byte {
      case 0x22, 0x2C, 0x3B, 0..<0x20: true
      default: false
      }
    }
    guard needsQuotes else {
      if isFormula { output.write(byte: UInt8(ascii: "'")) }
      output.write(field)
      return
    }
    output.write(byte: 0x22)
    if isFormula { output.write(byte: UInt8(ascii: "'")) }
    for byte in field.utf8 {
      if byte == 0x22 { output.write(byte: 0x22) }
      output.write(byte: byte)
    }
    output.write(byte: 0x22)
  }

  /// Whether a spreadsheet might compute the field instead of showing it.
  ///
  /// The first scalar decides: `=`, `+`, `-`, `@`, a tab, a line break, and the full-width forms that
  /// some spreadsheets fold. A whole number is none.
  static func looksLikeFormula(_ field: String) -> Bool {
    guard let first = field.unicodeScalars.first else { return false }
    switch first.value {
    case 0x2D:
      return field.utf8.count < 2 || !field.utf8.dropFirst().allSatisfy { 0x30...0x39 ~= $0 }
    case 0x3D, 0x2B, 0x40, 0x09, 0x0A, 0x0D, 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20: return true
    default: return false
    }
  }
}
