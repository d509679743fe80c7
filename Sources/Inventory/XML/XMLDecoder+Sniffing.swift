import Diagnostics

extension XMLDecoder {
  /// The encoding that the first bytes show and the declaration does not contradict, and the
  /// length of the byte order mark.
  static func encoding(
    of start: UnsafeRawBufferPointer
  ) throws(InputFailure) -> (Encoding, Int) {
    if start.starts(with: [0xff, 0xfe, 0, 0]) || start.starts(with: [0, 0, 0xfe, 0xff])
      || start.starts(with: [0, 0, 0, 0x3c]) || start.starts(with: [0x3c, 0, 0, 0])
    {
      throw refused("UTF-32")
    }
    if start.starts(with: [0x4c, 0x6f, 0xa7, 0x94]) { throw refused("EBCDIC") }
    if start.starts(with: [0xff, 0xfe]) { return try utf16(.utf16Little, start, 2) }
    if start.starts(with: [0xfe, 0xff]) { return try utf16(.utf16Big, start, 2) }
    // Without a mark, the zero beside the first character tells the order of the bytes.
    if start.starts(with: [0x3c, 0]) { return try utf16(.utf16Little, start, 0) }
    if start.starts(with: [0, 0x3c]) { return try utf16(.utf16Big, start, 0) }
    let mark = start.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    let declared = declaration(Array(start.dropFirst(mark).prefix(1024)))
    guard let declared else { return (.utf8, mark) }
    switch declared.uppercased() {
    case "UTF-8", "UTF8": return (.utf8, mark)
    case "US-ASCII" where mark == 0, "ASCII" where mark == 0: return (.ascii, 0)
    case "ISO-8859-1" where mark == 0, "LATIN1" where mark == 0, "ISO_8859-1" where mark == 0:
      return (.latin1, 0)
    case "WINDOWS-1252" where mark == 0, "CP1252" where mark == 0: return (.windows1252, 0)
    case "UTF-16", "UTF-16LE", "UTF-16BE", "WINDOWS-1252", "CP1252", "US-ASCII", "ASCII",
      "ISO-8859-1", "LATIN1",
      "ISO_8859-1":
      throw InputFailure(
        "reader.encoding", "the declaration says \(declared), but the bytes are not", line: 1,
        column: 1)
    default: throw refused(declared)
    }
  }

  private static func refused(_ name: String) -> InputFailure {
    InputFailure(
      "reader.encoding",
      "the encoding \(ReaderMessages.quoted(name)) is not supported; use UTF-8 or UTF-16",
      hint: "write UTF-8", line: 1, column: 1)
  }

  /// Checks that the declaration of a document in UTF-16 says so.
  private static func utf16(
    _ encoding: Encoding, _ start: UnsafeRawBufferPointer, _ mark: Int
  ) throws(InputFailure) -> (Encoding, Int) {
    let low = encoding == .utf16Little ? 0 : 1
    let text = Array(start.dropFirst(mark).prefix(2048))
    let narrow = stride(from: 0, to: text.count - 1, by: 2).map { index in
      text[index + 1 - low] == 0 ? text[index + low] : UInt8(ascii: "?")
    }
    let names = ["UTF-16", encoding == .utf16Little ? "UTF-16LE" : "UTF-16BE"]
    if let declared = declaration(narrow), !names.contains(declared.uppercased()) {
      throw InputFailure(
        "reader.encoding",
        "the declaration says \(ReaderMessages.quoted(declared)), but the bytes are UTF-16",
        line: 1, column: 1)
    }
    return (encoding, mark)
  }

  /// The encoding that an XML declaration names; `nil` if there is none.
  private static func declaration(_ bytes: [UInt8]) -> String? {
    guard bytes.starts(with: "<?xml".utf8), bytes.count > 5, bytes[5] <= 0x20 else { return nil }
    let text = bytes.prefix { $0 != UInt8(ascii: ">") }
    let word = Array("encoding".utf8)
    guard
      let found = (0..<max(text.count - word.count, 0)).first(where: {
        text[$0..<$0 + word.count].elementsEqual(word)
      })
    else { return nil }
    var rest = text[(found + word.count)...].drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop { $0 <= 0x20 }
    guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
    return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self)
  }
}
