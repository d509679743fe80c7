/// Text in XML and HTML.
public enum XMLText {
  /// Escapes a text for content and for attributes in double quotes.
  ///
  /// Controls, and what XML 1.0 does not allow at all, are made visible (``PlainText``).
  public static func escaped(_ text: String) -> String {
    let needsNothing = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0..<0x20, 0x7F...: false
      default: true
      }
    }
    if needsNothing { return text }
    var escaped = ""
    for scalar in PlainText.inline(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
