import Diagnostics

/// Tells the spelling of an input by its first bytes.
enum ContentSniffing {
  private static let compressed: [(String, [UInt8])] = [
    ("gzip", [0x1f, 0x8b]), ("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a]), ("zip", [0x50, 0x4b, 3, 4]),
    ("bzip2", [0x42, 0x5a, 0x68]), ("zstd", [0x28, 0xb5, 0x2f, 0xfd]), ("PDF", [0x25, 0x50, 0x44]),
  ]

  /// The spelling: XML if the first character that is no space is `<`, else JSON.
  ///
  /// - Throws: for no bytes at all and for compressed data, which are never unpacked.
  static func format(of start: UnsafeRawBufferPointer) throws(InputFailure) -> ContentFormat {
    guard !start.isEmpty else {
      throw InputFailure("reader.empty", "the file is empty", line: 1, column: 1)
    }
    for (name, magic) in compressed where start.starts(with: magic) {
      throw InputFailure(
        "reader.compressed", "this is \(name) data, not XML or JSON",
        hint: name == "PDF" ? nil : "unpack it first", line: 1, column: 1)
    }
    if isUTF16(start) {
      let first = start.first { $0 > 0x20 && $0 < 0xfe }
      return first == UInt8(ascii: "<") ? .xml : .json
    }
    if start.starts(with: [0x00, 0x00]) || start.starts(with: [0x4c, 0x6f, 0xa7, 0x94]) {
      return .xml
    }
    let text = start.starts(with: [0xef, 0xbb, 0xbf]) ? start.dropFirst(3) : start[...]
    let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
    return first == UInt8(ascii: "<") ? .xml : .json
  }

  /// Refuses what is no XML and no JSON on standard input, where no mapping can be chosen by content.
  ///
  /// - Throws: What it looks like, and how it is read.
  static func checkStream(_ start: UnsafeRawBufferPointer) throws(InputFailure) {
    let isArchive = start.starts(with: [0x50, 0x4b, 3, 4])
    let first = start.first { $0 > 0x20 && $0 < 0xef }
    let isDocument = first.map { "<{[".utf8.contains($0) } ?? true
    guard isArchive || !isDocument, !start.isEmpty else { return }
    throw InputFailure(
      "reader.not-an-inventory",
      isArchive
        ? "this looks like a spreadsheet or another archive, and no mapping reads it"
        : "this is neither XML nor JSON; a table needs a mapping",
      hint:
        "save it as a file and name that; standard input is read with --mapping NAME only where "
        + "it is the one input", line: 1, column: 1)
  }

  /// Whether text is UTF-16: it has the mark, or a zero beside its first characters.
  static func isUTF16(_ start: UnsafeRawBufferPointer) -> Bool {
    if start.starts(with: [0xff, 0xfe, 0, 0]) { return false }
    if start.starts(with: [0xfe, 0xff]) || start.starts(with: [0xff, 0xfe]) { return true }
    guard start.count >= 4 else { return false }
    return (start[0] == 0) != (start[1] == 0) && (start[2] == 0) != (start[3] == 0)
      && (start[0] == 0) == (start[2] == 0)
  }
}
