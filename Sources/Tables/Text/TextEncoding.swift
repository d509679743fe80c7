import Diagnostics

/// How the characters of a text file are written as bytes.
public enum TextEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// UTF-16 whose byte order its mark tells, or the zeros beside its ASCII characters.
  case utf16 = "utf-16"
  /// The usual one of Windows in Western Europe; only where it is declared.
  case windows1252 = "windows-1252"
}

/// How the bytes of a file are to be read, as its first bytes and a declaration tell.
enum ByteForm {
  case utf8
  case utf16(isLittle: Bool)
  case windows1252

  /// The form of a file and the length of its byte order mark.
  ///
  /// - Parameter declared: What somebody said it is; `nil` for what the bytes tell.
  static func find(
    in start: UnsafeRawBufferPointer, declared: TextEncoding?
  ) throws(InputFailure) -> (form: ByteForm, mark: Int) {
    if start.starts(with: [0xff, 0xfe, 0, 0]) || start.starts(with: [0, 0, 0xfe, 0xff]) {
      throw InputFailure(
        "table.encoding", "the file is UTF-32, which is not read", hint: "save it as UTF-8",
        line: 1, column: 1)
    }
    if start.starts(with: [0xff, 0xfe]) { return (.utf16(isLittle: true), 2) }
    if start.starts(with: [0xfe, 0xff]) { return (.utf16(isLittle: false), 2) }
    if start.starts(with: [0xef, 0xbb, 0xbf]) { return (.utf8, 3) }
    switch declared {
    case .windows1252: return (.windows1252, 0)
    case .utf16: return (.utf16(isLittle: start.count < 2 || start[1] == 0), 0)
    case .utf8: return (.utf8, 0)
    case nil: break
    }
    // Characters of ASCII in UTF-16 have a zero beside them, which no text in UTF-8 has.
    if start.count >= 4 {
      if start[1] == 0, start[3] == 0, start[0] != 0 { return (.utf16(isLittle: true), 0) }
      if start[0] == 0, start[2] == 0, start[1] != 0 { return (.utf16(isLittle: false), 0) }
    }
    return (.utf8, 0)
  }
}
