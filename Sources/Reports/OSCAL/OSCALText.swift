import Bytes
import CivilTime

/// Texts as OSCAL wants them.
enum OSCALText {
  /// The midnight of a day.
  static func time(_ day: CivilDate) -> String { "\(day)T00:00:00+00:00" }

  /// A text where OSCAL reads Markdown; never empty.
  static func markup(_ text: String) -> String {
    let text = trimmed(PlainText.inline(text))
    return text.isEmpty ? "-" : MarkdownText.escaped(text)
  }

  /// A name without spaces, slashes and other signs, which begins with a letter.
  static func token(_ text: String) -> String {
    var token = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": token.unicodeScalars.append(scalar)
      default: token += "_"
      }
    }
    guard let first = token.unicodeScalars.first, first.properties.isAlphabetic else {
      return "_" + token
    }
    return token
  }

  /// Writes a property; none where its value is empty, which OSCAL does not allow.
  static func property(_ name: String, _ value: String, to json: inout JSONWriter) {
    let value = trimmed(PlainText.inline(value))
    guard !value.isEmpty else { return }
    json.object { json in
      json.member("name", name)
      json.member("ns", "urn:custos:oscal")
      json.member("value", value)
    }
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }
}
