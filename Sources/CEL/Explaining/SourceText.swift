/// Texts of expressions as they are shown.
public enum SourceText {
  /// A text on one line, runs of spaces and line breaks as one space.
  public static func oneLine(_ text: String) -> String {
    oneLine(text.utf8.span) ?? oneLineByCharacters(text)
  }

  /// The same of UTF-8.
  public static func oneLine(_ bytes: [UInt8]) -> String {
    oneLine(bytes.span) ?? oneLineByCharacters(String(decoding: bytes, as: UTF8.self))
  }

  /// `nil` where a byte may be part of a longer character.
  private static func oneLine(_ bytes: Span<UInt8>) -> String? {
    for index in bytes.indices where bytes[index] >= 0x80 || bytes[index] == UInt8(ascii: "\r") {
      return nil
    }
    return String(unsafeUninitializedCapacity: bytes.count) { line in
      var count = 0
      var isSpaceDue = false
      for index in bytes.indices {
        let byte = bytes[index]
        if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
          isSpaceDue = count > 0
          continue
        }
        if isSpaceDue {
          line[count] = UInt8(ascii: " ")
          count += 1
          isSpaceDue = false
        }
        line[count] = byte
        count += 1
      }
      return count
    }
  }

  private static func oneLineByCharacters(_ text: String) -> String {
    text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
  }
}
