/// Text that does nothing when it is looked at.
public enum PlainText {
  /// Whether a scalar moves the cursor, changes a terminal or turns the reading direction.
  ///
  /// C0, DEL and C1 controls; the marks, embeddings, overrides and isolates of the bidirectional
  /// algorithm (Unicode Standard Annex 9); the separators of lines and paragraphs; the byte order
  /// mark; the tags and the invisible operators that hide text.
  public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
    case 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// The text on one line, with what is unsafe made visible as `<U+202E>`.
  ///
  /// White space of every kind becomes one space; nothing is lost without a trace.
  public static func inline(_ text: String) -> String {
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": safe += " "
      case _ where isUnsafe(scalar): safe += mark(scalar)
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// How an unsafe scalar is shown.
  static func mark(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
  }
}
