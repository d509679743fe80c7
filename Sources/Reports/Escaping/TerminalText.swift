/// Text of several lines that does nothing to a terminal and is no command of a build server,
/// whatever it was made of: rules, profiles, histories, names of files, messages of a library.
public enum TerminalText {
  /// The text with its line breaks, and with what is unsafe in each line made visible.
  ///
  /// What is safe already stays as it is. A carriage return stays where a line ends with it, as in a
  /// table of values.
  public static func safe(_ text: String) -> String {
    if !text.utf8.contains(where: isDoubtful) { return text }
    // A carriage return and a line feed are one character, but two scalars.
    return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        guard line.last == "\r" else { return safeLine(String(line)) }
        return safeLine(String(line.dropLast())) + "\r"
      }.joined(separator: "\n")
  }

  /// Whether a byte may be part of something unsafe.
  private static func isDoubtful(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != UInt8(ascii: "\n") || byte >= 0x7F || byte == UInt8(ascii: "#")
      || byte == UInt8(ascii: ":")
  }

  /// GitHub obeys lines that begin with `::`, and Azure `##[…]` and `##vso[…]` anywhere in a line.
  private static func safeLine(_ line: String) -> String {
    let line = TextPage.safe(line)
    return line.drop { $0 == " " }.utf8.starts(with: "::".utf8) ? "\\" + line : line
  }
}
