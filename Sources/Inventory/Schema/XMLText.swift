import Bytes

/// Text as XML writes it.
enum XMLText {
  /// Whether a text has a character that XML 1.0 cannot hold.
  static func loses(_ value: String) -> Bool {
    value.unicodeScalars.contains { scalar in
      switch scalar {
      case "\t", "\n", "\r": false
      case "\0"..<" ", "\u{fffe}", "\u{ffff}": true
      default: false
      }
    }
  }

  /// Text for an attribute in quotation marks, or for an element.
  ///
  /// Line ends and tabs become references, which an attribute would lose otherwise, and so does what
  /// would act on a terminal. Characters that XML 1.0 cannot hold become U+FFFD.
  static func escaped(_ value: String) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\t", "\n", "\r": text += "&#\(scalar.value);"
      case "\0"..<" ", "\u{fffe}", "\u{ffff}": text += "\u{fffd}"
      case _ where PlainText.isUnsafe(scalar): text += "&#\(scalar.value);"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
