import Bytes

/// Text in Markdown that stays text on GitHub and GitLab.
public enum MarkdownText {
  /// Escapes a text for a line or a table cell.
  ///
  /// What Markdown reads gets a backslash. Mentions, references and bare links are looked for after
  /// Markdown is done, where a backslash is gone; an empty comment breaks them and leaves no trace.
  public static func escaped(_ text: String) -> String {
    if isPlain(text) { return text }
    var escaped = ""
    var isBroken = false
    var previous: Unicode.Scalar = " "
    for scalar in PlainText.inline(text).unicodeScalars {
      if isBroken && isNameLike(scalar) || previous == ":" && scalar == "/" {
        escaped += "<!-- -->"
      }
      isBroken = false
      previous = scalar
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "|", "~", "&", "!", "$", "^":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
        isBroken = scalar != "\\"
      case "@", "#", "%":
        escaped.unicodeScalars.append(scalar)
        isBroken = true
      case ".":
        if endsInWWW(escaped) { escaped += "<!-- -->" }
        escaped += "."
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Escapes a text for a summary, which is HTML and knows no backslash.
  static func escapedInHTML(_ text: String) -> String {
    var escaped = ""
    var isBroken = false
    for scalar in PlainText.inline(text).unicodeScalars {
      if isBroken, isNameLike(scalar) || scalar == "/" {
        escaped += "<!-- -->"
      }
      isBroken = false
      switch scalar {
      case " ", ",", "-", "(", ")", "/", "a"..."z", "A"..."Z", "0"..."9":
        escaped.unicodeScalars.append(scalar)
      case ".":
        if endsInWWW(escaped) { escaped += "<!-- -->" }
        escaped += "."
      case _ where scalar.isASCII:
        escaped += "&#\(scalar.value);"
        isBroken = true
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Whether nothing in a text means anything in Markdown; most texts are so.
  private static func isPlain(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x28, 0x29, 0x2C, 0x2D, 0x3A, 0x3B: break
      case 0x2F where previous != 0x3A: break
      case 0x2E where previous | 0x20 != UInt8(ascii: "w"): break
      default: return false
      }
      previous = byte
    }
    return true
  }

  private static func isNameLike(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  private static func endsInWWW(_ text: String) -> Bool {
    text.utf8.suffix(3).allSatisfy { $0 | 0x20 == UInt8(ascii: "w") } && text.utf8.count >= 3
  }
}
