/// Text of several lines that does nothing to a terminal and is no command of a build server,
/// whatever it was made of: rules, profiles, histories, names of files, messages of a library.
public enum TerminalText {
  /// The text with its line breaks, and with what is unsafe in each line made visible.
  ///
  /// What is safe already stays as it is.
  public static func safe(_ text: String) -> String {
    if !text.utf8.contains(where: isDoubtful) { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { safeLine(String($0)) }.joined(separator: "\n")
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
